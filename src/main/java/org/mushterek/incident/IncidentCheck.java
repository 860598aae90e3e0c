package org.mushterek.incident;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;
import org.mushterek.incident.Incident.Procedure;
import org.mushterek.incident.Incident.Words;
import org.mushterek.incident.rule.IncidentFacts.Kind;

/** What is missing or cannot be in what an officer has written of an incident, all of it at once. Pure. */
final class IncidentCheck {

    /** How long a text may be, in characters. */
    static final int LONGEST_TEXT = 4000;

    /** How long what stands on one line may be, in characters. */
    static final int LONGEST_LINE = 200;

    /** How many days ago it may have happened: what is longer ago is a mistyped day. */
    static final int LONGEST_AGO = 90;

    /** How many persons one incident may have happened to. */
    static final int MOST_PERSONS = 200;

    private final List<Finding> findings = new ArrayList<>();

    private IncidentCheck() {}

    /** @param now by the host's clock */
    static List<Finding> of(IncidentContent content, LocalDateTime now) {
        var check = new IncidentCheck();
        check.written("exercise", content.exercise(), LONGEST_LINE);
        if (content.kind() == null) {
            check.add("kind", "incident.missing");
        }
        check.times(content, now);
        check.written("place", content.place(), LONGEST_LINE);
        check.written("account", content.account(), LONGEST_TEXT);
        check.notTooLong("firstSteps", content.firstSteps(), LONGEST_TEXT);
        if (content.kind() == Kind.ARREST) {
            check.written("authority", content.authority(), LONGEST_LINE);
        } else {
            check.notTooLong("authority", content.authority(), LONGEST_LINE);
        }
        check.persons(content.persons());
        return check.findings;
    }

    private void times(IncidentContent content, LocalDateTime now) {
        var happened = content.happenedAt();
        if (happened == null) {
            add("happenedAt", "incident.missing");
        } else if (happened.isAfter(now)) {
            add("happenedAt", "incident.future");
        } else if (happened.isBefore(now.minusDays(LONGEST_AGO))) {
            findings.add(new Finding(
                    "incident.happenedAt",
                    "happenedAt",
                    Message.of("incident.longAgo").with("most", LONGEST_AGO),
                    Message.of("incident.longAgo.cure"),
                    null));
        }
        var learned = content.learnedAt() == null ? happened : content.learnedAt();
        if (content.learnedAt() != null) {
            after("learnedAt", content.learnedAt(), happened, now);
        }
        var told = content.toldAt();
        if (told != null) {
            after("toldAt", told, learned, now);
            written("toldTo", content.toldTo(), LONGEST_LINE);
        } else {
            notTooLong("toldTo", content.toldTo(), LONGEST_LINE);
        }
    }

    private void after(String place, LocalDateTime at, @Nullable LocalDateTime before, LocalDateTime now) {
        if (at.isAfter(now)) {
            add(place, "incident.future");
        } else if (before != null && at.isBefore(before)) {
            add(place, "incident.order." + place);
        }
    }

    private void persons(@Nullable List<IncidentContent.PersonOnRoll> persons) {
        if (persons == null || persons.isEmpty()) {
            add("persons", "incident.nobody");
        } else if (persons.size() > MOST_PERSONS) {
            findings.add(new Finding(
                    "incident.persons",
                    "persons",
                    Message.of("incident.tooMany").with("most", MOST_PERSONS),
                    Message.of("incident.tooMany.cure"),
                    null));
        } else if (persons.stream()
                .anyMatch(person -> person.visit() == null || person.visit().isBlank())) {
            add("persons", "incident.noGuests");
        } else if (persons.stream()
                        .map(person -> person.visit() + "/" + person.line())
                        .distinct()
                        .count()
                < persons.size()) {
            add("persons", "incident.twice");
        }
    }

    /** What the host writes of the incident after the first notice. */
    static List<Finding> writtenNotice(Words words) {
        var check = new IncidentCheck();
        check.written("text", words.text(), LONGEST_TEXT);
        check.notTooLong("reference", words.reference(), LONGEST_LINE);
        return check.findings;
    }

