package org.mushterek.visit;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.security.Account;
import org.mushterek.security.Readers;
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
    private final CaseViews cases;
    private final KeptCopies copies;
    private final VisitAttachments attachments;
    private final VisitStory story;

    VisitThread(
            ThreadMessages messages,
            CaseViews cases,
            KeptCopies copies,
            VisitAttachments attachments,
            VisitStory story) {
        this.messages = messages;
        this.cases = cases;
        this.copies = copies;
        this.attachments = attachments;
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
     * @param attachments ids of files of the own side that belong to nothing yet
     */
    public record NewMessage(
            @Nullable Release release,
            @Nullable Kind kind,
            @Nullable String text,
            @Nullable String replyTo,
            @Nullable List<String> attachments) {}

    @Transactional(readOnly = true)
    public Page read(Account account, String number, long offset, int limit) {
        return page(account, cases.of(account, number), offset, limit);
    }

    /** The latest messages. */
    @Transactional(readOnly = true)
    public Page latest(Account account, String number) {
        var view = cases.of(account, number);
        return page(account, view, Math.max(0, messages.count(number, view.side()) - LATEST), LATEST);
    }

    /** One message. */
    @Transactional(readOnly = true)
    public ThreadMessage read(Account account, String number, String id) {
        return messages.find(number, cases.of(account, number).side(), id)
                .orElseThrow(() -> Refusal.of(Refusal.Kind.NOT_FOUND, "visit.messageUnknown"));
    }

    /** What the completed step has asked or answered, with the files that go with it. */
    @Transactional
    public ThreadMessage told(Account author, String number, NewMessage written) {
        var view = cases.of(author, number);
        var message =
                page(author, view, Math.max(0, messages.count(number, view.side()) - LATEST), LATEST).items().stream()
                        .filter(one -> one.kind() == written.kind())
                        .reduce((earlier, later) -> later)
                        .orElseThrow();
        attachments.attach(written.attachments(), message.id(), message.release());
        return message;
    }

    /**
     * Writes a note.
     *
     * @throws Refusal INVALID with every fault; UNACCEPTABLE where it names who goes by an alias; CONFLICT where nothing can be
     *     released to the other side now
     */
    @Transactional
    public ThreadMessage write(Account author, String number, NewMessage written) {
        var view = cases.of(author, number);
        mayWrite(author);
        VisitAccess.noteFor(author, Readers.TAKE_PART);
        if (view.isOver()) {
            copies.demand(number, view.side());
        }
        var findings = new ArrayList<Finding>();
        var release = written.release();
        if (release == null) {
            findings.add(VisitContentCheck.fault("release", "visit.releaseMissing"));
        }
        var replyTo = written.replyTo();
        if (replyTo != null) {
            var answered = messages.find(number, view.side(), replyTo);
            if (answered.isEmpty()) {
                findings.add(VisitContentCheck.fault("replyTo", "visit.replyUnknown"));
            } else if (release == Release.BOTH && answered.get().release() == Release.OWN_SIDE) {
                findings.add(VisitContentCheck.fault("replyTo", "visit.replyToOwnSide"));
            }
        }
        attachments.checkForMessage(author, view, written.attachments(), written.release(), findings);
        var text = text(written.text(), findings);
        if (release == null || !findings.isEmpty()) {
            throw new Refusal(Refusal.Kind.INVALID, Message.of("visit.messageInvalid"), findings);
        }
        demandNoNames(view, text);
        if (release == Release.BOTH) {
            view.whyNotReleased().ifPresent(key -> {
                throw Refusal.of(Refusal.Kind.CONFLICT, Message.of(key));
            });
        }
        var id = messages.insert(
                number, view.revision(), view.side(), author.id(), release, Kind.NOTE, null, replyTo, text);
        attachments.attach(written.attachments(), id, release);
        story.tell(number, view.side(), author.id(), "messageWritten", id);
        if (release == Release.BOTH) {
            story.tell(number, view.otherSide(), "system", "messageReceived", id);
        }
        return messages.find(number, view.side(), id).orElseThrow();
    }

    /**
     * The step of a process that asks or answers, for an account that may do it.
     *
     * @param written a question or an answer
     * @throws Refusal FORBIDDEN where the account's side or role does not; INVALID where it is not written for both sides
     */
    @Transactional(readOnly = true)
    public String step(Account author, String number, NewMessage written) {
        var view = cases.of(author, number);
        mayWrite(author);
        var isQuestion = written.kind() == Kind.QUESTION;
        if (isQuestion == view.isOfSender() || !author.has(isQuestion ? Role.AUTHORITY : Role.PLANNER)) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, isQuestion ? "visit.onlyHostAsks" : "visit.onlySenderAnswers");
        }
        var findings = new ArrayList<Finding>();
        if (written.release() != Release.BOTH) {
            findings.add(VisitContentCheck.fault("release", "visit.questionIsForBoth"));
        }
        if (written.replyTo() != null) {
            findings.add(VisitContentCheck.fault("replyTo", "visit.onlyNotesReply"));
        }
        attachments.checkForMessage(author, view, written.attachments(), written.release(), findings);
        var text = text(written.text(), findings);
        if (!findings.isEmpty()) {
            throw new Refusal(Refusal.Kind.INVALID, Message.of("visit.messageInvalid"), findings);
        }
        demandNoNames(view, text);
        return isQuestion ? HostApprovalProcess.DECIDE_REQUEST : VisitRequestProcess.ANSWER_QUESTION;
    }

    private Page page(Account account, CaseViews.View view, long offset, int limit) {
        var number = view.number();
        return new Page(
                messages.read(number, view.side(), offset, limit),
                offset,
                messages.count(number, view.side()),
                VisitAccess.takesPart(account),
                view.whyNotReleased().isEmpty());
    }

    /** Where persons have aliases, messages call them by these. */
    private static void demandNoNames(CaseViews.View view, String text) {
        NamelessTexts.of(view.roll()).in("text", "ui.newMessage", text).demandNone();
    }

    private static void mayWrite(Account account) {
        if (!VisitAccess.takesPart(account)) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "visit.readsOnly");
        }
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
