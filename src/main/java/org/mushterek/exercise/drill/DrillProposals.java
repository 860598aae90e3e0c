package org.mushterek.exercise.drill;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Language;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.common.Texts;
import org.mushterek.exercise.ScheduleRun;
import org.mushterek.exercise.Searches;
import org.mushterek.exercise.schedule.Answer;
import org.mushterek.exercise.schedule.PlanEngine;
import org.mushterek.exercise.schedule.PlanRule;
import org.mushterek.exercise.schedule.RuleWords;
import org.mushterek.exercise.schedule.SearchLimits;
import org.mushterek.exercise.schedule.TimeGrid;
import org.mushterek.security.Account;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What the scheduler proposes for a programme. A search runs outside transactions; its answer is kept with the schedule, so
 * that the officer finds it after lunch.
 */
@Service
public class DrillProposals {

    /** Work first, so that the same question gets the same answer; the clock ends only what has lost its way. */
    private static final SearchLimits LIMITS = new SearchLimits(30, 120, 0);

    private final DrillRecords records;
    private final DrillQuestions questions;
    private final DrillScheduling schedules;
    private final Searches searches;
    private final Texts texts;
    private final Clock clock;
    private final TransactionTemplate transactions;
    private final Map<Long, ScheduleRun> running = new ConcurrentHashMap<>();

    DrillProposals(
            DrillRecords records,
            DrillQuestions questions,
            DrillScheduling schedules,
            Searches searches,
            Texts texts,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.records = records;
        this.questions = questions;
        this.schedules = schedules;
        this.searches = searches;
        this.texts = texts;
        this.clock = clock;
        this.transactions = new TransactionTemplate(transactions);
    }

    /** What an earlier run of the program began to search is lost; its officer asks again. */
    @EventListener(ApplicationReadyEvent.class)
    void loseSearches() {
        transactions.executeWithoutResult(transaction -> records.loseSearches());
    }

    /**
     * Asks for a proposal for the programme as it is written.
     *
     * @throws Refusal FORBIDDEN for others than the host's planners, INVALID with what keeps the programme from being a
     *     question, CONFLICT while a search of this schedule runs
     */
    @Transactional
    public DrillProposal ask(Account account, String number) {
        var schedule = schedules.requirePlanning(account, number);
        var problem = questions.ask(schedule, schedule.programme());
        var past = questions.past(schedule, schedule.programme(), problem);
        if (records.isSearched(number)) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "drill.searchRuns");
        }
        var id = records.ask(number, account.id());
        var run = new ScheduleRun(
                UUID.randomUUID().toString(), schedule.side(), account.id(), clock.instant(), problem, LIMITS);
        running.put(id, run);
        searches.begin(run, () -> running.remove(id), () -> over(number, id, run, schedule.programme(), past));
        return get(number, id);
    }

    private void over(
            String number, long id, ScheduleRun run, DrillProgramme programme, List<DrillPlan.Placement> past) {
        var status = run.status();
        var answer = status.answer();
        var outcome = answer == null ? new DrillPlan.Outcome(null, null) : outcome(run, programme, past, answer);
        var state = answer == null
                ? DrillProposal.State.FAILED
                : outcome.plan() != null
                        ? DrillProposal.State.PLANNED
                        : outcome.clash() != null ? DrillProposal.State.IMPOSSIBLE : DrillProposal.State.NOTHING_FOUND;
        transactions.executeWithoutResult(transaction -> records.answered(number, id, state, status.engine(), outcome));
        running.remove(id);
    }

    private DrillPlan.Outcome outcome(
            ScheduleRun run, DrillProgramme programme, List<DrillPlan.Placement> past, Answer answer) {
        if (answer instanceof Answer.Planned planned) {
            return new DrillPlan.Outcome(plan(run, programme, past, planned.plan(), true), null);
        }
        if (answer instanceof Answer.Impossible impossible) {
            return new DrillPlan.Outcome(null, clash(run, impossible.clash()));
        }
        var early = (Answer.OutOfTime) answer;
        var best = early.best();
        return new DrillPlan.Outcome(
                best == null ? null : plan(run, programme, past, best, early.cut() == PlanEngine.Cut.EFFORT), null);
    }

    private static DrillPlan plan(
            ScheduleRun run,
            DrillProgramme programme,
            List<DrillPlan.Placement> past,
            Answer.Plan plan,
            boolean reproducible) {
        var grid = (TimeGrid.Days) run.problem().grid();
        return new DrillPlan(
                DrillQuestion.placements(run.problem(), programme, plan.starts(), past),
                new DrillPlan.Proof(
                        plan.isBest() ? DrillPlan.Standing.OPTIMAL : DrillPlan.Standing.BEST_SO_FAR,
                        Objects.requireNonNull(run.status().engine()),
                        (int) Math.ceil(plan.gap() * 100),
                        grid.tell(Math.toIntExact(plan.end())),
                        plan.moved(),
                        plan.movedBound(),
                        reproducible));
    }

    private DrillPlan.Clash clash(ScheduleRun run, Answer.Clash clash) {
        var words = new RuleWords(run.problem());
        return new DrillPlan.Clash(
                clash.rules().stream().map(rule -> inAll(words.of(rule))).toList(),
                clash.verified(),
                clash.cures().stream()
                        .map(cure -> inAll(cure(words, cure.dropped(), cure.loosened())))
                        .toList());
    }

    private static Message cure(RuleWords words, PlanRule dropped, @Nullable PlanRule loosened) {
        return loosened == null
                ? Message.of("schedule.cure.drop").with("rule", words.of(dropped))
                : Message.of("schedule.cure.loosen")
                        .with("rule", words.of(dropped))
                        .with("loosened", words.of(loosened));
    }

    private Map<String, String> inAll(Message message) {
        return Arrays.stream(Language.values())
                .collect(Collectors.toMap(Language::code, language -> texts.say(message, language)));
    }

    /** The proposals for a schedule, latest first; only the host's own officers see them. */
    @Transactional(readOnly = true)
    public List<DrillProposal> list(Account account, String number) {
        schedules.requireOfHost(account, number);
        return records.proposals(number).stream().map(this::now).toList();
    }

    /** One proposal, and how far its search is. */
    @Transactional(readOnly = true)
    public DrillProposal read(Account account, String number, long id) {
        schedules.requireOfHost(account, number);
        return get(number, id);
    }

    private DrillProposal get(String number, long id) {
        return records.proposal(number, id)
                .map(this::now)
                .orElseThrow(() -> Refusal.of(Refusal.Kind.NOT_FOUND, "drill.noProposal"));
    }

    private DrillProposal now(DrillProposal proposal) {
        var run = running.get(proposal.id());
        return run == null || proposal.state() != DrillProposal.State.SEARCHING
                ? proposal
                : new DrillProposal(
                        proposal.id(),
                        proposal.state(),
                        run.status().engine(),
                        null,
                        null,
                        proposal.askedAt(),
                        run.status().progress());
    }

    /** Ends a search with what it has found; one that is over stays as it is. */
    @Transactional
    public void stop(Account account, String number, long id) {
        schedules.requirePlanning(account, number);
        get(number, id);
        var run = running.get(id);
        if (run != null) {
            run.stop();
        }
    }
}
