package org.mushterek.exercise.planning;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mushterek.agreement.rule.Judgement;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.exercise.planning.Planning.Conference;
import org.mushterek.exercise.planning.Planning.ConferenceState;
import org.mushterek.exercise.planning.Planning.State;
import org.mushterek.exercise.planning.Planning.WaiverState;
import org.mushterek.exercise.rule.PlanningFacts;
import org.mushterek.exercise.rule.PlanningFacts.ConferenceFacts;
import org.mushterek.exercise.rule.PlanningFacts.MinutesFacts;
import org.mushterek.exercise.rule.PlanningRuleBook;
import org.mushterek.security.Account;
import org.mushterek.security.Role;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The conference of a stage: the parties are invited in time, its minutes confirmed by all, or all agree to do without it. */
@Service
class Conferences {

    private static final int LONGEST_PLACE = 200;
    private static final int LONGEST_TEXT = 20_000;

    private final Plannings plannings;
    private final PlanningCases cases;
    private final PlanningDays days;
    private final PlanningRuleBook book;

    Conferences(Plannings plannings, PlanningCases cases, PlanningDays days, PlanningRuleBook book) {
        this.plannings = plannings;
        this.cases = cases;
        this.days = days;
        this.book = book;
    }

    /** Invites the parties to a day, with place, agenda and read-ahead (PLN-01 to PLN-03). */
    @Transactional
    void invite(
            Account account,
            String number,
            Stage stage,
            @Nullable LocalDate day,
            @Nullable String place,
            @Nullable String agenda) {
        var planning = led(account, number, stage);
        var findings = new ArrayList<Finding>();
        if (day == null) {
            findings.add(ProductContent.fault("day", "day", 0));
        }
        checkText(findings, "place", place, LONGEST_PLACE);
        checkText(findings, "agenda", agenda, LONGEST_TEXT);
        if (!findings.isEmpty() || day == null) {
            throw Plannings.invalid(findings);
        }
        var judged = judgeInvitation(planning, stage, day);
        if (!judged.passes()) {
            throw new Refusal(Refusal.Kind.CONFLICT, Message.of("planning.breached"), judged.blockingFindings());
        }
        var round = cases.conference(number, stage).map(Conference::round).orElse(0) + 1;
        cases.insert(
                number,
                new Conference(stage, round, ConferenceState.INVITED, day, place, agenda, null, 0, null),
                account.id());
        cases.touch(planning);
        tellWarnings(planning, stage, judged);
        plannings.tell(planning, account, "invited", stage.name(), day, null);
    }

    /** What the rules say of an invitation today to a conference on the day. */
    Judgement judgeInvitation(Planning planning, Stage stage, LocalDate day) {
        var number = planning.number();
        var open = new ArrayList<String>();
        LocalDate last = null;
        for (var earlier : stage.earlier()) {
            var conference = cases.conference(number, earlier).filter(Plannings::isSettled);
            if (conference.isEmpty()) {
                open.add(earlier.name());
            } else if (conference.get().day() != null) {
                last = conference.get().day();
            }
        }
        var facts = new ConferenceFacts(
                day,
                cases.milestone(number, stage.name()).orElse(day),
                days.today(planning.host()),
                planning.firstDay(),
                open,
                last);
        return book.judge(new PlanningFacts(planning.parametersDate(), facts, null, null));
    }

    /** Asks the parties to do without the conference (PLN-01). */
    @Transactional
    void askWaiver(Account account, String number, Stage stage, @Nullable String reason) {
        var planning = led(account, number, stage);
        Plannings.requireReason(reason);
        var subject = Plannings.CONFERENCE + stage;
        var round = cases.waiver(number, subject).map(Planning.Waiver::round).orElse(0) + 1;
        cases.ask(number, subject, round, String.valueOf(reason), account.handFor(Role.PLANNER));
        cases.touch(planning);
        plannings.tell(planning, account, "waiverAsked", stage.name(), null, reason);
    }

    /** The commander of the account's side lets the conference be left out, or does not. */
    @Transactional
    void answerWaiver(Account account, String number, Stage stage, boolean granted, @Nullable String reason) {
        Plannings.require(account, Role.COMMANDER);
        var planning = inStage(account, number, stage);
        Plannings.requireReason(reason);
        var subject = Plannings.CONFERENCE + stage;
        var waiver = cases.waiver(number, subject)
                .filter(asked -> asked.state() == WaiverState.ASKED)
                .orElseThrow(Plannings::changed);
        plannings.requireOtherHand(account, number, waiver);
        plannings.answer(account, planning, subject, waiver.round(), granted, reason, null);
        plannings.tell(planning, account, granted ? "waiverGranted" : "waiverRefused", stage.name(), null, reason);
        if (!granted) {
            cases.settle(number, waiver, WaiverState.REFUSED);
        } else if (plannings.allAgreed(planning, subject, waiver.round())) {
            cases.settle(number, waiver, WaiverState.GRANTED);
            var round = cases.conference(number, stage).map(Conference::round).orElse(0) + 1;
            cases.insert(
                    number,
                    new Conference(stage, round, ConferenceState.WAIVED, null, null, null, null, 0, null),
                    account.id());
            cases.tell(planning, "system", null, "conferenceWaived", stage.name(), null, null, null);
        }
    }

