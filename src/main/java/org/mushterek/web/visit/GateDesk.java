package org.mushterek.web.visit;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Refusal;
import org.mushterek.document.CheckCode;
import org.mushterek.visit.PermitCheck;
import org.mushterek.visit.PermitCheck.Particulars;
import org.mushterek.visit.Permits;
import org.mushterek.web.Allowance;
import org.mushterek.web.TooOften;
import org.springframework.stereotype.Component;

/** Answers whoever stands before the public check, page or program alike, as often as the limits let it. */
@Component
class GateDesk {

    private static final int LONGEST_DOCUMENT_NUMBER = 40;
    private static final int LONGEST_NUMBER = 40;
    private static final List<DateTimeFormatter> DATES = List.of(
            DateTimeFormatter.ISO_LOCAL_DATE,
            DateTimeFormatter.ofPattern("d.M.uuuu", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT));

    private final Permits permits;
    private final GateLimits limits;

    GateDesk(Permits permits, GateLimits limits) {
        this.permits = permits;
        this.limits = limits;
    }

    /** An answer, with what was asked for beyond the standing. */
    record Answer(
            PermitCheck check,
            String token,
            @Nullable Particulars particulars,
            @Nullable Boolean personOnPermit) {

        Answer(PermitCheck check, String token) {
            this(check, token, null, null);
        }
    }

    /** @throws TooOften where this client has asked too often */
    Answer check(String token, String client) {
        take(limits.checksByAddress(), client);
        return new Answer(permits.check(token), token);
    }

    /**
     * The standing, and the particulars where the token is genuine and the code stands on its paper.
     *
     * @throws Refusal where the code is none, or another
     * @throws TooOften where this client, or somebody with wrong codes for this permit, has asked too often
     */
    Answer particulars(String token, @Nullable String typed, String client) {
        take(limits.codesByAddress(), client);
        var check = permits.check(token);
        var key = check.key();
        if (key.isEmpty()) {
            return new Answer(check, token);
        }
        var code = code(typed);
        take(limits.wrongCodesForPermit(), key.get());
        var particulars =
                check.particulars(code).orElseThrow(() -> Refusal.of(Refusal.Kind.FORBIDDEN, "gate.wrongCode"));
        limits.wrongCodesForPermit().giveBack(key.get());
        return new Answer(check, token, particulars, null);
    }

    /**
     * The same for a paper whose QR code cannot be read.
     *
     * @throws Refusal where no paper bears both, whichever of the two is wrong
     */
    Answer particularsByNumber(@Nullable String number, @Nullable String typed, String client) {
        take(limits.codesByAddress(), client);
        if (number == null || number.isBlank() || number.length() > LONGEST_NUMBER) {
            throw Refusal.of(Refusal.Kind.INVALID, "gate.numberMissing");
        }
        var code = code(typed);
        // Counted for unknown numbers too, so that the limit does not tell which numbers exist.
        var key = "number " + number.strip().toUpperCase(Locale.ROOT);
        take(limits.wrongCodesForPermit(), key);
        var token = permits.token(number, code)
                .orElseThrow(() -> Refusal.of(Refusal.Kind.FORBIDDEN, "gate.wrongNumberOrCode"));
        limits.wrongCodesForPermit().giveBack(key);
        var check = permits.check(token);
        return new Answer(check, token, check.particulars(code).orElse(null), null);
    }

    /**
     * The standing, and whether this person is on the permit. What no side vouches for covers nobody.
     *
     * @throws Refusal where number or birth date cannot be what a document says
     * @throws TooOften where this client has asked too often, or too many strangers were asked about for this permit
     */
    Answer person(String token, @Nullable String documentNumber, @Nullable String birthDate, String client) {
        take(limits.personsByAddress(), client);
        var check = permits.check(token);
        var key = check.key();
        if (key.isEmpty()) {
            return new Answer(check, token, null, false);
        }
        if (documentNumber == null
                || documentNumber.length() > LONGEST_DOCUMENT_NUMBER
                || documentNumber.chars().noneMatch(Character::isLetterOrDigit)) {
            throw Refusal.of(Refusal.Kind.INVALID, "gate.documentNumberMissing");
        }
        var born = date(birthDate).orElseThrow(() -> Refusal.of(Refusal.Kind.INVALID, "gate.birthDateUnreadable"));
        take(limits.strangePersonsForPermit(), key.get());
        var covered = check.covers(documentNumber, born);
        if (covered) {
            limits.strangePersonsForPermit().giveBack(key.get());
        }
        return new Answer(check, token, null, covered);
    }

    private static CheckCode code(@Nullable String typed) {
        return Optional.ofNullable(typed)
                .flatMap(CheckCode::parse)
                .orElseThrow(() -> Refusal.of(Refusal.Kind.INVALID, "gate.notACode"));
    }

    private static Optional<LocalDate> date(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        for (var format : DATES) {
            try {
                var date = LocalDate.parse(text.strip(), format);
                // Four digits, as documents have: anything else was mistyped.
                return date.getYear() >= 1900 && date.getYear() <= 9999 ? Optional.of(date) : Optional.empty();
            } catch (DateTimeException another) {
                continue;
            }
        }
        return Optional.empty();
    }

    private static void take(Allowance allowance, String key) {
        allowance.take(key).ifPresent(wait -> {
            throw new TooOften(wait);
        });
    }
}
