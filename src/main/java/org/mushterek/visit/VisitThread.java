package org.mushterek.visit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.security.Account;
import org.mushterek.security.Role;
import org.mushterek.visit.ThreadMessage.Kind;
import org.mushterek.visit.ThreadMessage.Release;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the two sides write to each other and to themselves in a case. What is released to both is handed over at once and
 * cannot be taken back, from the transmission of the request until its case is closed; what is for the own side may be
 * written at any time. Questions and answers belong to the process: they are asked and answered by completing its tasks.
 */
@Service
public class VisitThread {

    /** So many are shown with a case; earlier ones are asked for. */
    private static final int LATEST = 50;

    private final ThreadMessages messages;
    private final VisitRequests requests;
    private final HostCases cases;
    private final Permits permits;
    private final VisitStory story;

    VisitThread(ThreadMessages messages, VisitRequests requests, HostCases cases, Permits permits, VisitStory story) {
        this.messages = messages;
        this.requests = requests;
        this.cases = cases;
        this.permits = permits;
        this.story = story;
    }

    /**
     * Some messages in the order in which they were written.
     *
     * @param offset how many came before the first of them
     * @param total how many the reader's side may read
     * @param mayWrite whether the reader may write at all
     * @param mayRelease whether something may be released to both sides now
     */
    public record Page(List<ThreadMessage> items, long offset, long total, boolean mayWrite, boolean mayRelease) {

        public Page {
            items = List.copyOf(items);
        }
    }

    /**
     * A message as it is sent in.
     *
     * @param kind null for a note
     * @param replyTo id of a message that the writer can read; notes only
     */
    public record NewMessage(
            @Nullable Release release,
            @Nullable Kind kind,
            @Nullable String text,
            @Nullable String replyTo) {}

    /** @param handedOver the latest revision that the host has, null before the first transmission */
    private record Place(
            VisitRequest request, String side, @Nullable HostCase handedOver) {

        String otherSide() {
            var document = request.document();
            return side.equals(document.sendingState()) ? document.hostState() : document.sendingState();
        }
    }

    @Transactional(readOnly = true)
    public Page read(Account account, String number, long offset, int limit) {
        return page(account, place(account, number), offset, limit);
    }

    /** The latest messages. */
    @Transactional(readOnly = true)
    public Page latest(Account account, String number) {
        var place = place(account, number);
        return page(account, place, Math.max(0, messages.count(number, place.side()) - LATEST), LATEST);
    }

    /** One message. */
    @Transactional(readOnly = true)
    public ThreadMessage read(Account account, String number, String id) {
        return messages.find(number, place(account, number).side(), id)
                .orElseThrow(() -> Refusal.of(Refusal.Kind.NOT_FOUND, "visit.messageUnknown"));
    }

    /** The latest message of a kind that the account may read. */
    @Transactional(readOnly = true)
    public Optional<ThreadMessage> latest(Account account, String number, Kind kind) {
        return latest(account, number).items().stream()
                .filter(message -> message.kind() == kind)
                .reduce((earlier, later) -> later);
    }

    /**
     * Writes a note.
     *
     * @throws Refusal INVALID with every fault; CONFLICT where nothing can be released to the other side now
     */
    @Transactional
    public ThreadMessage write(Account author, String number, NewMessage written) {
        var place = place(author, number);
        mayWrite(author);
        var findings = new ArrayList<Finding>();
        var release = written.release();
        if (release == null) {
            findings.add(VisitContentCheck.fault("release", "visit.releaseMissing"));
        }
        var replyTo = written.replyTo();
        if (replyTo != null) {
            var answered = messages.find(number, place.side(), replyTo);
            if (answered.isEmpty()) {
                findings.add(VisitContentCheck.fault("replyTo", "visit.replyUnknown"));
            } else if (release == Release.BOTH && answered.get().release() == Release.OWN_SIDE) {
                findings.add(VisitContentCheck.fault("replyTo", "visit.replyToOwnSide"));
            }
        }
        var text = text(written.text(), findings);
        if (release == null || !findings.isEmpty()) {
            throw new Refusal(Refusal.Kind.INVALID, Message.of("visit.messageInvalid"), findings);
        }
        if (release == Release.BOTH) {
            mayRelease(place);
        }
        var id = messages.insert(
                number, revision(place), place.side(), author.id(), release, Kind.NOTE, null, replyTo, text);
        story.tell(number, place.side(), author.id(), "messageWritten", id);
        if (release == Release.BOTH) {
            story.tell(number, place.otherSide(), "system", "messageReceived", id);
        }
        return messages.find(number, place.side(), id).orElseThrow();
    }

