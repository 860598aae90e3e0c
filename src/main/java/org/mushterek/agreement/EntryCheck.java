package org.mushterek.agreement;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mushterek.agreement.Instrument.Renewal;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;

/** Says all that is wrong with an entry, before it is laid over an instrument. */
final class EntryCheck {

    private static final int LONGEST_REFERENCE = 200;
    private static final int LONGEST_TERM_YEARS = 99;
    private static final int LONGEST_NOTICE_DAYS = 3_650;

    private final Instrument instrument;
    private final LocalDate today;
    private final List<Finding> findings = new ArrayList<>();

    private EntryCheck(Instrument instrument, LocalDate today) {
        this.instrument = instrument;
        this.today = today;
    }

    static List<Finding> findings(Instrument instrument, NewEntry entry, LocalDate today) {
        var check = new EntryCheck(instrument, today);
        check.checkParty(entry.field(), entry.party());
        check.checkReference(entry.reference());
        var value = entry.value();
        if (value != null) {
            check.checkValue(entry.field(), value);
        }
        return List.copyOf(check.findings);
    }

    private void checkParty(EntryField field, @Nullable String party) {
        if (field.needsParty() != (party != null)) {
            tell(
                    "party",
                    field.needsParty() ? "partyMissing" : "partyNotAsked",
                    Message.of("agreement.entry.party.cure"));
        } else if (party != null && !instrument.parties().contains(party)) {
            tell(
                    "party",
                    "partyUnknown",
                    Message.of("agreement.entry.partyUnknown.cure")
                            .with("parties", String.join(", ", instrument.parties())));
        }
    }

    private void checkReference(String reference) {
        if (reference.isBlank() || reference.length() > LONGEST_REFERENCE) {
            tell(
                    "reference",
                    "reference",
                    Message.of("agreement.entry.reference.cure").with("limit", LONGEST_REFERENCE));
        }
    }

    private void checkValue(EntryField field, String value) {
        switch (field) {
            case SIGNED_ON, APPROVED_ON, ENTERED_INTO_FORCE, NOTICE_GIVEN, TERMINATED_ON -> checkDay(field, value);
            case TERM -> checkTerm(value);
            case RENEWAL -> checkRenewal(value);
            case NOTICE_DAYS -> checkNoticeDays(value);
        }
    }

    private void checkDay(EntryField field, String value) {
        LocalDate day;
        try {
            day = LocalDate.parse(value);
        } catch (DateTimeException unreadable) {
            tell("value", "day", Message.of("agreement.entry.day.cure"));
            return;
        }
        boolean hasHappened = field != EntryField.ENTERED_INTO_FORCE && field != EntryField.TERMINATED_ON;
        if (hasHappened && day.isAfter(today)) {
            tell("value", "future", Message.of("agreement.entry.future.cure").with("today", today));
        }
        switch (field) {
            case APPROVED_ON, ENTERED_INTO_FORCE -> checkNotBefore(day, signedOn(), "beforeSignature");
            case NOTICE_GIVEN, TERMINATED_ON ->
                checkNotBefore(day, instrument.enteredIntoForceOn(), "beforeEntryIntoForce");
            case SIGNED_ON -> {
                var inForce = instrument.enteredIntoForceOn();
                if (inForce != null && day.isAfter(inForce)) {
                    tell(
                            "value",
                            "signedAfterEntryIntoForce",
                            Message.of("agreement.entry.notAfter.cure").with("day", inForce));
                }
            }
            case TERM, RENEWAL, NOTICE_DAYS -> {}
        }
    }

    private void checkNotBefore(LocalDate day, @Nullable LocalDate earliest, String fault) {
        if (earliest != null && day.isBefore(earliest)) {
            tell("value", fault, Message.of("agreement.entry.notBefore.cure").with("day", earliest));
        }
    }

    private @Nullable LocalDate signedOn() {
        var signature = instrument.signature();
        return signature == null ? null : signature.day();
    }

    private void checkTerm(String value) {
        boolean isSound;
        try {
            isSound = isSoundTerm(Period.parse(value));
        } catch (DateTimeException unreadable) {
            isSound = false;
        }
        if (!isSound) {
            tell("value", "term", Message.of("agreement.entry.term.cure"));
        }
    }

    /** Whether a term has a length, and not one beyond all instruments. */
    static boolean isSoundTerm(Period term) {
        return !term.isNegative()
                && !term.isZero()
                && term.toTotalMonths() <= LONGEST_TERM_YEARS * 12L
                && term.getDays() <= LONGEST_TERM_YEARS * 366;
    }

    private void checkRenewal(String value) {
        for (var renewal : Renewal.values()) {
            if (renewal.name().equals(value)) {
                return;
            }
        }
        tell(
                "value",
                "renewal",
                Message.of("agreement.entry.renewal.cure").with("choices", "NONE, ONCE, EACH_TERM, UNKNOWN"));
    }

    private void checkNoticeDays(String value) {
        boolean isSound;
        try {
            int days = Integer.parseInt(value);
            isSound = days >= 0 && days <= LONGEST_NOTICE_DAYS;
        } catch (NumberFormatException unreadable) {
            isSound = false;
        }
        if (!isSound) {
            tell(
                    "value",
                    "noticeDays",
                    Message.of("agreement.entry.noticeDays.cure").with("limit", LONGEST_NOTICE_DAYS));
        }
    }

    private void tell(String place, String fault, Message cure) {
        findings.add(
                new Finding("agreement.entry." + fault, place, Message.of("agreement.entry." + fault), cure, null));
    }
}
