package org.mushterek.visit.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mushterek.visit.rule.VisitFixture.aVisit;
import static org.mushterek.visit.rule.VisitFixture.visitor;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mushterek.agreement.rule.Fault;
import org.mushterek.agreement.rule.Verdict;
import org.mushterek.common.Message;
import org.mushterek.visit.Visitor;
import org.mushterek.visit.Visitor.DocumentType;

class CheckDigitsVerifyTest {

    // The specimen of ICAO 9303.
    private static final String FIRST = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\n";
    private static final String PASSPORT = FIRST + "L898902C36UTO7408122F1204159ZE184226B<<<<<10";

    private final CheckDigitsVerify rule = new CheckDigitsVerify();

    @Test
    void passesTheSpecimenPassport() {
        assertThat(judge(PASSPORT)).isEqualTo(rule.description().satisfied());
    }

    @Test
    void passesTheSpecimenCard() {
        var card = "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<";
        assertThat(rule.judge(aVisit().visitors(withNumber(card, "D23145890")).facts()))
                .isEqualTo(rule.description().satisfied());
    }

    @ParameterizedTest(name = "refuses a wrong digit of {1}")
    @CsvSource({
        "L898902C37UTO7408122F1204159ZE184226B<<<<<10, DOCUMENT_NUMBER",
        "L898902C36UTO7408123F1204159ZE184226B<<<<<10, BIRTH_DATE",
        "L898902C36UTO7408122F1204150ZE184226B<<<<<10, EXPIRY",
        "L898902C36UTO7408122F1204159ZE184226B<<<<<20, OPTIONAL_DATA",
        "L898902C36UTO7408122F1204159ZE184226B<<<<<11, WHOLE"
    })
    void refusesOneWrongCheckDigit(String second, String part) {
        var verdict = judge(FIRST + second);

        assertThat(verdict.findings())
                .extracting(finding -> finding.wrong())
                .contains(Message.of("rule.DOC-06.reason")
                        .with("line", 4)
                        .with("part", Message.of("roster.mrzField." + part)));
        assertThat(verdict.isBlocking()).isTrue();
    }

    @Test
    void namesOnlyTheWrongPart() {
        assertThat(judge(FIRST + "L898902C36UTO7408122F1204159ZE184226B<<<<<11"))
                .isEqualTo(rule.description()
                        .breached(
                                "line 4, mrz",
                                Message.of("rule.DOC-06.reason")
                                        .with("line", 4)
                                        .with("part", Message.of("roster.mrzField.WHOLE")),
                                Message.of("rule.DOC-06.cure").with("line", 4)));
    }

    @Test
    void refusesAnotherShape() {
        assertThat(judge("P<UTO")).isEqualTo(rule.description().breached(List.of(fault("shape"))));
    }

    @Test
    void refusesTheZoneOfAnotherDocument() {
        assertThat(rule.judge(
                        aVisit().visitors(withNumber(PASSPORT, "U12345678")).facts()))
                .isEqualTo(rule.description().breached(List.of(fault("otherNumber"))));
    }

    @Test
    void doesNotApplyWhereNoZoneIsGiven() {
        assertThat(rule.judge(aVisit().facts())).isEqualTo(rule.description().notApplicable());
    }

    private Verdict judge(String mrz) {
        return rule.judge(aVisit().visitors(withNumber(mrz, "L898902C3")).facts());
    }

    private static Visitor withNumber(String mrz, String number) {
        var like = visitor(4, DocumentType.PASSPORT, LocalDate.of(2030, 1, 1), mrz);
        return new Visitor(
                like.line(),
                like.grade(),
                like.surname(),
                like.forenames(),
                like.surnameMrz(),
                like.forenamesMrz(),
                like.birthDate(),
                like.nationality(),
                like.documentType(),
                number,
                like.documentExpiry(),
                like.mrz(),
                like.personalNumber(),
                like.clearance(),
                like.role(),
                null,
                null,
                null,
                null);
    }

    private static Fault fault(String name) {
        return new Fault(
                "line 4, mrz",
                Message.of("rule.DOC-06." + name).with("line", 4),
                Message.of("rule.DOC-06." + name + ".cure").with("line", 4));
    }
}
