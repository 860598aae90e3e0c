package org.mushterek.visit;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mushterek.document.CheckCode;
import org.mushterek.document.PermitClaims;
import org.mushterek.visit.PermitCheck.Entry;
import org.mushterek.visit.PermitCheck.Particulars;
import org.mushterek.visit.PermitCheck.Standing;

class PermitCheckTest {

    private static final ZoneId BAKU = ZoneId.of("Asia/Baku");
    private static final CheckCode CODE = CheckCode.random(new SecureRandom());
    private static final PermitClaims CLAIMS = PermitClaims.binding(
            "PER-AZE-2027-0001",
            2,
            "AZE",
            "TUR",
            LocalDate.of(2027, 3, 8),
            LocalDate.of(2027, 3, 19),
            CODE,
            List.of(new PermitClaims.Bearer("U1", LocalDate.of(1990, 12, 31))),
            new SecureRandom());
    private static final Instant WITHIN = Instant.parse("2027-03-10T08:00:00Z");

    /** The day begins and ends by the clock of the host, four hours before Zulu's. */
    @ParameterizedTest
    @CsvSource({
        "2027-03-07T19:59:59Z, NOT_YET_VALID",
        "2027-03-07T20:00:00Z, VALID",
        "2027-03-19T19:59:59Z, VALID",
        "2027-03-19T20:00:00Z, NO_LONGER_VALID"
    })
    void holdsFromTheFirstMinuteToTheLastAtTheHost(Instant at, Standing standing) {
        assertThat(PermitCheck.of(CLAIMS, new Entry(2, Permit.State.HANDED_OVER), at, BAKU)
                        .standing())
                .isEqualTo(standing);
        assertThat(PermitCheck.of(CLAIMS, null, at, BAKU).standing()).isEqualTo(standing);
    }

    @ParameterizedTest
    @CsvSource({
        "2, ISSUED, VALID",
        "2, HANDED_OVER, VALID",
        "2, USED, NO_LONGER_VALID",
        "2, EXPIRED, NO_LONGER_VALID",
        "2, REVOKED, REVOKED",
        "2, SUSPENDED, SUSPENDED",
        "1, HANDED_OVER, VALID",
        "3, HANDED_OVER, SUPERSEDED",
        "3, USED, SUPERSEDED",
        "3, REVOKED, REVOKED",
        "3, SUSPENDED, SUSPENDED"
    })
    void followsTheRegisterWhereThePermitIsInIt(int revision, Permit.State state, Standing standing) {
        var check = PermitCheck.of(CLAIMS, new Entry(revision, state), WITHIN, BAKU);

        assertThat(check.standing()).isEqualTo(standing);
        assertThat(check.validToday()).isEqualTo(standing == Standing.VALID);
        assertThat(check.genuine()).isTrue();
        assertThat(check.inRegister()).isTrue();
    }

    @Test
    void saysWhenThePermitIsNotInTheRegister() {
        assertThat(PermitCheck.of(CLAIMS, null, WITHIN, BAKU).inRegister()).isFalse();
    }

    @Test
    void showsParticularsForTheCodeOnThePaperOnly() {
        var check = check(null);

        assertThat(check.particulars(CODE))
                .contains(new Particulars(
                        "PER-AZE-2027-0001", 2, "AZE", "TUR", LocalDate.of(2027, 3, 8), LocalDate.of(2027, 3, 19)));
        assertThat(check.particulars(CheckCode.random(new SecureRandom()))).isEmpty();
    }

    @Test
    void tellsNothingOfWhatIsNotGenuine() {
        var check = PermitCheck.notGenuine(WITHIN);

        assertThat(check.standing()).isEqualTo(Standing.NOT_GENUINE);
        assertThat(check.genuine()).isFalse();
        assertThat(check.validToday()).isFalse();
        assertThat(check.zone()).isEqualTo(Optional.empty());
        assertThat(check.key()).isEqualTo(Optional.empty());
        assertThat(check.particulars(CODE)).isEmpty();
        assertThat(check.covers("U1", LocalDate.of(1990, 12, 31))).isFalse();
    }

    @Test
    void coversThePersonsOfThePermit() {
        assertThat(check(null).covers("U1", LocalDate.of(1990, 12, 31))).isTrue();
        assertThat(check(null).covers("U2", LocalDate.of(1990, 12, 31))).isFalse();
    }

    private static PermitCheck check(@Nullable Entry entry) {
        return PermitCheck.of(CLAIMS, entry, WITHIN, BAKU);
    }
}
