package org.mushterek.visit;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.mushterek.visit.VisitMessage.Type;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What passes between the sides: composed at one, applied once at the other. Today both share a database, so that a
 * message needs to carry only what it is about; whoever runs the processes delivers it.
 */
@Service
public class VisitMail {

    private final VisitRequests requests;
    private final HostCases cases;
    private final ThreadMessages thread;
    private final Attachments attachments;
    private final Permits permits;
    private final VisitPapers papers;
    private final Recalls recalls;
    private final DecisionCorrections corrections;
    private final VisitJudgement judgement;
    private final VisitDeadlines deadlines;
    private final VisitStory story;
    private final JdbcClient database;
    private final ObjectMapper json;
    private final Clock clock;

    VisitMail(
            VisitRequests requests,
            HostCases cases,
            ThreadMessages thread,
            Attachments attachments,
            Permits permits,
            VisitPapers papers,
            Recalls recalls,
            DecisionCorrections corrections,
            VisitJudgement judgement,
            VisitDeadlines deadlines,
            VisitStory story,
            JdbcClient database,
            ObjectMapper json,
            Clock clock) {
        this.requests = requests;
        this.cases = cases;
        this.thread = thread;
        this.attachments = attachments;
        this.permits = permits;
        this.papers = papers;
        this.recalls = recalls;
        this.corrections = corrections;
        this.judgement = judgement;
        this.deadlines = deadlines;
        this.story = story;
        this.database = database;
        this.json = json;
        this.clock = clock;
    }

    /** The message of this type that the case has to send now. */
    @Transactional(readOnly = true)
    public VisitMessage compose(Type type, String number) {
        return switch (type) {
            case REQUEST_TRANSMITTED, REQUEST_WITHDRAWN, QUESTION_ANSWERED, PERSONS_RECALLED -> {
                var document = requests.find(number).orElseThrow().document();
                var about =
                        switch (type) {
                            case QUESTION_ANSWERED -> questions(number);
                            case PERSONS_RECALLED -> recalls.latestNo(number);
                            default -> document.revision();
                        };
                yield VisitMessage.of(type, number, document.sendingState(), document.hostState(), about);
            }
            case QUESTION_ASKED,
                    REQUEST_ANSWERED,
                    PERMIT_ORDERED,
                    PERMIT_HANDED_OVER,
                    PERMIT_AMENDED,
                    DECISION_CORRECTED,
                    PERMIT_SUSPENDED,
                    PERMIT_REINSTATED,
                    SUSPENSION_ENDED -> {
                var received = cases.findLatest(number).orElseThrow();
                var host = received.document().hostState();
                yield VisitMessage.of(
                        type,
                        number,
                        host,
                        type.staysAtHost() ? host : received.document().sendingState(),
                        about(type, received));
            }
        };
    }

    private int about(Type type, HostCase received) {
        return switch (type) {
            case QUESTION_ASKED -> questions(received.number());
            case DECISION_CORRECTED -> corrections.latestNo(received);
            case PERMIT_SUSPENDED, PERMIT_REINSTATED, SUSPENSION_ENDED ->
                permits.ofRequest(received.number()).orElseThrow().suspensions();
            default -> received.revision();
        };
    }

    private int questions(String number) {
        return thread.questions(number).size();
    }

    /**
     * Whether the recipient will still wait for the message although it may not do so yet. What the recipient has closed
     * in the meantime is no longer told to it: a withdrawal and an answer can cross on their way, and so can an answer to
     * a question and the lapse of the case.
     */
    @Transactional(readOnly = true)
    public boolean isExpected(VisitMessage message) {
        if (isKnown(message)) {
            return false;
        }
        var atSender = requests.find(message.number()).orElseThrow().state();
        var atHost = cases.findLatest(message.number()).map(HostCase::state).orElse(null);
        return switch (message.type()) {
            case QUESTION_ASKED, REQUEST_ANSWERED -> !atSender.isClosed();
            case PERMIT_HANDED_OVER -> atSender == RequestState.APPROVED;
            case QUESTION_ANSWERED -> atHost == HostState.QUESTION;
            case REQUEST_WITHDRAWN -> atHost != HostState.LAPSED_UNANSWERED;
            case PERMIT_AMENDED -> permits.isOut(message.number());
            case REQUEST_TRANSMITTED,
                    PERMIT_ORDERED,
                    PERSONS_RECALLED,
                    DECISION_CORRECTED,
                    PERMIT_SUSPENDED,
                    PERMIT_REINSTATED -> true;
            // The permit's last day may have passed a moment earlier.
            case SUSPENSION_ENDED -> false;
        };
    }

