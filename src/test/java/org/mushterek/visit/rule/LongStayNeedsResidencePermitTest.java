package org.mushterek.visit.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mushterek.visit.rule.VisitFixture.BEFORE_CHANGE;
import static org.mushterek.visit.rule.VisitFixture.CHANGE;
import static org.mushterek.visit.rule.VisitFixture.PARAMETERS;
import static org.mushterek.visit.rule.VisitFixture.aVisit;
import static org.mushterek.visit.rule.VisitFixture.visitor;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mushterek.agreement.rule.Fault;
import org.mushterek.common.Message;
import org.mushterek.visit.Visitor;
import org.mushterek.visit.Visitor.DocumentType;

class LongStayNeedsResidencePermitTest {

    private final LongStayNeedsResidencePermit rule = new LongStayNeedsResidencePermit(PARAMETERS);

    private static final LocalDate START = LocalDate.of(2027, 2, 15);
    /** The ninetieth day. */
    private static final LocalDate NINETIETH = LocalDate.of(2027, 5, 15);

    private static final LocalDate LAST = NINETIETH.plusDays(1);
    private static final LocalDate VALID_UNTIL = LAST.plusDays(60);

    @Test
    void doesNotApplyUpToTheNinetiethDay() {
        var visit = visit(NINETIETH, visitor(1, DocumentType.ID_CARD, START, null));
        assertThat(rule.judge(visit.facts())).isEqualTo(rule.description().notApplicable());
        assertThat(rule.judge(visit.to(NINETIETH.minusDays(1)).facts()))
                .isEqualTo(rule.description().notApplicable());
    }

    @Test
    void passesPassportsThatOutlastTheStayFromTheNinetyFirstDayAndTellsOfThePermit() {
        for (var expiry : List.of(VALID_UNTIL, VALID_UNTIL.plusDays(1))) {
            assertThat(rule.judge(visit(LAST, visitor(1, DocumentType.PASSPORT, expiry, null))
                            .facts()))
                    .isEqualTo(rule.description()
                            .satisfied(Message.of("rule.DOC-03.permit").with("visaFree", 90)));
        }
    }

    @Test
    void refusesAPassportThatIsADayShortAndEveryIdentityCard() {
        var expiry = VALID_UNTIL.minusDays(1);
        var visit = visit(
                LAST,
                visitor(1, DocumentType.PASSPORT, expiry, null),
                visitor(2, DocumentType.PASSPORT, VALID_UNTIL, null),
                visitor(3, DocumentType.ID_CARD, LocalDate.of(2033, 1, 1), null));

        assertThat(rule.judge(visit.facts()))
                .isEqualTo(rule.description()
                        .breached(List.of(
                                new Fault(
                                        "line 1, document_expiry",
                                        Message.of("rule.DOC-03.reason")
                                                .with("line", 1)
                                                .with("expiry", expiry)
                                                .with("days", 60),
                                        cure(1)),
                                new Fault(
                                        "line 3, document_type",
                                        Message.of("rule.DOC-03.type").with("line", 3),
                                        cure(3)))));
    }

    @Test
    void takesTheNewDaysFromTheirFirstDay() {
        // Sixty-one days: free of a visa until the change, and too long for the passport after it.
        var visit = visit(START.plusDays(60), visitor(1, DocumentType.PASSPORT, START.plusDays(149), null));

        assertThat(rule.judge(visit.judgedAs(BEFORE_CHANGE).facts()))
                .isEqualTo(rule.description().notApplicable());
        assertThat(rule.judge(visit.judgedAs(CHANGE).facts()))
                .isEqualTo(rule.description()
                        .breached(List.of(new Fault(
                                "line 1, document_expiry",
                                Message.of("rule.DOC-03.reason")
                                        .with("line", 1)
                                        .with("expiry", START.plusDays(149))
                                        .with("days", 90),
                                Message.of("rule.DOC-03.cure")
                                        .with("line", 1)
                                        .with("validUntil", START.plusDays(150))))));
    }

    @Test
    void isUndeterminedWithoutDatesAndDoesNotApplyToAnEmptyRoster() {
        assertThat(rule.judge(aVisit().to(null).facts())).isEqualTo(Stay.undetermined(rule.description(), "dates.to"));
        assertThat(rule.judge(aVisit().visitors().to(null).facts()))
                .isEqualTo(rule.description().notApplicable());
    }

    private static VisitFixture visit(LocalDate to, Visitor... visitors) {
        return aVisit().from(START).to(to).visitors(visitors);
    }

    private static Message cure(int line) {
        return Message.of("rule.DOC-03.cure").with("line", line).with("validUntil", VALID_UNTIL);
    }
}
