package org.mushterek.afteraction;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mushterek.afteraction.ActionOffer.State;
import org.mushterek.afteraction.CorrectiveAction.Order;
import org.mushterek.calendar.OfficeDeadlines;
import org.mushterek.calendar.OfficeSteps;
import org.mushterek.common.CaseNumbers;
import org.mushterek.common.Message;
import org.mushterek.common.Parties;
import org.mushterek.common.Refusal;
import org.mushterek.common.Side;
import org.mushterek.common.Sides;
import org.mushterek.exercise.Exercises;
import org.mushterek.security.Account;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Actions that the other side should do: a lessons officer of the owner offers an open action that rests on a released observation, one
 * of the side that is asked takes it over, naming who does it until when, or refuses with the reason. Until then the action stays where
 * it is; no side can be given work without its consent.
 */
@Service
public class ActionOffers implements OfficeSteps {

    private final OfferRows rows;
    private final CorrectiveActions actions;
    private final ObservationRows observations;
    private final AfterActionProcesses processes;
    private final Exercises exercises;
    private final OfficeDeadlines deadlines;
    private final AfterActionDeadlines times;
    private final CaseNumbers numbers;
    private final Sides sides;

    ActionOffers(
            OfferRows rows,
            CorrectiveActions actions,
            ObservationRows observations,
            AfterActionProcesses processes,
            Exercises exercises,
            OfficeDeadlines deadlines,
            AfterActionDeadlines times,
            CaseNumbers numbers,
            Sides sides) {
        this.rows = rows;
        this.actions = actions;
        this.observations = observations;
        this.processes = processes;
        this.exercises = exercises;
        this.deadlines = deadlines;
        this.times = times;
        this.numbers = numbers;
        this.sides = sides;
    }

