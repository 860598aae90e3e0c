package org.mushterek.agreement;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mushterek.agreement.InstrumentContent.Step;

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
        int version) {

    public InstrumentCase {
        answers = List.copyOf(answers);
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

    /**
     * What a party answered.
     *
     * @param steps done, with day and reference
     * @param notifiedOn day of its written notification, where the clause asks for one
     * @param note number of that notification
     * @param receipts of the notification, by the other parties
     */
    public record PartyAnswer(
            String party,
            boolean approved,
            @Nullable String reason,
            List<StepDone> steps,
            @Nullable LocalDate notifiedOn,
            @Nullable String note,
            List<Receipt> receipts) {

        public PartyAnswer {
            steps = List.copyOf(steps);
            receipts = List.copyOf(receipts);
        }
    }

    /** A step that is completed. */
    public record StepDone(Step step, LocalDate on, String reference) {}

    /** When the other party's notification was received, and under which number. */
    public record Receipt(String receiver, LocalDate on, String reference) {}
}
