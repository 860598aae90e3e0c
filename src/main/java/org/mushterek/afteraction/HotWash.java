package org.mushterek.afteraction;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;

/**
 * What a party says on the day of ENDEX, for all parties to read: at most three things that went well and three that did not,
 * and how far each training objective was reached.
 *
 * @param attendance how many persons of the party took part in the hot wash
 * @param ratings by the code of the objective
 */
public record HotWash(
        @Nullable Integer attendance,
        @Nullable List<String> wentWell,
        @Nullable List<String> wentBadly,
        @Nullable Map<String, Rating> ratings) {

    static final HotWash BLANK = new HotWash(null, List.of(), List.of(), Map.of());

    private static final int MOST = 3;
    private static final int LONGEST = 500;
    private static final int MOST_PERSONS = 10_000;

    /** How far an objective was reached. */
    public enum Rating {
        /** Performed without challenges. */
        P,
        /** Performed with some challenges. */
        S,
        /** Performed with major challenges. */
        M,
        /** Unable to be performed. */
        U
    }

    /** As it is kept. */
    HotWash kept() {
        return new HotWash(
                attendance, kept(wentWell), kept(wentBadly), ratings == null ? Map.of() : new TreeMap<>(ratings));
    }

    /** The same in figures alone: how many took part, and the ratings. */
    HotWash withoutTexts() {
        return new HotWash(attendance, List.of(), List.of(), ratings);
    }

    private static List<String> kept(@Nullable List<String> lines) {
        var kept = new ArrayList<String>();
        if (lines != null) {
            lines.forEach(line -> {
                var text = ObservationCheck.kept(line);
                if (text != null) {
                    kept.add(text);
                }
            });
        }
        return kept;
    }

    /** @param objectives codes of the exercise's training objectives, each of which has to be rated */
    List<Finding> faults(Set<String> objectives) {
        var findings = new ArrayList<Finding>();
        if (attendance == null || attendance < 1 || attendance > MOST_PERSONS) {
            findings.add(ObservationCheck.fault("attendance", "afteraction.attendance"));
        }
        lines(findings, "wentWell", wentWell);
        lines(findings, "wentBadly", wentBadly);
        if ((wentWell == null || wentWell.isEmpty()) && (wentBadly == null || wentBadly.isEmpty())) {
            findings.add(ObservationCheck.fault("wentWell", "afteraction.nothingSaid"));
        }
        var rated = ratings == null ? Map.<String, Rating>of() : ratings;
        for (var objective : objectives) {
            if (rated.get(objective) == null) {
                findings.add(new Finding(
                        "afteraction.notRated",
                        "ratings/" + objective,
                        Message.of("afteraction.notRated").with("objective", objective),
                        Message.of("afteraction.notRated.cure"),
                        null));
            }
        }
        if (!objectives.containsAll(rated.keySet())) {
            findings.add(ObservationCheck.fault("ratings", "afteraction.ratedUnknown"));
        }
        return findings;
    }

    private static void lines(List<Finding> findings, String place, @Nullable List<String> lines) {
        if (lines != null && (lines.size() > MOST || lines.stream().anyMatch(line -> line.length() > LONGEST))) {
            findings.add(ObservationCheck.fault(place, "afteraction.threeLines"));
        }
    }
}