    /** Records the minutes of the conference, or writes them anew after an objection (PLN-04). */
    @Transactional
    void recordMinutes(
            Account account, String number, Stage stage, @Nullable LocalDate heldOn, @Nullable String minutes) {
        var planning = led(account, number, stage);
        var conference = invited(number, stage);
        var findings = new ArrayList<Finding>();
        var today = days.today(planning.host());
        var day = heldOn == null ? conference.day() : heldOn;
        if (day == null || day.isAfter(today)) {
            findings.add(ProductContent.fault("heldOn", "heldInFuture", 0));
        } else if (!cases.conferences(number).stream()
                .filter(other -> stage.earlier().contains(other.stage()) && other.day() != null)
                .filter(Plannings::isSettled)
                .allMatch(other -> day.isAfter(other.day()))) {
            findings.add(ProductContent.fault("heldOn", "heldBeforeEarlier", 0));
        }
        checkText(findings, "minutes", minutes, LONGEST_TEXT);
        if (!findings.isEmpty() || day == null) {
            throw Plannings.invalid(findings);
        }
        cases.record(number, conference, day, String.valueOf(minutes), today, account.handFor(Role.PLANNER));
        cases.touch(planning);
        var facts = new PlanningFacts(planning.parametersDate(), null, new MinutesFacts(day, today), null);
        tellWarnings(planning, stage, book.judge(facts));
        plannings.tell(planning, account, "minutesRecorded", stage.name(), day, null);
    }

    /** The conference was not held: the parties are invited anew. */
    @Transactional
    void notHeld(Account account, String number, Stage stage, @Nullable String reason) {
        var planning = led(account, number, stage);
        Plannings.requireReason(reason);
        var conference = invited(number, stage);
        if (conference.state() != ConferenceState.INVITED) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "planning.minutesRecorded");
        }
        cases.become(number, conference, ConferenceState.DROPPED);
        cases.touch(planning);
        plannings.tell(planning, account, "notHeld", stage.name(), conference.day(), reason);
    }

    /** The authority of the account's side confirms the minutes as they stand, or objects. */
    @Transactional
    void confirmMinutes(Account account, String number, Stage stage, boolean agreed, @Nullable String reason) {
        Plannings.require(account, Role.AUTHORITY);
        var planning = inStage(account, number, stage);
        var conference = cases.conference(number, stage)
                .filter(held -> held.state() == ConferenceState.HELD)
                .orElseThrow(Plannings::changed);
        if (cases.recorder(number, stage)
                .filter(account.handFor(Role.AUTHORITY)::isOneWith)
                .isPresent()) {
            throw Refusal.ofSameHand(
                    Refusal.Kind.FORBIDDEN,
                    "planning.fourEyes",
                    number,
                    account.handFor(Role.AUTHORITY).principal());
        }
        if (!agreed) {
            Plannings.requireReason(reason);
        }
        var subject = Plannings.MINUTES + stage + ":" + conference.round();
        plannings.answer(account, planning, subject, conference.minutesVersion(), agreed, agreed ? null : reason, null);
        plannings.tell(
                planning,
                account,
                agreed ? "minutesConfirmed" : "minutesRefused",
                stage.name(),
                null,
                agreed ? null : reason);
        if (plannings.allAgreed(planning, subject, conference.minutesVersion())) {
            cases.become(number, conference, ConferenceState.CONFIRMED);
        }
    }

    /** The conference whose minutes are asked for. */
    private Conference invited(String number, Stage stage) {
        return cases.conference(number, stage)
                .filter(conference ->
                        conference.state() == ConferenceState.INVITED || conference.state() == ConferenceState.HELD)
                .orElseThrow(Plannings::changed);
    }

    private Planning led(Account account, String number, Stage stage) {
        Plannings.mayLead(account);
        var planning = inStage(account, number, stage);
        Plannings.ofHost(account, planning);
        return planning;
    }

    private Planning inStage(Account account, String number, Stage stage) {
        var planning = plannings.inState(account, number, State.STAGES);
        if (planning.stage() != stage) {
            throw Plannings.changed();
        }
        return planning;
    }

    private void tellWarnings(Planning planning, Stage stage, Judgement judged) {
        judged.warnings()
                .forEach(verdict -> cases.tell(
                        planning,
                        "system",
                        null,
                        "warned",
                        stage.name(),
                        null,
                        verdict.rule().id().code(),
                        null));
    }

    private static void checkText(List<Finding> findings, String place, @Nullable String text, int longest) {
        if (text == null || text.isBlank() || text.length() > longest) {
            findings.add(ProductContent.fault(place, "text", longest));
        }
    }
}