    /**
     * The step of a process that asks or answers, for an account that may do it.
     *
     * @param written a question or an answer
     * @throws Refusal FORBIDDEN where the account's side or role does not; INVALID where it is not written for both sides
     */
    @Transactional(readOnly = true)
    public String step(Account author, String number, NewMessage written) {
        var place = place(author, number);
        mayWrite(author);
        var isQuestion = written.kind() == Kind.QUESTION;
        var sender = place.request().document().sendingState();
        if (isQuestion == place.side().equals(sender) || !author.has(isQuestion ? Role.AUTHORITY : Role.PLANNER)) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, isQuestion ? "visit.onlyHostAsks" : "visit.onlySenderAnswers");
        }
        var findings = new ArrayList<Finding>();
        if (written.release() != Release.BOTH) {
            findings.add(VisitContentCheck.fault("release", "visit.questionIsForBoth"));
        }
        if (written.replyTo() != null) {
            findings.add(VisitContentCheck.fault("replyTo", "visit.onlyNotesReply"));
        }
        text(written.text(), findings);
        if (!findings.isEmpty()) {
            throw new Refusal(Refusal.Kind.INVALID, Message.of("visit.messageInvalid"), findings);
        }
        return isQuestion ? HostApprovalProcess.DECIDE_REQUEST : VisitRequestProcess.ANSWER_QUESTION;
    }

    private Page page(Account account, Place place, long offset, int limit) {
        var number = place.request().number();
        return new Page(
                messages.read(number, place.side(), offset, limit),
                offset,
                messages.count(number, place.side()),
                VisitAccess.takesPart(account),
                whyNotReleased(place).isEmpty());
    }

    /** Whoever may read the case reads what is written in it, as far as it is for that side. */
    private Place place(Account account, String number) {
        var request = requests.find(number).orElseThrow(() -> Refusal.of(Refusal.Kind.NOT_FOUND, "visit.notFound"));
        var handedOver = cases.findLatest(number).orElse(null);
        var side = handedOver != null && account.isOf(handedOver.document().hostState())
                ? handedOver.document().hostState()
                : request.document().sendingState();
        VisitAccess.mayRead(account, side);
        return new Place(request, side, handedOver);
    }

    private static @Nullable Integer revision(Place place) {
        var handedOver = place.handedOver();
        return handedOver == null ? null : handedOver.revision();
    }

    private static void mayWrite(Account account) {
        if (!VisitAccess.takesPart(account)) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "visit.readsOnly");
        }
    }

    private void mayRelease(Place place) {
        whyNotReleased(place).ifPresent(key -> {
            throw Refusal.of(Refusal.Kind.CONFLICT, Message.of(key));
        });
    }

    /** Why nothing can be released to the other side now; a visit that was approved is open until its permit is closed. */
    private Optional<String> whyNotReleased(Place place) {
        if (place.handedOver() == null) {
            return Optional.of("visit.notHandedOver");
        }
        var state = place.request().state();
        var isOver = state == RequestState.APPROVED
                ? permits.ofRequest(place.request().number())
                        .filter(permit -> permit.closedAt() != null)
                        .isPresent()
                : state.isClosed();
        return isOver ? Optional.of("visit.caseIsOver") : Optional.empty();
    }

    private static String text(@Nullable String written, List<Finding> findings) {
        try {
            return ThreadText.of(written, "visit.messageMissing");
        } catch (Refusal faulty) {
            findings.addAll(faulty.findings());
            return "";
        }
    }
}
