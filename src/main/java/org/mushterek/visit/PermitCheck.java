package org.mushterek.visit;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mushterek.document.CheckCode;
import org.mushterek.document.PermitClaims;

/**
 * What this installation can say of a token at one moment. The answer itself names nobody and nothing; particulars come
 * out only for the check code that is printed on the same paper, and a person only for whoever holds that person's
 * document.
 */
public final class PermitCheck {

    /** The one answer that a gate needs. */
    public enum Standing {
        /** Signed by the host, and the host's today is one of its days. */
        VALID,
        /** Signed by the host; its first day is yet to come. */
        NOT_YET_VALID,
        /** Signed by the host; its last day is over, or the visit was closed. */
        NO_LONGER_VALID,
        /** Signed by the host, but a later revision of the permit, or that of an amendment, has taken its place. */
        SUPERSEDED,
        /** Signed by the host, who lets nobody in on it until it is reinstated. */
        SUSPENDED,
        /** Signed by the host, who has taken it back since. */
        REVOKED,
        /** No side vouches for it. */
        NOT_GENUINE
    }

    /**
     * What the check code brings to light: what stands in large type on the paper that bears the code.
     *
     * @param validFrom first day, on the host's calendar
     * @param validTo last day, included
     */
    public record Particulars(
            String number,
            int revision,
            String hostState,
            String sendingState,
            LocalDate validFrom,
            LocalDate validTo) {}

    /** What the register of this installation knows of a permit: its newest revision, and the state of that. */
    record Entry(int revision, Permit.State state) {}

    private final Standing standing;
    private final @Nullable PermitClaims claims;
    private final boolean inRegister;
    private final Instant at;
    private final @Nullable ZoneId zone;

    private PermitCheck(
            Standing standing, @Nullable PermitClaims claims, boolean inRegister, Instant at, @Nullable ZoneId zone) {
        this.standing = standing;
        this.claims = claims;
        this.inRegister = inRegister;
        this.at = at;
        this.zone = zone;
    }

    static PermitCheck notGenuine(Instant at) {
        return new PermitCheck(Standing.NOT_GENUINE, null, false, at, null);
    }

    /**
     * @param claims signed by the host side
     * @param entry null where the permit was issued elsewhere: then the signed days alone decide
     * @param zone the host's, in which its days begin and end
     */
    static PermitCheck of(PermitClaims claims, @Nullable Entry entry, Instant at, ZoneId zone) {
        return new PermitCheck(standing(claims, entry, LocalDate.ofInstant(at, zone)), claims, entry != null, at, zone);
    }

    private static Standing standing(PermitClaims claims, @Nullable Entry entry, LocalDate today) {
        if (entry != null) {
            // A permit that was taken back or is suspended admits nobody, whichever of its papers is shown.
            if (entry.state() == Permit.State.REVOKED) {
                return Standing.REVOKED;
            }
            if (entry.state() == Permit.State.SUSPENDED) {
                return Standing.SUSPENDED;
            }
            if (entry.revision() > claims.revision() || entry.state() == Permit.State.AMENDED) {
                return Standing.SUPERSEDED;
            }
            if (!entry.state().isOpen()) {
                return Standing.NO_LONGER_VALID;
            }
        }
        if (today.isBefore(claims.validFrom())) {
            return Standing.NOT_YET_VALID;
        }
        return claims.isValidOn(today) ? Standing.VALID : Standing.NO_LONGER_VALID;
    }

    public Standing standing() {
        return standing;
    }

    public boolean genuine() {
        return standing != Standing.NOT_GENUINE;
    }

    public boolean validToday() {
        return standing == Standing.VALID;
    }

    /** Whether the permit is in the register here, so that a revocation, a suspension or a later revision would be known. */
    public boolean inRegister() {
        return inRegister;
    }

    /** The moment to which the answer belongs. */
    public Instant at() {
        return at;
    }

    /** The host's zone; empty where no host vouches for the token. */
    public Optional<ZoneId> zone() {
        return Optional.ofNullable(zone);
    }

    /** One text for each revision of a permit, for counting how often it is asked about; empty where it is not genuine. */
    public Optional<String> key() {
        return claims == null ? Optional.empty() : Optional.of(keyOf(claims));
    }

    private static String keyOf(PermitClaims claims) {
        return claims.hostState() + " " + claims.number() + " " + claims.revision();
    }

    /** The particulars, where the code is the one on the paper. */
    public Optional<Particulars> particulars(CheckCode typed) {
        if (claims == null || !claims.checkCode().matches(typed)) {
            return Optional.empty();
        }
        return Optional.of(new Particulars(
                claims.number(),
                claims.revision(),
                claims.hostState(),
                claims.sendingState(),
                claims.validFrom(),
                claims.validTo()));
    }

    /** Whether the holder of this document, born that day, is on the permit. It takes some milliseconds on purpose. */
    public boolean covers(String documentNumber, LocalDate birthDate) {
        return claims != null && claims.covers(documentNumber, birthDate);
    }
}
