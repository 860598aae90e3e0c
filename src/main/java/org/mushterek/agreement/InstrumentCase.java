package org.mushterek.agreement;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mushterek.agreement.InstrumentContent.Step;
import org.mushterek.common.Side;

/**
 * The way of one signed instrument, or amendment, through the approvals of its parties into force; or the watch over the
 * terms of an instrument that was in force before.
 *
 * @param number such as {@code INS-AZE-2027-0001}
 * @param side the side that opened it
 * @param instrument code of the instrument that it is about; null while nobody has written it
 * @param content as recorded; blank for a mere watch
 * @param answers of the parties, in the order of their answers
 * @param inForceOn first day in force, as soon as it is settled
 * @param recordedBy account of the opener's side; for a reader of another side that side's code
 * @param represented codes of the parties that have no officers here: the opener's side records their answers on their behalf
 * @param version counts changes, from 1
 */
public record InstrumentCase(
        String number,
        String side,
        State state,
        @Nullable String instrument,
        InstrumentContent content,
        List<PartyAnswer> answers,
        @Nullable LocalDate inForceOn,
        String recordedBy,
        Instant openedAt,
        int version,
        List<String> represented) {

    public InstrumentCase {
        answers = List.copyOf(answers);
        represented = List.copyOf(represented);
    }

    /** Where it stands. */
    public enum State {
        /** Being written. */
        DRAFT,
        /** Signed; the parties approve it. */
        APPROVAL,
        /** Approved by all; its first day in force is settled. */
        APPROVED,
        IN_FORCE,
        /** An amendment that has changed its instrument. */
        APPLIED,
        /** A party has declined. */
        DECLINED,
        DISCARDED,
        LAPSED;

        /** Whether it may still be given up. */
        boolean isOpen() {
            return this == DRAFT || this == APPROVAL;
        }
    }

    /** The same with what its parties answered. */
    InstrumentCase answered(List<PartyAnswer> given) {
        return new InstrumentCase(
                number, side, state, instrument, content, given, inForceOn, recordedBy, openedAt, version, represented);
    }

    /** The same as a side reads it: who recorded it at another side stays with that side. */
    InstrumentCase asReadBy(Side reader) {
        return reader.code().equals(side)
                ? this
                : new InstrumentCase(
                        number,
                        side,
                        state,
                        instrument,
                        content,
                        answers,
                        inForceOn,
                        side,
                        openedAt,
                        version,
                        represented);
    }

    /**
     * What a party answered.
     *
     * @param steps done, with day and reference
     * @param notifiedOn day of its written notification, where the clause asks for one
     * @param note number of that notification
     * @param receipts of the notification, by the other parties
     * @param behalf by whom it was recorded, of a party without officers here; null where the party answered itself
     */
    public record PartyAnswer(
            String party,
            boolean approved,
            @Nullable String reason,
            List<StepDone> steps,
            @Nullable LocalDate notifiedOn,
            @Nullable String note,
            List<Receipt> receipts,
            @Nullable Behalf behalf) {

        public PartyAnswer {
            steps = List.copyOf(steps);
            receipts = List.copyOf(receipts);
        }

        /** The same with the party's steps and the receipts of its notification. */
        PartyAnswer with(List<StepDone> done, List<Receipt> received) {
            return new PartyAnswer(party, approved, reason, done, notifiedOn, note, received, behalf);
        }

        /** Whether it counts: an answer recorded on a party's behalf does when a second officer has confirmed it. */
        boolean counts() {
            return behalf == null || behalf.confirmedOn() != null;
        }
    }

    /**
     * An answer that another party's officers have recorded.
     *
     * @param side whose officers recorded it
     * @param reference of the writing in which the party told it
     * @param confirmedOn when a second officer of that side confirmed it; null while it waits
     */
    public record Behalf(
            String side, String reference, @Nullable Instant confirmedOn) {}

    /** A step that is completed. */
    public record StepDone(Step step, LocalDate on, String reference) {}

    /**
     * When the other party's notification was received, and under which number.
     *
     * @param behalf the side that recorded it for a receiver without officers here; null where the receiver did itself
     */
    public record Receipt(
            String receiver,
            LocalDate on,
            String reference,
            @Nullable String behalf) {}
}
