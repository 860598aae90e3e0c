package org.mushterek.reporting;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.mushterek.audit.AuditEntry;
import org.mushterek.audit.AuditListener;
import org.mushterek.common.AtCommit;
import org.mushterek.common.Side;
import org.mushterek.common.Sides;
import org.mushterek.notification.EventTypes;
import org.mushterek.notification.Release;
import org.mushterek.reporting.CaseEvent.Data;
import org.mushterek.reporting.CaseEvent.Step;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Hears what happens to cases and keeps it with what reports show of it, in the transaction in which it happens: what is
 * undone was never reported, what is committed is reported for certain.
 */
@Component
public class CaseJournal implements AuditListener {

    /** What the outside does not hear of and a report still needs: own to the side that did it. */
    private static final Set<String> ALSO_KEPT = CaseFold.union(
            CaseFold.TOLD_TO_OWN_SIDE,
            Set.of(
                    "planning.opened",
                    "planning.discarded",
                    "agreement.opened",
                    "agreement.discarded",
                    "exercise.schedulingOpened",
                    "exercise.planPublished",
                    "exercise.planUnlawful",
                    "exercise.schedulingDiscarded",
                    "exercise.bookingsConfirmed",
                    "exercise.bookingsRefused",
                    "exercise.planAccepted",
                    "exercise.planDeclined",
                    "exercise.planInForce",
                    "exercise.schedulingEnded",
                    "exercise.drillRiskRisen",
                    "exercise.drillRiskWithin",
                    "exercise.drillRiskAgreed",
                    "exercise.drillRiskRefused",
                    "exercise.drillRiskSettled",
                    "exercise.drillContinuationAgreed",
                    "exercise.drillContinuationRefused",
                    "afteraction.mergingProposed",
                    "afteraction.mergingAgreed",
                    "afteraction.mergingReturned",
                    "afteraction.mergingCorrected",
                    "afteraction.mergingWithdrawn",
                    "afteraction.mergingRecorded",
                    "afteraction.actionOffered",
                    "afteraction.actionTakenOver",
                    "afteraction.actionHandedOver",
                    "afteraction.offerRefused",
                    "afteraction.offerWithdrawn",
                    "incident.opened",
                    "incident.discarded",
                    "calendar.decreeOpened",
                    // A submission that the form refused never was one; the rules that refused it count all the same.
                    "visit.submissionRefused"));

    private static final Set<String> OF_DRILLS = Set.of("exercise.drillFinished", "exercise.drillCancelled");

    /** Kinds of cases that one side tells of and both are parties to. */
    private static final Set<String> OF_BOTH = Set.of("MRG", "OFR");

    /** From when on a side does not find a case by its people any more. */
    static final String ERASED = "retention.erased";

    /** From when on a case is found by its people: when its roll is handed over. */
    static final String WITH_KEYS = "visit.received";

    private final ReportTables tables;
    private final ObjectProvider<CaseFacts> facts;
    private final ObjectProvider<CaseKeys> keys;
    private final WorkedTime worked;
    private final Sides sides;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private final AtCommit<Heard> unwritten;

    CaseJournal(
            ReportTables tables,
            ObjectProvider<CaseFacts> facts,
            ObjectProvider<CaseKeys> keys,
            WorkedTime worked,
            Sides sides,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.tables = tables;
        this.facts = facts;
        this.keys = keys;
        this.worked = worked;
        this.sides = sides;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
        this.unwritten = new AtCommit<>(AtCommit.LAST, this::keep);
    }

    /** All types of events that are heard of cases, apart from their tasks. */
    public static SortedSet<String> types() {
        var types = new TreeSet<String>(ALSO_KEPT);
        types.addAll(OF_DRILLS);
        types.add(CaseFold.FILLED_IN);
        EventTypes.all().keySet().stream()
                .filter(type -> !type.startsWith("task."))
                .forEach(types::add);
        return types;
    }

    private record Heard(
            String side,
            String number,
            Instant at,
            String type,
            @Nullable String detail,
            @Nullable Step step) {

        ReportTables.CaseKey key() {
            return new ReportTables.CaseKey(side, number);
        }
    }

    @Override
    public void recorded(AuditEntry entry) {
        var action = entry.action();
        var number = entry.caseNumber() == null ? caseOf(entry) : entry.caseNumber();
        if (number == null) {
            return;
        }
        hearersOf(entry, number, sides)
                .forEach(side -> hear(new Heard(side, number, kept(entry.happenedAt()), action, entry.detail(), null)));
    }

    /** The sides that may know what the audit tells of a case; none where reports do not keep it. */
    static List<String> hearersOf(AuditEntry entry, String number, Sides sides) {
        var action = entry.action();
        if (action.startsWith("task.") || !CaseNumber.isWhole(number)) {
            return List.of();
        }
        var release = EventTypes.all().get(action);
        var isOfDrill = OF_DRILLS.contains(action);
        if (release == null && !isOfDrill && !ALSO_KEPT.contains(action)) {
            return List.of();
        }
        var side = entry.side();
        // Both sides know how a drill on their common plan went.
        return isOfDrill || release == Release.BOTH || side == null || OF_BOTH.contains(CaseNumber.kindOf(number))
                ? sides.all().stream().map(Side::code).toList()
                : List.of(side);
    }

