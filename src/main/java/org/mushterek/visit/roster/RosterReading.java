package org.mushterek.visit.roster;

import java.util.List;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;
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
     */
    record Sound(List<Visitor> visitors, List<Message> notes) implements RosterReading {

        public Sound {
            visitors = List.copyOf(visitors);
            notes = List.copyOf(notes);
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
