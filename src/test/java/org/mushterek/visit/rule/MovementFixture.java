package org.mushterek.visit.rule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Finding;
import org.mushterek.visit.Movement.Kind;
import org.mushterek.visit.rule.MovementFacts.Entry;
import org.mushterek.visit.rule.MovementFacts.Standing;

/** Arrivals and departures of one person under a permit of five days in Baku, and what is found against them. */
final class MovementFixture {

    static final LocalDate LAST = LocalDate.of(2027, 5, 28);
    static final String LATER = "2027-06-30T12:00";

    private static final ZoneId BAKU = ZoneId.of("Asia/Baku");
    private static final LocalDate FIRST = LocalDate.of(2027, 5, 24);
    private static final MovementRuleBook BOOK = new MovementRuleBook();

    private MovementFixture() {}

    static MovementFacts arrival(String at, String now, @Nullable Entry last) {
        return facts(Kind.ARRIVED, at, now, true, Standing.HELD, last);
    }

    static MovementFacts facts(
            Kind kind, String at, String now, boolean admitted, Standing standing, @Nullable Entry last) {
        return new MovementFacts(7, kind, inBaku(at), inBaku(now), BAKU, FIRST, LAST, admitted, standing, last);
    }

    static Entry entry(Kind kind, String at) {
        return new Entry(kind, inBaku(at));
    }

    private static Instant inBaku(String at) {
        return LocalDateTime.parse(at).atZone(BAKU).toInstant();
    }

    static List<Finding> findings(MovementFacts facts) {
        return BOOK.judge(facts).blockingFindings();
    }

    static List<String> broken(MovementFacts facts) {
        return findings(facts).stream().map(Finding::code).distinct().toList();
    }
}
