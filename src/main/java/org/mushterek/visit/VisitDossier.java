package org.mushterek.visit;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.ToldFinding;
import org.mushterek.exercise.Exercise;

/** A case with all that belongs to it, as one of its sides sees it, in the words of a language. */
public sealed interface VisitDossier {

    /**
     * The case as its sending side sees it: its own work, and where it stands at the host, never a desk's remark.
     *
     * @param version for {@code If-Match}
     * @param parametersDate the date whose rule parameters it is judged by
     * @param keepsParameters sentences on what it is judged by to its end; null before its first submission
     * @param document masked, as {@link VisitIdentities#masked(VisitDocument)} tells
     * @param identities among which addresses the identities stand; null for a role that does not read them
     * @param exercises which the request may belong to; absent but in the task that writes it
     * @param mostInOneRequest absent but in the task that writes it
     * @param exercise null where none is named
     * @param desks when each desk has answered, and nothing else of it
     * @param decision null until the host has answered
     * @param judgement absent where the request is closed
     * @param permit null until it was handed over
     * @param recalls null without a permit
     * @param suspensions null without a permit
     * @param amendment what it changes; null where it is no amendment
     * @param amendments of this request; absent in a task
     * @param mayAmend whether the reader may open one now; absent in a task
     * @param group null where it stands alone
     * @param copyOf from which request it began; null but in the task that prepares it
     */
    record OfSender(
            String number,
            int revision,
            RequestState state,
            int version,
            String sendingState,
            String hostState,
            @Nullable String returnedReason,
            LocalDate parametersDate,
            @Nullable List<String> keepsParameters,
            String preparedBy,
            @Nullable String certifiedBy,
            @Nullable String endorsedBy,
            ShownDocument document,
            @Nullable String identities,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            List<Exercise> exercises,

            @JsonInclude(JsonInclude.Include.NON_NULL) VisitGroups.@Nullable Most mostInOneRequest,

            @Nullable Exercise exercise,
            List<Question> questions,
            VisitThread.Page thread,
            VisitAttachments.Page attachments,
            List<VisitAttachments.ManifestLine> manifest,
            List<DeskReview> desks,
            List<ShownDuty> duties,
            List<ShownDeadline> deadlines,
            @Nullable Decision decision,
            List<DecisionCorrection> corrections,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            ToldJudgement judgement,

            List<ShownWaiver> waivers,
            @Nullable ShownPermit permit,
            Recalls.@Nullable Standing recalls,
            Suspensions.@Nullable Standing suspensions,
            RequestAmendments.@Nullable Shown amendment,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            List<RequestAmendments.Amendment> amendments,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Boolean mayAmend,

            VisitGroups.@Nullable Group group,
            RequestCopies.@Nullable Origin copyOf,
            List<VisitStory.Entry> story)
            implements VisitDossier {}

    /**
     * The case as its host sees it: what was handed over, and all of the host's own work.
     *
     * @param version for {@code If-Match}
     * @param receiptDay the working day on which the delivery counts
     * @param parametersDate the date whose rule parameters it is judged by
     * @param keepsParameters sentences on what it is judged by to its end
     * @param document masked, as {@link VisitIdentities#masked(VisitDocument)} tells
     * @param identities among which addresses the identities stand; null for a role that does not read them
     * @param exercise null where none is named
     * @param waivers what the sending side's authorities granted
     * @param decision null until one is written
     * @param correctsRefusal whether the reader may correct a return or refusal now
     * @param permit null until it is issued
     * @param recalls null until the permit was handed over
     * @param suspensions null until the permit was handed over
     * @param amendment what it changes; null where it is no amendment
     * @param correctsApproval whether the reader may correct an approval whose permit is out; absent in a task
     * @param amendments of this request that were handed over; absent in a task
     * @param group null where it stands alone
     * @param otherParts of the group that wait for the same decision; absent but in the task that decides on a first request
     */
    record OfHost(
            String number,
            int revision,
            HostState state,
            int version,
            String sendingState,
            String hostState,
            Instant deliveredAt,
            LocalDate receiptDay,
            LocalDate parametersDate,
            List<String> keepsParameters,
            ShownDocument document,
            @Nullable String identities,
            @Nullable Exercise exercise,
            List<Question> questions,
            VisitThread.Page thread,
            VisitAttachments.Page attachments,
            List<VisitAttachments.ManifestLine> manifest,
            List<DeskReview> desks,
            List<ShownDuty> duties,
            List<ShownDeadline> deadlines,
            List<ShownWaiver> waivers,
            @Nullable Decision decision,
            List<DecisionCorrection> corrections,
            boolean correctsRefusal,
            @Nullable ShownPermit permit,
            Recalls.@Nullable Standing recalls,
            Suspensions.@Nullable Standing suspensions,
            RequestAmendments.@Nullable Shown amendment,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Boolean correctsApproval,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            List<RequestAmendments.Amendment> amendments,

            VisitGroups.@Nullable Group group,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            List<OtherPart> otherParts,

            List<VisitStory.Entry> story)
            implements VisitDossier {}

    /**
     * A duty of somebody in the case.
     *
     * @param rule its id
     * @param holder the role that has to confirm it
     * @param asked whether the answer to the task that is shown has to confirm it
     * @param confirmedBy null until somebody has
     */
    record ShownDuty(
            String rule,
            String title,
            String text,
            String holder,
            boolean asked,
            @Nullable String confirmedBy,
            @Nullable Instant confirmedAt) {}

    /**
     * A due date of the case, by the working calendar of its side.
     *
     * @param dueText by the clocks of both sides
     * @param paused whether the clock stands still
     * @param escalated whether the superiors were told that it has passed
     * @param moves what decrees did to it, in their order
     */
    record ShownDeadline(
            VisitDeadlines.Step step,
            String side,
            Instant due,
            String dueText,
            boolean paused,
            boolean escalated,
            List<ShownMove> moves,
            List<String> remarks) {}

    /** @param decree number of the decree that moved the due date */
    record ShownMove(String decree, Instant before, Instant after, String text) {}

    /**
     * A breach that needs a waiver, and what was answered to it.
     *
     * @param rule its id
     * @param authority the role that answers
     * @param reason absent until it was answered
     * @param day on which it was answered; absent until then
     * @param asked whether the answer to the task that is shown has to answer it; absent at the host
     * @param answeredBy absent until it was answered, and at the host
     * @param answeredAt absent likewise
     * @param findings what is to be waived; absent once it was answered
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ShownWaiver(
            String rule,
            String title,
            String authority,
            String authorityText,
            @Nullable String reason,
            @Nullable LocalDate day,
            WaiverState state,
            @Nullable Boolean asked,
            @Nullable String answeredBy,
            @Nullable Instant answeredAt,
            @Nullable List<ToldFinding> findings) {}

    /** What became of a breach that needs a waiver. */
    enum WaiverState {
        OPEN,
        GRANTED,
        REFUSED
    }

    /**
     * What a dossier tells of the case's permit; the rest is read by its number.
     *
     * @param closedAt when it ended; null while it has not
     * @param closingReason why it no longer lets anybody in; null while it has not ended
     * @param paperReadable whether the account reads its paper
     */
    record ShownPermit(
            String number,
            int revision,
            Permit.State state,
            LocalDate validFrom,
            LocalDate validTo,
            String checkCode,
            @Nullable Instant closedAt,
            @Nullable String closingReason,
            boolean paperReadable) {}

    /**
     * Another part of the group that waits for the same decision.
     *
     * @param part from 1
     * @param document as it was handed over, masked
     */
    record OtherPart(int part, String number, ShownDocument document) {}
}
