package org.mushterek.visit.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mushterek.visit.rule.VisitFixture.BEFORE_CHANGE;
import static org.mushterek.visit.rule.VisitFixture.CHANGE;
import static org.mushterek.visit.rule.VisitFixture.aVisit;
import static org.mushterek.visit.rule.VisitFixture.visitor;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mushterek.agreement.rule.Fault;
import org.mushterek.common.Message;
import org.mushterek.visit.Visitor;
import org.mushterek.visit.Visitor.DocumentType;

class DocumentOutlastsEntryTest {

    private static final LocalDate ENTRY = LocalDate.of(2027, 2, 15);
    private static final LocalDate VALID_UNTIL = LocalDate.of(2027, 3, 17);

    private final DocumentOutlastsEntry rule = new DocumentOutlastsEntry(VisitFixture.PARAMETERS);

    @Test
    void passesADocumentThatIsValidToTheDayAndOneDayLonger() {
        assertThat(rule.judge(aVisit().visitors(expiring(1, VALID_UNTIL)).facts()))
                .isEqualTo(rule.description().satisfied());
        assertThat(rule.judge(
                        aVisit().visitors(expiring(1, VALID_UNTIL.plusDays(1))).facts()))
                .isEqualTo(rule.description().satisfied());
    }

    @Test
    void refusesEachDocumentThatIsADayShort() {
        var short1 = VALID_UNTIL.minusDays(1);
        var expired = LocalDate.of(2026, 12, 31);
        var visit = aVisit().visitors(expiring(1, short1), expiring(2, VALID_UNTIL), expiring(7, expired));

        assertThat(rule.judge(visit.facts()))
                .isEqualTo(rule.description()
                        .breached(List.of(fault(1, short1, 30, VALID_UNTIL), fault(7, expired, 30, VALID_UNTIL))));
    }

    @Test
    void takesTheNewPeriodFromItsFirstDay() {
        var visit = aVisit().visitors(expiring(1, VALID_UNTIL));

        assertThat(rule.judge(visit.judgedAs(BEFORE_CHANGE).facts()))
                .isEqualTo(rule.description().satisfied());
        assertThat(rule.judge(visit.judgedAs(CHANGE).facts()))
                .isEqualTo(rule.description().breached(List.of(fault(1, VALID_UNTIL, 60, LocalDate.of(2027, 4, 16)))));
    }

    @Test
    void isUndeterminedWithoutADayOfEntry() {
        assertThat(rule.judge(aVisit().from(null).facts()))
                .isEqualTo(Stay.undetermined(rule.description(), "dates.from"));
    }

    @Test
    void doesNotApplyToAnEmptyRoster() {
        assertThat(rule.judge(aVisit().visitors().facts()))
                .isEqualTo(rule.description().notApplicable());
    }

    private static Visitor expiring(int line, LocalDate day) {
        return visitor(line, DocumentType.PASSPORT, day, null);
    }

    private static Fault fault(int line, LocalDate expiry, int days, LocalDate validUntil) {
        return new Fault(
                "line " + line + ", document_expiry",
                Message.of("rule.DOC-02.reason")
                        .with("line", line)
                        .with("expiry", expiry)
                        .with("entry", ENTRY)
                        .with("days", days),
                Message.of("rule.DOC-02.cure").with("line", line).with("validUntil", validUntil));
    }
}