    /** A remark that nobody has to make. */
    static List<Finding> remark(Words words) {
        var check = new IncidentCheck();
        check.notTooLong("text", words.text(), LONGEST_TEXT);
        return check.findings;
    }

    /** A reason that both sides read. */
    static List<Finding> reason(Words words) {
        var check = new IncidentCheck();
        check.written("text", words.text(), LONGEST_TEXT);
        return check.findings;
    }

    /**
     * What the host intends.
     *
     * @param now by the host's clock
     */
    static List<Finding> proposal(Words words, LocalDateTime now) {
        var check = new IncidentCheck();
        if (words.procedure() == null) {
            check.add("procedure", "incident.missing");
        } else if (words.procedure() != Procedure.NONE) {
            check.written("place", words.place(), LONGEST_LINE);
            if (words.at() == null) {
                check.add("at", "incident.missing");
            } else if (words.at().isBefore(now)) {
                check.add("at", "incident.past");
            }
        }
        check.written("text", words.text(), LONGEST_TEXT);
        return check.findings;
    }

    /** The sending side agrees; whoever attends is named, or nobody. */
    static List<Finding> agreement(Words words) {
        var check = new IncidentCheck();
        check.notTooLong("text", words.text(), LONGEST_TEXT);
        var named = words.representative();
        if (named != null) {
            check.notTooLong("representative/grade", named.grade(), LONGEST_LINE);
            check.written("representative/name", named.name(), LONGEST_LINE);
            if (named.physician() == null) {
                check.add("representative/physician", "incident.missing");
            }
        }
        return check.findings;
    }

    /**
     * What was done.
     *
     * @param now by the host's clock
     */
    static List<Finding> procedure(Words words, LocalDateTime now) {
        var check = new IncidentCheck();
        if (words.at() != null && words.at().isAfter(now)) {
            check.add("at", "incident.future");
        }
        check.written("text", words.text(), LONGEST_TEXT);
        check.notTooLong("absence", words.absence(), LONGEST_TEXT);
        return check.findings;
    }

    /** The copy of an autopsy's final report. */
    static List<Finding> report(Words words, LocalDateTime now) {
        var check = new IncidentCheck();
        check.written("reference", words.reference(), LONGEST_LINE);
        check.notInFuture(words, now);
        check.notTooLong("text", words.text(), LONGEST_TEXT);
        return check.findings;
    }

    /** What became of it; of a death also where the dead person was handed over. */
    static List<Finding> closing(Words words, boolean isDeath, LocalDateTime now) {
        var check = new IncidentCheck();
        check.written("text", words.text(), LONGEST_TEXT);
        if (isDeath) {
            check.notInFuture(words, now);
            check.written("place", words.place(), LONGEST_LINE);
        } else if (words.removed() == null) {
            check.add("removed", "incident.missing");
        }
        return check.findings;
    }

    private void notInFuture(Words words, LocalDateTime now) {
        if (words.day() == null) {
            add("day", "incident.missing");
        } else if (words.day().isAfter(now.toLocalDate())) {
            add("day", "incident.future");
        }
    }

    private void written(String place, @Nullable String text, int longest) {
        if (text == null || text.isBlank()) {
            add(place, "incident.missing");
        } else {
            notTooLong(place, text, longest);
        }
    }

    private void notTooLong(String place, @Nullable String text, int longest) {
        if (text != null && text.length() > longest) {
            findings.add(new Finding(
                    "incident." + place,
                    place,
                    Message.of("incident.tooLong").with("longest", longest),
                    Message.of("incident.tooLong.cure"),
                    null));
        }
    }

    private void add(String place, String key) {
        findings.add(fault(place, key));
    }

    /** What is wrong at a place of the form, with its cure under the same key. */
    static Finding fault(String place, String key) {
        return new Finding("incident." + place, place, Message.of(key), Message.of(key + ".cure"), null);
    }
}