    /**
     * Offers an open action of the account's side to another party of its exercise.
     *
     * @param to code of the side that is asked
     * @throws Refusal NOT_FOUND for another side's action, FORBIDDEN but to lessons officers, CONFLICT where it is closed, offered
     *     already, or rests on what is not released, INVALID where the side is no other party
     */
    @Transactional
    public ActionOffer offer(Account account, String action, @Nullable String to) {
        var found = actions.own(account, action);
        CorrectiveActions.demandLessons(account);
        if (!found.state().isOpen()) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "afteraction.actionMoved");
        }
        rows.openOf(action).ifPresent(open -> {
            throw Refusal.of(
                    Refusal.Kind.CONFLICT,
                    Message.of("afteraction.offeredAlready").with("number", open.number()));
        });
        var parties = parties(found.exercise());
        var asked = parties.sides().stream()
                .filter(side -> side.code().equals(to) && !account.isOf(side.code()))
                .findFirst()
                .orElseThrow(() -> Observations.invalid("to", "afteraction.offerTo"));
        if (!actions.isShared(found)) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "afteraction.offerNotReleased");
        }
        var number = numbers.next("OFR", account.side());
        rows.insert(number, found, asked.code(), account.id());
        observations.tell(number, account.id(), found.owner(), "actionOffered", null, null);
        observations.tell(action, account.id(), found.owner(), "actionOffered", null, null);
        processes.openOffer(number, parties, asked);
        return read(account, number);
    }

    /**
     * A lessons officer of the side that was asked takes the action over: it is that side's own from now on.
     *
     * @param by who does it there until when; title and task are as they were offered
     */
    @Transactional
    void takeOver(Account account, String number, @Nullable Order by) {
        var offer = open(account, number, ActionOffer::to);
        var written = by == null ? new Order(null, null, null, null, null, null, null) : by;
        var taken = actions.takeOver(
                account,
                offer,
                new Order(
                        offer.title(),
                        offer.task(),
                        written.organisation(),
                        written.body(),
                        written.person(),
                        written.dueOn(),
                        written.resources()));
        rows.become(offer, State.TAKEN_OVER, null, taken);
        observations.tell(number, account.id(), offer.to(), "actionTakenOver", null, null);
        actions.handOver(offer);
    }

    /** A lessons officer of the side that was asked refuses, with the reason that both sides read; the action stays where it is. */
    @Transactional
    void refuse(Account account, String number, @Nullable String reason) {
        var offer = open(account, number, ActionOffer::to);
        rows.become(offer, State.REFUSED, Observations.reason(reason), null);
        observations.tell(number, account.id(), offer.to(), "offerRefused", null, null);
        observations.tell(offer.action(), "system", offer.from(), "offerRefused", null, null);
    }

    /** An offer that waits for its answer, to a lessons officer of the side that acts on it. */
    private ActionOffer open(Account account, String number, Function<ActionOffer, String> acting) {
        var offer = of(account, number);
        CorrectiveActions.demandLessons(account);
        if (!account.isOf(acting.apply(offer))) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "afteraction.wrongRole");
        }
        if (offer.state() != State.OFFERED) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "afteraction.caseMoved");
        }
        return offer;
    }

    /**
     * The offering side takes an offer back that is not answered.
     *
     * @throws Refusal NOT_FOUND, FORBIDDEN to others, CONFLICT once it is answered
     */
    @Transactional
    public ActionOffer withdraw(Account account, String number) {
        var offer = open(account, number, ActionOffer::from);
        actions.withdrawOffer(offer, account.id());
        return read(account, number);
    }

    /** A process that ends as withdrawn belongs to an offer that is. */
    public void requireWithdrawn(String number) {
        if (get(number).state() != State.WITHDRAWN) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "afteraction.caseMoved");
        }
    }

    /** The offers that the account's side made or was asked by, latest first. */
    @Transactional(readOnly = true)
    public List<ActionOffer> list(Account account) {
        Observations.mayRead(account);
        return rows.ofSide(account.side().code()).stream()
                .map(offer -> asReadBy(account, offer))
                .toList();
    }

    /** @throws Refusal NOT_FOUND where there is none for this account */
    @Transactional(readOnly = true)
    public ActionOffer read(Account account, String number) {
        Observations.mayRead(account);
        return asReadBy(account, of(account, number));
    }

    private ActionOffer of(Account account, String number) {
        return rows.find(number)
                .filter(offer -> account.isOf(offer.from()) || account.isOf(offer.to()))
                .orElseThrow(ActionOffers::unknown);
    }

    private static ActionOffer asReadBy(Account account, ActionOffer offer) {
        return account.isOf(offer.from())
                ? offer
                : new ActionOffer(
                        offer.number(),
                        offer.action(),
                        offer.from(),
                        offer.to(),
                        offer.exercise(),
                        offer.observation(),
                        offer.state(),
                        offer.title(),
                        offer.task(),
                        offer.organisation(),
                        offer.dueOn(),
                        offer.reason(),
                        offer.takenAs(),
                        offer.from(),
                        offer.offeredAt(),
                        offer.version());
    }

    /** What happened to it; who did it at the other side stays with that side. */
    @Transactional(readOnly = true)
    public List<Observations.Event> story(Account account, String number) {
        read(account, number);
        return observations.story(number).stream()
                .filter(event -> event.maySee(account))
                .map(event -> event.asReadBy(account))
                .toList();
    }

    /** The sides of the exercise that an offer is about. */
    Parties partiesOf(String number) {
        return parties(get(number).exercise());
    }

    private Parties parties(String exercise) {
        return sides.joint(exercises.find(exercise).orElseThrow().parties())
                .orElseThrow(() -> Refusal.of(Refusal.Kind.CONFLICT, "afteraction.noCommonCases"));
    }

    /** When the answer that is asked for now is due, on the calendar of the side that gives it. */
    public Instant answerDue(Side side) {
        return deadlines.due(side, times.decisionDays());
    }

    @Override
    public String process() {
        return ActionOfferProcess.ID;
    }

    @Override
    public Map<String, Integer> workingDays() {
        return Map.of(ActionOfferProcess.ANSWER_OFFER, times.decisionDays());
    }

    @Override
    public void moved(String caseNumber, Side side, LocalDate day, String told) {
        observations.tell(caseNumber, "system", side.code(), "dueDateMoved", day, told);
    }

    private ActionOffer get(String number) {
        return rows.find(number).orElseThrow(ActionOffers::unknown);
    }

    private static Refusal unknown() {
        return Refusal.of(Refusal.Kind.NOT_FOUND, "afteraction.offerUnknown");
    }
}
