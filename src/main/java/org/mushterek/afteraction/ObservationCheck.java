package org.mushterek.afteraction;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mushterek.afteraction.Observation.Content;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;

/** What an observation needs to be understood by whoever was not there. All faults are told. */
final class ObservationCheck {

    static final int LONGEST_TITLE = 200;
    static final int LONGEST_TEXT = 4000;

    private ObservationCheck() {}

    /**
     * @param earliest STARTEX
     * @param today on the calendar of the writer's side
     * @param objectives codes of the exercise's training objectives
     */
    static List<Finding> check(Content content, LocalDate earliest, LocalDate today, Set<String> objectives) {
        var findings = new ArrayList<Finding>();
        text(findings, "title", content.title(), LONGEST_TITLE, true);
        var observedOn = content.observedOn();
        if (observedOn == null || observedOn.isBefore(earliest) || observedOn.isAfter(today)) {
            findings.add(new Finding(
                    "afteraction.observedOn",
                    "observedOn",
                    Message.of("afteraction.observedOn"),
                    Message.of("afteraction.observedOn.cure")
                            .with("from", earliest)
                            .with("to", today),
                    null));
        }
        var objective = content.objective();
        if (objective != null && !objectives.contains(objective)) {
            findings.add(new Finding(
                    "afteraction.objective",
                    "objective",
                    Message.of("afteraction.objective"),
                    objectives.isEmpty()
                            ? Message.of("afteraction.objective.none")
                            : Message.of("afteraction.objective.cure").with("known", String.join(", ", objectives)),
                    null));
        }
        text(findings, "observation", content.observation(), LONGEST_TEXT, true);
        text(findings, "discussion", content.discussion(), LONGEST_TEXT, false);
        text(findings, "conclusion", content.conclusion(), LONGEST_TEXT, false);
        text(findings, "recommendation", content.recommendation(), LONGEST_TEXT, false);
        var tags = content.tags();
        if (tags == null || tags.isEmpty() || tags.contains(null)) {
            findings.add(fault("tags", "afteraction.tags"));
        }
        if (content.release() == null) {
            findings.add(fault("release", "afteraction.release"));
        }
        return findings;
    }

    private static void text(List<Finding> findings, String place, @Nullable String text, int longest, boolean needed) {
        if (text == null ? needed : text.isBlank() && needed) {
            findings.add(fault(place, "afteraction.textMissing"));
        } else if (text != null && text.length() > longest) {
            findings.add(new Finding(
                    "afteraction.textTooLong",
                    place,
                    Message.of("afteraction.textTooLong"),
                    Message.of("afteraction.textTooLong.cure").with("longest", longest),
                    null));
        }
    }

    static Finding fault(String place, String key) {
        return new Finding(key, place, Message.of(key), Message.of(key + ".cure"), null);
    }

    /** The content as it is kept: composed letters, no blanks around, no empty texts, each tag once. */
    static Content kept(Content written) {
        return new Content(
                kept(written.title()),
                written.observedOn(),
                kept(written.objective()),
                kept(written.observation()),
                kept(written.discussion()),
                kept(written.conclusion()),
                kept(written.recommendation()),
                written.tags() == null
                        ? List.of()
                        : written.tags().stream().distinct().sorted().toList(),
                written.release(),
                written.classification() == null ? Marking.UNCLASSIFIED : written.classification());
    }

    static @Nullable String kept(@Nullable String text) {
        return text == null || text.isBlank() ? null : Normalizer.normalize(text.strip(), Normalizer.Form.NFC);
    }
}
