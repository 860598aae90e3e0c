package org.mushterek.visit;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.mushterek.agreement.Instrument;
import org.mushterek.agreement.Instruments;
import org.mushterek.agreement.RestingOnInstrument;
import org.mushterek.agreement.rule.Judgement;
import org.mushterek.agreement.rule.Verdict;
import org.mushterek.common.Sides;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The requests, the received requests and the permits that rest on an instrument. None is ended by it: each is judged again
 * under LEG-01, the verdicts are kept, and both sides read it in their story.
 */
@Component
class VisitsUnderInstrument implements RestingOnInstrument {

    /** At which point of a case the verdicts were asked for. */
    static final String POINT = "TERM";

    private static final String RULE = "LEG-01";

    private final JdbcClient database;
    private final Instruments instruments;
    private final VisitRequests requests;
    private final HostCases received;
    private final VisitJudgement judgement;
    private final VisitStory story;
    private final Sides sides;
    private final Clock clock;

    VisitsUnderInstrument(
            JdbcClient database,
            Instruments instruments,
            VisitRequests requests,
            HostCases received,
            VisitJudgement judgement,
            VisitStory story,
            Sides sides,
            Clock clock) {
        this.database = database;
        this.instruments = instruments;
        this.requests = requests;
        this.received = received;
        this.judgement = judgement;
        this.story = story;
        this.sides = sides;
        this.clock = clock;
    }

    /** A case with the states between which it is. */
    private record Found(Case resting, String sendingState, String hostState, LocalDate firstDay) {}

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.VISIT_REQUEST, Kind.RECEIVED_REQUEST, Kind.PERMIT);
    }

    @Override
    public List<Case> reachingPast(Instrument instrument, LocalDate day) {
        var found = new ArrayList<Found>();
        found.addAll(find(
                Kind.VISIT_REQUEST,
                "select number, sending_state as side, sending_state, host_state, first_day, last_day from visit_request"
                        + " where last_day > ? and first_day is not null and state not in ('APPROVED', 'DENIED',"
                        + " 'NOT_SPONSORED', 'WITHDRAWN', 'LAPSED_UNANSWERED') order by number",
                day));
        found.addAll(find(
                Kind.RECEIVED_REQUEST,
                "select t.request_number as number, t.host_state as side, t.sending_state, t.host_state, t.first_day,"
                        + " t.last_day from visit_transmission t where t.last_day > ? and t.state in ('RECEIVED',"
                        + " 'AT_DESKS', 'DECISION', 'QUESTION') and t.revision = (select max(l.revision) from"
                        + " visit_transmission l where l.request_number = t.request_number) order by number",
                day));
        for (var owner : List.of("host_state", "sending_state")) {
            found.addAll(find(
                    Kind.PERMIT,
                    "select number, " + owner + " as side, sending_state, host_state, valid_from as first_day,"
                            + " valid_to as last_day from visit_permit where valid_to > ? and state in ('ISSUED',"
                            + " 'HANDED_OVER', 'SUSPENDED') order by number",
                    day));
        }
        var known = instruments.all();
        return found.stream()
                .filter(each -> Instruments.governing(
                                known, List.of(each.sendingState(), each.hostState()), each.firstDay())
                        .filter(governing -> governing.code().equals(instrument.code()))
                        .isPresent())
                .map(Found::resting)
                .toList();
    }

    private List<Found> find(Kind kind, String sql, LocalDate day) {
        return database.sql(sql)
                .param(day)
                .query((row, n) -> new Found(
                        new Case(
                                kind,
                                row.getString("number"),
                                row.getString("side"),
                                row.getObject("last_day", LocalDate.class)),
                        row.getString("sending_state"),
                        row.getString("host_state"),
                        row.getObject("first_day", LocalDate.class)))
                .list();
    }

    @Override
    public Result judgeAgain(Case resting, Instrument instrument) {
        return switch (resting.kind()) {
            case VISIT_REQUEST -> {
                var request = requests.find(resting.number()).orElseThrow();
                var judged = judgement.ofRequest(request);
                judgement.keep(request, POINT, judged);
                yield told(resting, resting.number(), of(judged));
            }
            case RECEIVED_REQUEST -> {
                var document = received.findLatest(resting.number()).orElseThrow();
                var judged = judgement.ofReceipt(
                        document, requests.find(resting.number()).orElseThrow());
                judgement.keep(document, POINT, judged);
                yield told(resting, resting.number(), of(judged));
            }
            case PERMIT -> {
                var request = database.sql("select request_number from visit_permit where number = ?")
                        .param(resting.number())
                        .query(String.class)
                        .single();
                yield told(resting, request, ofPermit(resting, instrument));
            }
            case EXERCISE -> throw new IllegalArgumentException(resting.toString());
        };
    }

    private Result ofPermit(Case permit, Instrument instrument) {
        var firstDay = database.sql("select valid_from from visit_permit where number = ?")
                .param(permit.number())
                .query(LocalDate.class)
                .single();
        var today =
                LocalDate.ofInstant(clock.instant(), sides.get(permit.side()).zone());
        return Result.of(instrument.terms().coverage(firstDay, permit.lastDay(), today));
    }

    /** What the rule on the instrument says, and only that one. */
    private static Result of(Judgement judged) {
        var verdict = judged.verdicts().stream()
                .filter(each -> each.rule().id().code().equals(RULE))
                .findFirst()
                .orElseThrow();
        if (verdict instanceof Verdict.Undetermined) {
            return Result.UNDETERMINED;
        }
        if (verdict instanceof Verdict.Breached breached) {
            return breached.isBlocking() ? Result.NOT_COVERED : Result.WARNED;
        }
        return Result.COVERED;
    }

    private Result told(Case resting, String number, Result result) {
        story.tell(number, resting.side(), "system", "judgedAgain", result.name());
        return result;
    }
}
