package org.mushterek.reporting;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mushterek.calendar.OfficeHours;
import org.mushterek.common.Sides;
import org.mushterek.reporting.CaseEvent.Data;
import org.mushterek.reporting.CaseEvent.Step;
import org.mushterek.reporting.CaseFacts.Facts;

/** Tells a history as the journal would have heard it, to both sides, until a moment after which nothing has happened yet. */
final class HistoryEvents {

    private final Map<String, OfficeHours> hours;
    private final Sides sides = new Sides();

    HistoryEvents(Map<String, OfficeHours> hours) {
        this.hours = Map.copyOf(hours);
    }

    /** The events in the order of each side. */
    List<CaseEvent> of(History history, Instant until) {
        var telling = new Telling(history);
        telling.tell();
        return telling.events.stream()
                .filter(event -> !event.at().isAfter(until))
                .sorted(Comparator.comparing(CaseEvent::side).thenComparing(CaseEvent::at))
                .toList();
    }

    private final class Telling {

        private final History history;
        private final List<CaseEvent> events = new ArrayList<>();
        private final Map<String, Instant> opened = new HashMap<>();
        private int tasks;

        Telling(History history) {
            this.history = history;
        }

        void tell() {
            add(history.sending(), history.opened(), "visit.opened", null, facts(null, null, List.of()), null);
            var first = true;
            for (var round : history.rounds()) {
                round(round, first);
                first = false;
            }
            var ended = history.endedAt();
            if (ended != null && "withdrawn".equals(history.ending())) {
                var last = history.rounds().get(history.rounds().size() - 1);
                var atHost = last.sent() != null && last.answered() == null;
                var from = atHost ? lastHandOver(last) : null;
                add(history.sending(), ended, "visit.withdrawn", null, null, held(history.host(), from, ended));
                if (atHost) {
                    add(
                            history.host(),
                            ended,
                            "visit.withdrawnBySender",
                            null,
                            null,
                            held(history.host(), from, ended));
                }
            } else if (ended != null) {
                add(history.sending(), ended, "visit." + history.ending(), null, null, null);
                add(history.host(), ended, "visit." + history.ending(), null, null, null);
            }
        }

        private void round(History.Round round, boolean first) {
            var sender = history.sending();
            step(
                    sender,
                    "visit-request",
                    first ? "userTask_prepareRequest" : "userTask_correctRequest",
                    "PLANNER",
                    round.begun(),
                    round.submitted());
            add(sender, round.submitted(), "visit.submitted", null, facts(null, null, List.of()), null);
            if ("unlawful".equals(round.stopped())) {
                add(sender, round.submitted(), "visit.unlawful", "SUBMISSION", facts(null, null, round.rules()), null);
                return;
            }
            step(sender, "visit-request", "userTask_certifyRoster", "SECURITY", round.submitted(), round.certified());
            if ("notCertified".equals(round.stopped())) {
                add(sender, round.certified(), "visit.notCertified", null, null, null);
                return;
            }
            add(sender, round.certified(), "visit.certified", null, null, null);
            var sent = round.sent();
            if (sent == null) {
                return;
            }
            step(sender, "visit-request", "userTask_endorseRequest", "AUTHORITY", round.certified(), sent);
            add(sender, sent, "visit.endorsed", null, null, null);
            add(sender, sent, "visit.transmitted", "1", facts(null, round.due(), List.of()), null);
            add(history.host(), sent, "visit.received", "1", facts(null, round.due(), List.of()), null);
            add(history.host(), sent, "visit.desksOpened", "border,range,security", null, null);
            atHost(round, sent);
        }

        private void atHost(History.Round round, Instant sent) {
            var host = history.host();
            for (var desk = 0; desk < round.reviewed().size(); desk++) {
                step(
                        host,
                        "host-approval",
                        "userTask_reviewAtDesk",
                        History.Round.desks().get(desk),
                        sent,
                        round.reviewed().get(desk));
            }
            var decides = round.reviewed().stream().max(Instant::compareTo).orElse(sent);
            var from = sent;
            for (var question : round.questions()) {
                step(host, "host-approval", "userTask_decideRequest", "AUTHORITY", decides, question.asked());
                add(host, question.asked(), "visit.questionAsked", "1", null, held(host, from, question.asked()));
                add(
                        history.sending(),
                        question.asked(),
                        "visit.questionReceived",
                        "1",
                        null,
                        held(host, from, question.asked()));
                step(
                        history.sending(),
                        "visit-request",
                        "userTask_answerQuestion",
                        "PLANNER",
                        question.asked(),
                        question.answered());
                var waited = held(history.sending(), question.asked(), question.answered());
                add(history.sending(), question.answered(), "visit.questionAnswered", "1", null, waited);
                add(host, question.answered(), "visit.answerReceived", "1", null, waited);
                from = question.answered();
                decides = question.answered();
            }
            var answered = round.answered();
            if (answered == null) {
                return;
            }
            step(host, "host-approval", "userTask_decideRequest", "AUTHORITY", decides, answered);
            for (var side : List.of(host, history.sending())) {
                add(
                        side,
                        answered,
                        "visit.answered",
                        round.outcome(),
                        facts(round, round.due(), List.of()),
                        held(host, from, answered));
            }
        }

        private Instant lastHandOver(History.Round round) {
            return round.questions().isEmpty()
                    ? Objects.requireNonNull(round.sent())
                    : round.questions().get(round.questions().size() - 1).answered();
        }

        private @Nullable Map<String, Long> held(String side, @Nullable Instant from, Instant to) {
            return from == null ? null : Map.of(side, worked(side, from, to));
        }

        private long worked(String side, Instant from, Instant to) {
            return Objects.requireNonNull(hours.get(side)).worked(from, to).toMinutes();
        }

        private Facts facts(History.@Nullable Round answered, @Nullable Instant due, List<String> rules) {
            return new Facts(
                    history.sending(),
                    history.host(),
                    history.exercise(),
                    history.firstDay(),
                    history.lastDay(),
                    12,
                    due,
                    answered == null ? null : answered.outcome(),
                    answered == null || answered.reason() == null ? List.of() : List.of(answered.reason()),
                    rules,
                    List.of());
        }

        private void step(String side, String process, String step, String role, Instant from, Instant to) {
            var task = history.number() + "/" + ++tasks;
            var due = from.plus(Duration.ofHours(72));
            var open = new Step(task, process, history.version(), step, List.of(role), due, null);
            add(side, from, "task.created", open);
            add(side, to, "task.completed", open.after(worked(side, from, to)));
            opened.put(task, from);
        }

        private void add(String side, Instant at, String type, Step step) {
            events.add(
                    new CaseEvent(side, history.number(), at, type, null, new Data(day(side, at), null, step, null)));
        }

        private void add(
                String side,
                Instant at,
                String type,
                @Nullable String detail,
                @Nullable Facts facts,
                @Nullable Map<String, Long> held) {
            events.add(new CaseEvent(
                    side, history.number(), at, type, detail, new Data(day(side, at), facts, null, held)));
        }

        private LocalDate day(String side, Instant at) {
            return LocalDate.ofInstant(at, sides.get(side).zone());
        }
    }
}
