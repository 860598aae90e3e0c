package org.mushterek.reporting;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A visit as it might have gone: believable in its ways and times, made up by chance that can be repeated.
 *
 * @param rounds from preparation or correction to what came of it; the last may be open
 * @param endedAt when the permit was closed, or the request withdrawn
 * @param ending {@code permitUsed}, {@code permitExpired} or {@code withdrawn}
 */
record History(
        String number,
        String sending,
        String host,
        String exercise,
        int version,
        Instant opened,
        LocalDate firstDay,
        LocalDate lastDay,
        List<Round> rounds,
        @Nullable Instant endedAt,
        @Nullable String ending) {

    private static final String[] RULES = {"VIS-07", "VIS-02", "DOC-01", "DOC-05", "MED-01", "INS-03", "ARM-02"};
    private static final String[] REASONS = {"INCOMPLETE", "UNCLEAR_PURPOSE", "DATES_NOT_POSSIBLE", "SITE_NOT_AVAILABLE"
    };
    private static final String[] DESKS = {"SECURITY", "BORDER", "RANGE"};

    /**
     * One way to the host, or back before it.
     *
     * @param stopped at which step it came back to its author: {@code unlawful} or {@code notCertified}
     * @param rules that were broken
     * @param sent when it was handed over
     * @param due when the host's answer is due
     */
    record Round(
            Instant begun,
            Instant submitted,
            @Nullable String stopped,
            @Nullable Instant stoppedAt,
            List<String> rules,
            Instant certified,
            @Nullable Instant sent,
            List<Question> questions,
            List<Instant> reviewed,
            @Nullable Instant answered,
            @Nullable String outcome,
            @Nullable String reason,
            @Nullable Instant due) {

        static List<String> desks() {
            return List.of(DESKS);
        }
    }

    /** A question of the host, and when it was answered. */
    record Question(Instant asked, Instant answered) {}

    /**
     * The n-th visit of a chance.
     *
     * @param from when the first may be opened
     * @param days within how many days of it each is
     */
    static History of(Random chance, int n, Instant from, int days, int exercises) {
        var tur = chance.nextBoolean();
        var opened = from.plus(Duration.ofMinutes((long) (chance.nextDouble() * days * 24 * 60)));
        var year = opened.toString().substring(0, 4);
        var sending = tur ? "TUR" : "AZE";
        var firstDay = LocalDate.parse(opened.toString().substring(0, 10)).plusDays(60);
        var rounds = new ArrayList<Round>();
        var at = opened;
        var approved = false;
        String ending = null;
        Instant ended = null;
        for (var tries = 0; tries < 4; tries++) {
            var round = round(chance, at);
            rounds.add(round);
            if (round.stoppedAt() != null) {
                at = round.stoppedAt();
                continue;
            }
            if (round.answered() == null) {
                break;
            }
            at = round.answered();
            if (!"RETURNED".equals(round.outcome())) {
                approved = String.valueOf(round.outcome()).startsWith("APPROVED");
                break;
            }
        }
        if (approved) {
            ended = at.plus(hours(chance, 200, 2000));
            ending = chance.nextInt(10) == 0 ? "permitExpired" : "permitUsed";
        } else if (rounds.get(rounds.size() - 1).answered() == null
                || "RETURNED".equals(rounds.get(rounds.size() - 1).outcome())) {
            var last = rounds.get(rounds.size() - 1);
            var after = last.answered() != null
                    ? last.answered()
                    : last.stoppedAt() != null ? last.stoppedAt() : last.sent();
            ended = (after == null ? last.submitted() : after).plus(hours(chance, 1, 60));
            ending = "withdrawn";
        }
        return new History(
                String.format(Locale.ROOT, "VIS-%s-%s-%06d", sending, year, n),
                sending,
                tur ? "AZE" : "TUR",
                "EX-" + chance.nextInt(exercises),
                1 + (int) Math.min(2, Duration.between(from, opened).toDays() * 3 / Math.max(1, days)),
                opened,
                firstDay,
                firstDay.plusDays(chance.nextInt(10)),
                List.copyOf(rounds),
                ended,
                ending);
    }

    private static Round round(Random chance, Instant begun) {
        var submitted = begun.plus(hours(chance, 1, 120));
        var kind = chance.nextInt(100);
        if (kind < 14) {
            return new Round(
                    begun,
                    submitted,
                    "unlawful",
                    submitted,
                    rules(chance),
                    submitted,
                    null,
                    List.of(),
                    List.of(),
                    null,
                    null,
                    null,
                    null);
        }
        var certified = submitted.plus(hours(chance, 1, 40));
        if (kind < 18) {
            return new Round(
                    begun,
                    submitted,
                    "notCertified",
                    certified,
                    List.of(),
                    certified,
                    null,
                    List.of(),
                    List.of(),
                    null,
                    null,
                    null,
                    null);
        }
        var sent = certified.plus(hours(chance, 1, 30));
        var reviewed = List.of(
                sent.plus(hours(chance, 1, 90)), sent.plus(hours(chance, 1, 90)), sent.plus(hours(chance, 1, 90)));
        var at = reviewed.stream().max(Instant::compareTo).orElseThrow();
        var questions = new ArrayList<Question>();
        for (var more = chance.nextInt(100); more < 25; more = chance.nextInt(60)) {
            var asked = at.plus(hours(chance, 1, 30));
            at = asked.plus(hours(chance, 1, 100));
            questions.add(new Question(asked, at));
        }
        var due = sent.plus(hours(chance, 200, 400));
        if (chance.nextInt(100) < 4) {
            return new Round(
                    begun, submitted, null, null, List.of(), certified, sent, questions, reviewed, null, null, null,
                    due);
        }
        var outcome = chance.nextInt(100);
        var code = outcome < 65
                ? "APPROVED"
                : outcome < 75
                        ? "APPROVED_WITH_LIMITS"
                        : outcome < 86 ? "RETURNED" : outcome < 96 ? "DENIED" : "NOT_SPONSORED";
        return new Round(
                begun,
                submitted,
                null,
                null,
                List.of(),
                certified,
                sent,
                questions,
                reviewed,
                at.plus(hours(chance, 1, 60)),
                code,
                code.equals("APPROVED") ? null : REASONS[chance.nextInt(REASONS.length)],
                due);
    }

    private static List<String> rules(Random chance) {
        var first = chance.nextInt(RULES.length);
        return chance.nextBoolean() ? List.of(RULES[first]) : List.of(RULES[first], RULES[(first + 1) % RULES.length]);
    }

    private static Duration hours(Random chance, int least, int most) {
        return Duration.ofMinutes(least * 60L + chance.nextInt((most - least) * 60));
    }
}
