package org.mushterek.visit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mushterek.visit.Decision.ExceptionAtSite;
import org.mushterek.visit.Decision.SiteVerdict;
import org.mushterek.visit.Decision.Verdict;
import org.mushterek.visit.Decision.VisitorVerdict;

class DecisionTest {

    private static final VisitorVerdict FIRST = new VisitorVerdict(1, Verdict.APPROVED, null);
    private static final VisitorVerdict SECOND = new VisitorVerdict(2, Verdict.DENIED, "SECURITY_OBJECTION");
    private static final SiteVerdict RANGE = new SiteVerdict(1, Verdict.APPROVED, null, null);
    private static final SiteVerdict DEPOT = new SiteVerdict(2, Verdict.DENIED, "SITE_NOT_AVAILABLE", null);

    /** Else a correction that brings the same verdicts in another order would pass for a new decision. */
    @Test
    void isTheSameInWhicheverOrderItsPartsCome() {
        var inOrder = decision(
                List.of(FIRST, SECOND),
                List.of(RANGE, DEPOT),
                List.of(new ExceptionAtSite(1, 1), new ExceptionAtSite(1, 2), new ExceptionAtSite(2, 1)));
        var other = decision(
                List.of(SECOND, FIRST),
                List.of(DEPOT, RANGE),
                List.of(new ExceptionAtSite(2, 1), new ExceptionAtSite(1, 2), new ExceptionAtSite(1, 1)));

        assertThat(other).isEqualTo(inOrder);
        assertThat(other.saysTheSameAs(inOrder)).isTrue();
        assertThat(decision(List.of(FIRST), List.of(RANGE, DEPOT), inOrder.exceptions())
                        .saysTheSameAs(inOrder))
                .isFalse();
    }

    @Test
    void wasMadeAtAMomentThatTheDatabasesKeep() {
        assertThat(decision(List.of(), List.of(), List.of()).decidedAt())
                .isEqualTo(Instant.parse("2027-01-20T08:00:00.123456Z"));
    }

    @Test
    void tellsTheSendingSideTheOfficeAndNoOfficer() {
        var read = decision(List.of(FIRST), List.of(), List.of()).withoutStaffNote();

        assertThat(read)
                .isEqualTo(new Decision(
                        Outcome.DENIED,
                        "OTHER",
                        "comment",
                        "limits",
                        null,
                        List.of(FIRST),
                        List.of(),
                        List.of(),
                        "AUTHORITY",
                        Instant.parse("2027-01-20T08:00:00.123456Z"),
                        null,
                        true));
    }

    private static Decision decision(
            List<VisitorVerdict> visitors, List<SiteVerdict> sites, List<ExceptionAtSite> exceptions) {
        return new Decision(
                Outcome.DENIED,
                "OTHER",
                "comment",
                "limits",
                "national",
                visitors,
                sites,
                exceptions,
                "aze.commander",
                Instant.parse("2027-01-20T08:00:00.123456789Z"),
                "aze.authority",
                true);
    }
}