    private @Nullable String caseOf(AuditEntry entry) {
        return OF_DRILLS.contains(entry.action())
                ? facts.stream()
                        .flatMap(source -> source.caseOf(entry.action(), entry.detail()).stream())
                        .findFirst()
                        .orElse(null)
                : null;
    }

    /**
     * Hears what happens to a task.
     *
     * @param what {@code created}, {@code completed}, {@code cancelled} or {@code dueMoved}
     * @param side code of the side whose task it is
     */
    public void step(String what, String side, String number, Step step) {
        if (CaseNumber.isWhole(number)) {
            hear(new Heard(side, number, kept(clock.instant()), "task." + what, null, step));
        }
    }

    /** As fine as the databases keep it, so that what is made of it now is what is made of it again. */
    static Instant kept(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }

    private void hear(Heard heard) {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            unwritten.add(heard);
        } else {
            transaction.executeWithoutResult(any -> unwritten.add(heard));
        }
    }

    private void keep(List<Heard> heard) {
        var cases = new TreeSet<ReportTables.CaseKey>();
        heard.stream().filter(each -> !CaseFold.isOnlyTold(each.type())).forEach(each -> cases.add(each.key()));
        var events = new TreeMap<Integer, CaseEvent>();
        var known = new HashMap<List<String>, Optional<CaseFacts.Facts>>();
        var open = tables.open(cases);
        make(heard, open, events, known);
        var saved = tables.saveCases(open.values());
        var news = new ArrayList<>(saved.news());
        if (!saved.outdated().isEmpty()) {
            var anew = tables.lock(saved.outdated());
            make(heard, anew, events, known);
            news.addAll(tables.saveCases(anew.values()).news());
        }
        for (var each : heard) {
            if (each.type().equals(WITH_KEYS)) {
                tables.saveKeys(each.number(), keys.getObject().of(each.number()));
            }
            if (each.type().equals(ERASED)) {
                tables.forgetKeys(each.side(), each.number());
            }
        }
        tables.insert(List.copyOf(events.values()));
        tables.saveNews(news);
    }

    /**
     * Adds what was heard to these cases, of which nothing was added yet.
     *
     * @param events what was made of each piece that was heard, by its place; made anew for these cases
     */
    private void make(
            List<Heard> heard,
            Map<ReportTables.CaseKey, ReportTables.Change> cases,
            Map<Integer, CaseEvent> events,
            Map<List<String>, Optional<CaseFacts.Facts>> known) {
        for (var at = 0; at < heard.size(); at++) {
            var each = heard.get(at);
            var change = cases.get(each.key());
            if (change != null || !events.containsKey(at)) {
                // What is only told does not make a case.
                var fold = change == null ? new CaseFold() : change.now();
                var event = event(each, fold, known);
                fold.add(event);
                events.put(at, event);
            }
        }
    }

    private CaseEvent event(Heard heard, CaseFold before, Map<List<String>, Optional<CaseFacts.Facts>> known) {
        var side = sides.get(heard.side());
        return new CaseEvent(
                heard.side(),
                heard.number(),
                heard.at(),
                heard.type(),
                heard.detail(),
                new Data(
                        LocalDate.ofInstant(heard.at(), side.zone()),
                        facts(heard, before, known),
                        step(heard, before, side),
                        held(heard, before)));
    }

    /** Both sides of a case hear the same at once: it is asked for once. */
    private CaseFacts.@Nullable Facts facts(
            Heard heard, CaseFold before, Map<List<String>, Optional<CaseFacts.Facts>> known) {
        var isKnown = CaseFold.isOnlyTold(heard.type())
                || (!before.isNew()
                        && (heard.type().startsWith("task.")
                                || (!heard.type().startsWith("visit.")
                                        && !heard.type().startsWith("exercise.")
                                        && before.exercise != null)));
        if (isKnown) {
            return null;
        }
        var owner = heard.type().equals("visit.unlawful") ? heard.side() : "";
        return known.computeIfAbsent(List.of(heard.type(), heard.number(), owner), any -> source(heard.number())
                        .flatMap(source -> source.after(heard.type(), heard.number(), heard.side())))
                .orElse(null);
    }

    private Optional<CaseFacts> source(String number) {
        return facts.stream().filter(source -> source.knows(number)).findFirst();
    }

    private @Nullable Step step(Heard heard, CaseFold before, Side side) {
        var step = heard.step();
        if (step == null || !heard.type().equals("task.completed")) {
            return step;
        }
        var open = before.steps.get(step.task());
        return open == null ? step : step.after(worked.minutes(side, open.since(), heard.at()));
    }

    private @Nullable Map<String, Long> held(Heard heard, CaseFold before) {
        var holder = before.holder;
        var since = before.heldSince;
        return holder == null || since == null || !before.handsOver(heard.type())
                ? null
                : Map.of(holder, worked.minutes(sides.get(holder), since, heard.at()));
    }
}
