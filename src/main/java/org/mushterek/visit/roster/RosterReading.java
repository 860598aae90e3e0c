package org.mushterek.visit.roster;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;
import org.mushterek.visit.VisitDocument.Arm;
import org.mushterek.visit.Visitor;

/** What came of reading a roll: either every person of it, or every fault and no person at all. */
public sealed interface RosterReading {

    /**
     * Every row is sound.
     *
     * @param visitors in the order of the file, numbered from 1
     * @param notes what an officer should know though it stops nothing: letters that were replaced, spellings and numbers
     *     that are unusual. They name persons by their number in the roll. At most {@link RosterReader#MAX_NOTES}, then
     *     one that tells how many more there are
     * @param arms what the sheet of arms lists; null where the file has none, or nothing stands in it
     */
    record Sound(
            List<Visitor> visitors,
            List<Message> notes,
            @Nullable List<Arm> arms) implements RosterReading {

        public Sound {
            visitors = List.copyOf(visitors);
            notes = List.copyOf(notes);
            arms = arms == null ? null : List.copyOf(arms);
        }

        /** A roll without arms. */
        public Sound(List<Visitor> visitors, List<Message> notes) {
            this(visitors, notes, null);
        }
    }

    /**
     * At least one row is not.
     *
     * @param findings row by row, at most {@link RosterReader#MAX_FINDINGS}; their places are {@link RosterPlace}s
     * @param total how many there are in all
     */
    record Faulty(List<Finding> findings, int total) implements RosterReading {

        public Faulty {
            findings = List.copyOf(findings);
        }
    }
}
