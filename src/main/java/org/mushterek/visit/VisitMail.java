package org.mushterek.visit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import org.mushterek.common.Sides;
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
    private final Permits permits;
    private final VisitJudgement judgement;
    private final VisitDeadlines deadlines;
    private final VisitStory story;
    private final Sides sides;
    private final JdbcClient database;
    private final Clock clock;

    VisitMail(
            VisitRequests requests,
            HostCases cases,
            Permits permits,
            VisitJudgement judgement,
            VisitDeadlines deadlines,
            VisitStory story,
            Sides sides,
            JdbcClient database,
            Clock clock) {
        this.requests = requests;
        this.cases = cases;
        this.permits = permits;
        this.judgement = judgement;
        this.deadlines = deadlines;
        this.story = story;
        this.sides = sides;
        this.database = database;
        this.clock = clock;
    }

    /** The message of this type that the case has to send now. */
    @Transactional(readOnly = true)
    public VisitMessage compose(Type type, String number) {
        var document = requests.find(number).orElseThrow().document();
        var sender = document.sendingState();
        var host = document.hostState();
        var question = (int) cases.questions(number).stream().count();
        return switch (type) {
            case REQUEST_TRANSMITTED -> VisitMessage.of(type, number, sender, host, document.revision());
            case REQUEST_WITHDRAWN -> VisitMessage.of(type, number, sender, host, document.revision());
            case QUESTION_ANSWERED -> VisitMessage.of(type, number, sender, host, question);
            case QUESTION_ASKED -> VisitMessage.of(type, number, host, sender, question);
            case REQUEST_ANSWERED ->
                VisitMessage.of(
                        type,
                        number,
                        host,
                        sender,
                        cases.findLatest(number).orElseThrow().revision());
            case PERMIT_ORDERED ->
                VisitMessage.of(
                        type,
                        number,
                        host,
                        host,
                        cases.findLatest(number).orElseThrow().revision());
            case PERMIT_HANDED_OVER ->
                VisitMessage.of(
                        type,
                        number,
                        host,
                        sender,
                        cases.findLatest(number).orElseThrow().revision());
        };
    }

    /**
     * Notes the message in the inbox and does at the recipient what it says.
     *
     * @param awaited whether a process there waits for it; what nobody waits for any more is noted as undeliverable
     * @return whether it is new and has to start or wake a process
     */
    @Transactional
    public boolean apply(VisitMessage message, boolean awaited) {
        var known = database.sql("select count(*) from visit_message where message_id = ?")
                .param(message.id())
                .query(Integer.class)
                .single();
        if (known > 0) {
            return false;
        }
        database.sql("insert into visit_message (message_id, type, request_number, from_side, to_side, applied_at,"
                        + " undeliverable) values (?, ?, ?, ?, ?, ?, ?)")
                .params(
                        message.id(),
                        message.type().name(),
                        message.number(),
                        message.fromSide(),
                        message.toSide(),
                        clock.instant().atOffset(ZoneOffset.UTC),
                        !awaited)
                .update();
        if (!awaited) {
            return false;
        }
        var number = message.number();
        switch (message.type()) {
            case REQUEST_TRANSMITTED -> receive(number);
            case QUESTION_ASKED -> {
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
            case REQUEST_WITHDRAWN, PERMIT_ORDERED -> {
                // The process that it wakes or starts does the rest.
            }
        }
        return true;
    }

    /** The host receives a revision: the clock starts now. */
    private void receive(String number) {
        var document = requests.find(number).orElseThrow().document();
        var now = clock.instant();
        var parametersDate =
                LocalDate.ofInstant(now, sides.get(document.hostState()).zone());
        cases.insert(new HostCase(
                document,
                sha256(document.toString()),
                now,
                judgement.receiptDay(document, now),
                parametersDate,
                HostState.RECEIVED,
                1));
        requests.saveParametersDate(number, parametersDate);
        requests.saveState(number, RequestState.AT_HOST);
        story.tell(number, document.sendingState(), "system", "transmitted", String.valueOf(document.revision()));
        story.tell(number, document.hostState(), "system", "received", String.valueOf(document.revision()));
    }

    private void takeAnswer(String number) {
        var received = cases.findLatest(number).orElseThrow();
        var host = received.document().hostState();
        var sender = received.document().sendingState();
        if (received.state() == HostState.LAPSED_UNANSWERED) {
            requests.saveState(number, RequestState.LAPSED_UNANSWERED);
            story.tell(number, sender, "system", "answered", Outcome.LAPSED_UNANSWERED.name());
            return;
        }
        var decision = cases.decision(number, received.revision()).orElseThrow();
        cases.saveState(number, received.revision(), HostState.ANSWERED);
        switch (decision.outcome()) {
            case APPROVED, APPROVED_WITH_LIMITS -> requests.saveState(number, RequestState.APPROVED);
            case RETURNED -> requests.sendBack(number, decision.comment());
            case DENIED -> requests.saveState(number, RequestState.DENIED);
            case NOT_SPONSORED -> requests.saveState(number, RequestState.NOT_SPONSORED);
            case WITHDRAWN -> requests.saveState(number, RequestState.WITHDRAWN);
            case LAPSED_UNANSWERED -> requests.saveState(number, RequestState.LAPSED_UNANSWERED);
        }
        story.tell(number, host, "system", "answered", decision.outcome().name());
        story.tell(number, sender, "system", "answered", decision.outcome().name());
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