    private boolean isKnown(VisitMessage message) {
        return database.sql("select count(*) from visit_message where message_id = ?")
                        .param(message.id())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /**
     * Notes the message in the inbox and does at the recipient what it says.
     *
     * @param awaited whether a process there waits for it; what nobody waits for any more is noted as undeliverable
     * @return whether it is new and has to start or wake a process
     */
    @Transactional
    public boolean apply(VisitMessage message, boolean awaited) {
        var isNew = database.sql("insert into visit_message (message_id, type, request_number, from_side, to_side,"
                        + " applied_at, undeliverable) select ?, ?, ?, ?, ?, cast(? as timestamp with time zone),"
                        + " cast(? as boolean) where not exists (select 1 from visit_message where message_id = ?)")
                .params(
                        message.id(),
                        message.type().name(),
                        message.number(),
                        message.fromSide(),
                        message.toSide(),
                        clock.instant().atOffset(ZoneOffset.UTC),
                        !awaited,
                        message.id())
                .update();
        if (isNew == 0) {
            return false;
        }
        var number = message.number();
        if (!awaited) {
            if (message.type() == Type.REQUEST_ANSWERED) {
                closeAtHost(cases.findLatest(number).orElseThrow());
            }
            return false;
        }
        switch (message.type()) {
            case REQUEST_TRANSMITTED -> receive(number);
            case QUESTION_ASKED -> {
                deadlines.forget(requests.find(number).orElseThrow().document(), VisitDeadlines.Step.QUESTION_ANSWER);
                requests.saveState(number, RequestState.QUESTION);
                story.tell(number, message.toSide(), "system", "questionReceived", String.valueOf(message.about()));
            }
            case QUESTION_ANSWERED -> {
                deadlines.resume(number);
                cases.saveState(number, cases.findLatest(number).orElseThrow().revision(), HostState.DECISION);
                requests.saveState(number, RequestState.AT_HOST);
                story.tell(number, message.toSide(), "system", "answerReceived", String.valueOf(message.about()));
            }
            case REQUEST_ANSWERED -> takeAnswer(number);
            case PERMIT_HANDED_OVER -> {
                permits.handOver(number);
                story.tell(number, message.toSide(), "system", "permitReceived", null);
            }
            case REQUEST_WITHDRAWN,
                    PERMIT_ORDERED,
                    PERSONS_RECALLED,
                    PERMIT_AMENDED,
                    DECISION_CORRECTED,
                    PERMIT_SUSPENDED,
                    PERMIT_REINSTATED,
                    SUSPENSION_ENDED -> {
                // The process that it wakes or starts does the rest.
            }
        }
        return true;
    }

    /** The host receives a revision: the clock starts now. */
    private void receive(String number) {
        var request = requests.find(number).orElseThrow();
        // What goes with the request is under its hash.
        var sent = attachments.handOver(
                number, request.document().sendingState(), request.document().revision());
        var document = request.document()
                .withFiles(attachments.handed(
                        number,
                        request.document().sendingState(),
                        request.document().visitors()));
        // As fine as the databases keep it.
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var parametersDate = judgement.parametersDate(request);
        var canonical = CanonicalJson.of(document, json);
        var received = new HostCase(
                document,
                canonical.sha256(),
                now,
                judgement.receiptDay(document, now, parametersDate),
                parametersDate,
                HostState.RECEIVED,
                1);
        cases.insert(received, canonical);
        judgement.keep(received, "RECEIPT", judgement.ofReceipt(received, request));
        if (request.parametersDate() == null) {
            requests.saveParametersDate(number, parametersDate);
        }
        requests.saveState(number, RequestState.AT_HOST);
        story.tell(number, document.sendingState(), "system", "transmitted", String.valueOf(document.revision()));
        story.tell(number, document.hostState(), "system", "received", String.valueOf(document.revision()));
        if (sent > 0) {
            story.tell(number, document.hostState(), "system", "attachmentsReceived", String.valueOf(sent));
        }
    }

    /** For the host the case is answered, whether or not the sending side still wanted to know. */
    private void closeAtHost(HostCase received) {
        if (received.state() == HostState.LAPSED_UNANSWERED) {
            return;
        }
        var decision = cases.decision(received.number(), received.revision()).orElseThrow();
        cases.saveState(received.number(), received.revision(), HostState.ANSWERED);
        story.tell(
                received.number(),
                received.document().hostState(),
                "system",
                "answered",
                decision.outcome().name());
        papers.answered(received, decision);
    }

    private void takeAnswer(String number) {
        var received = cases.findLatest(number).orElseThrow();
        var sender = received.document().sendingState();
        if (received.state() == HostState.LAPSED_UNANSWERED) {
            requests.saveState(number, RequestState.LAPSED_UNANSWERED);
            story.tell(number, sender, "system", "answered", Outcome.LAPSED_UNANSWERED.name());
            return;
        }
        var decision = cases.decision(number, received.revision()).orElseThrow();
        closeAtHost(received);
        switch (decision.outcome()) {
            case APPROVED, APPROVED_WITH_LIMITS -> requests.saveState(number, RequestState.APPROVED);
            case RETURNED -> requests.sendBack(number, sender, decision.comment());
            case DENIED -> requests.saveState(number, RequestState.DENIED);
            case NOT_SPONSORED -> requests.saveState(number, RequestState.NOT_SPONSORED);
            case WITHDRAWN -> requests.saveState(number, RequestState.WITHDRAWN);
            case LAPSED_UNANSWERED -> requests.saveState(number, RequestState.LAPSED_UNANSWERED);
        }
        story.tell(number, sender, "system", "answered", decision.outcome().name());
    }
}
