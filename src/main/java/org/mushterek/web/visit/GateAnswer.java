package org.mushterek.web.visit;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.mushterek.visit.PermitCheck;
import org.mushterek.visit.PermitCheck.Particulars;

/**
 * What the public check tells a program.
 *
 * @param inRegister false where the permit was issued elsewhere, so that neither a revocation nor a suspension would be known here
 * @param checkedAt the moment of the check, in UTC
 * @param checkedAtHost the same by the host's clock; absent where no host vouches for the token
 * @param hostZone as in the tz database ({@code Asia/Baku})
 * @param permit only for the check code on the paper
 * @param personOnPermit only where a person was asked about
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record GateAnswer(
        boolean genuine,
        boolean validToday,
        PermitCheck.Standing standing,
        boolean inRegister,
        Instant checkedAt,
        @Nullable OffsetDateTime checkedAtHost,
        @Nullable String hostZone,
        @Nullable Particulars permit,
        @Nullable Boolean personOnPermit) {

    static GateAnswer of(PermitCheck check, @Nullable Particulars permit, @Nullable Boolean personOnPermit) {
        var second = check.at().truncatedTo(ChronoUnit.SECONDS);
        return new GateAnswer(
                check.genuine(),
                check.validToday(),
                check.standing(),
                check.inRegister(),
                second,
                check.zone().map(zone -> second.atZone(zone).toOffsetDateTime()).orElse(null),
                check.zone().map(Object::toString).orElse(null),
                permit,
                personOnPermit);
    }
}
