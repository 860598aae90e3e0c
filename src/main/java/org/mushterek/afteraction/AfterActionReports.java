package org.mushterek.afteraction;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mushterek.afteraction.CorrectiveActions.Settling;
import org.mushterek.afteraction.Observation.Content;
import org.mushterek.afteraction.Report.Item;
import org.mushterek.afteraction.Report.Ordered;
import org.mushterek.afteraction.ReportCase.Stage;
import org.mushterek.afteraction.ReportCase.State;
import org.mushterek.common.CaseNumbers;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;
import org.mushterek.common.Parties;
import org.mushterek.common.Refusal;
import org.mushterek.common.Side;
import org.mushterek.common.Sides;
import org.mushterek.exercise.Exercise;
import org.mushterek.exercise.Exercises;
import org.mushterek.exercise.conduct.AfterEndex;
import org.mushterek.exercise.conduct.Conduct;
import org.mushterek.exercise.conduct.ExerciseConduct;
import org.mushterek.exercise.drill.DrillConduct;
import org.mushterek.security.Account;
import org.mushterek.security.Role;
import org.mushterek.visit.VisitFigures;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The reports on an exercise: hot wash, first report, meeting, final report. The host's lessons officers write them; every party
 * signs them. A report is drafted from what is on record and fixed when it is submitted for signature.
 */
@Service
public class AfterActionReports implements AfterEndex {

    private static final LocalTime CLOSING = LocalTime.of(17, 0);
    private static final Set<State> BEFORE_SIGNATURES = EnumSet.of(State.COLLECTION, State.FIRST_REPORT);
    private static final int MOST_OBSERVATIONS = 50;

    private final ReportCases cases;
    private final ObservationRows rows;
    private final Observations observations;
    private final Mergings mergings;
    private final CorrectiveActions actions;
    private final Exercises exercises;
    private final ExerciseConduct conduct;
    private final VisitFigures visits;
    private final DrillConduct drills;
    private final AfterActionProcesses processes;
    private final AfterActionDeadlines deadlines;
    private final CaseNumbers numbers;
    private final Sides sides;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    AfterActionReports(
            ReportCases cases,
            ObservationRows rows,
            Observations observations,
            Mergings mergings,
            CorrectiveActions actions,
            Exercises exercises,
            ExerciseConduct conduct,
            VisitFigures visits,
            DrillConduct drills,
            AfterActionProcesses processes,
            AfterActionDeadlines deadlines,
            CaseNumbers numbers,
            Sides sides,
            ApplicationEventPublisher events,
            Clock clock) {
        this.cases = cases;
        this.rows = rows;
        this.observations = observations;
        this.mergings = mergings;
        this.actions = actions;
        this.exercises = exercises;
        this.conduct = conduct;
        this.visits = visits;
        this.drills = drills;
        this.processes = processes;
        this.deadlines = deadlines;
        this.numbers = numbers;
        this.sides = sides;
        this.events = events;
        this.clock = clock;
    }

    /** What happened in a case, as its parties read it; who did it at another side stays with that side. */
    public record Event(
            Instant happenedAt,
            String account,
            @Nullable String onBehalfOf,
            @Nullable String side,
            String event,
            @Nullable LocalDate day,
            @Nullable String reason) {}

    // --- ENDEX. ---

    @Override
    @Transactional
    public void ended(Account account, Exercise exercise, LocalDate endex) {
        var host = sides.get(exercise.hostState());
        var number = numbers.next("AAR", host);
        cases.insert(number, exercise.code(), host.code(), endex);
        tell(number, account, "opened", endex, null);
        processes.openReport(number, parties(exercise), host);
    }

    @Override
    @Transactional
    public void takenBack(Account account, Exercise exercise) {
        var found = cases.ofExercise(exercise.code()).orElse(null);
        if (found == null) {
            return;
        }
        if (!BEFORE_SIGNATURES.contains(found.state())) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "afteraction.tooFar");
        }
        cases.become(found, State.STOPPED);
        tell(found.number(), account, "stopped", null, null);
        processes.stopReport(found.number(), parties(exercise));
    }

    /** A process that ends because ENDEX was taken back belongs to a case that was stopped. */
    public void requireStopped(String number) {
        require(get(number), State.STOPPED);
    }

    private Parties parties(Exercise exercise) {
        return sides.joint(exercise.parties())
                .orElseThrow(() -> Refusal.of(Refusal.Kind.CONFLICT, "afteraction.noCommonCases"));
    }

    /** The sides whose case it is. */
    public Parties parties(String number) {
        return parties(exercise(get(number)));
    }

    private Exercise exercise(ReportCase about) {
        return exercises.find(about.exercise()).orElseThrow();
    }

    // --- Hot wash and observations. ---

    /** A lessons officer of a party says what its people said on the day of ENDEX; every party reads it. */
    @Transactional
    void recordHotWash(Account account, String number, HotWash written) {
        var found = forParty(account, number, Role.LESSONS);
        require(found, State.COLLECTION);
        var hotWash = written.kept();
        refuse(hotWash.faults(conduct.of(found.exercise()).objectives().stream()
                .map(Conduct.Objective::code)
                .collect(Collectors.toSet())));
        cases.keep(number, account.side().code(), hotWash, account.id());
        tell(number, account, "hotWash", null, null);
    }

    /** An officer of a party hands in its observations; more may follow by other ways. */
    @Transactional
    void recordObservations(Account account, String number, List<Content> written) {
        var found = forParty(account, number, Role.PLANNER, Role.COMMANDER);
        require(found, State.COLLECTION);
        if (written.size() > MOST_OBSERVATIONS) {
            throw Observations.invalid("observations", "afteraction.tooManyAtOnce");
        }
        var begun = observations.mayWrite(account, found.exercise());
        var kept = written.stream().map(ObservationCheck::kept).toList();
        var findings = new ArrayList<Finding>();
        for (int at = 0; at < kept.size(); at++) {
            for (var finding : observations.check(account, begun, kept.get(at))) {
                findings.add(new Finding(
                        finding.code(),
                        "observations/" + (at + 1) + "/" + finding.place(),
                        finding.wrong(),
                        finding.cure(),
                        finding.source()));
            }
        }
        if (!findings.isEmpty()) {
            throw new Refusal(Refusal.Kind.INVALID, Message.of("afteraction.observationInvalid"), findings);
        }
        kept.forEach(content -> observations.store(account, found.exercise(), content));
        tell(number, account, "observationsRecorded", null, null);
    }

    // --- Reports. ---

    /** The report of the stage is to be written from what is on record. */
    @Transactional
    public void draft(String number, Stage stage) {
        var found = get(number);
        cases.become(found, stage == Stage.FIRST ? State.FIRST_REPORT : State.FINAL_REPORT);
        rows.tell(number, "system", null, stage == Stage.FIRST ? "firstDrafted" : "finalDrafted", null, null);
    }

    /**
     * A lessons officer of the host submits the report for signature; it is fixed as it stands now. The final report waits until
     * every recommendation in it is settled by its owner.
     */
    @Transactional
    void submit(Account account, String number, Stage stage, @Nullable String written) {
        var found = forHost(account, number);
        require(found, stage == Stage.FIRST ? State.FIRST_REPORT : State.FINAL_REPORT);
        var summary = ObservationCheck.kept(written);
        if (summary == null || summary.length() > ObservationCheck.LONGEST_TEXT) {
            throw Observations.invalid("summary", "afteraction.summary");
        }
        var lessons = lessons(found);
        if (stage == Stage.FINAL) {
            refuseUnsettled(lessons.joint());
        }
        var report = compose(found, lessons, stage, cases.nextRevision(number, stage), summary);
        cases.submit(report, account.handFor(Role.LESSONS));
        cases.become(found, stage == Stage.FIRST ? State.FIRST_SIGNATURES : State.FINAL_SIGNATURES);
        tell(number, account, stage == Stage.FIRST ? "firstSubmitted" : "finalSubmitted", null, null);
    }

    /** A party signs the report that was submitted: its commander the first one, its authority the final one. */
    @Transactional
    void sign(Account account, String number, Stage stage) {
        var submitted = toSign(account, number, stage);
        cases.sign(submitted, account.side().code(), true, null, account.id());
        tell(number, account, stage == Stage.FIRST ? "firstSigned" : "finalSigned", null, null);
    }

    /** A party gives the report back to the host's lessons officers, with the reason that every party reads. */
    @Transactional
    void giveBack(Account account, String number, Stage stage, @Nullable String reason) {
        var submitted = toSign(account, number, stage);
        var why = Observations.reason(reason);
        cases.sign(submitted, account.side().code(), false, why, account.id());
        cases.become(get(number), stage == Stage.FIRST ? State.FIRST_REPORT : State.FINAL_REPORT);
        tell(number, account, stage == Stage.FIRST ? "firstReturned" : "finalReturned", null, why);
    }

    private Report toSign(Account account, String number, Stage stage) {
        var signatory = stage == Stage.FIRST ? Role.COMMANDER : Role.AUTHORITY;
        var found = forParty(account, number, signatory);
        require(found, stage == Stage.FIRST ? State.FIRST_SIGNATURES : State.FINAL_SIGNATURES);
        var submitted = cases.latest(number, stage).orElseThrow();
        if (account.handFor(signatory).isOneWith(submitted.submittedBy())) {
            throw Refusal.ofSameHand(
                    Refusal.Kind.FORBIDDEN,
                    "afteraction.ownReport",
                    number,
                    account.handFor(signatory).principal());
        }
        return submitted.content();
    }

    /** Every party has signed: the report is no draft any more (AAR-08). */
    @Transactional
    public void issue(String number, Stage stage) {
        var found = get(number);
        require(found, stage == Stage.FIRST ? State.FIRST_SIGNATURES : State.FINAL_SIGNATURES);
        var report = cases.latest(number, stage).orElseThrow().content();
        cases.issue(number, stage, report.revision());
        var lessons = lessons(found);
        parties(number).sides().forEach(party -> cases.keepNational(report, party.code(), lessons.national(party)));
        cases.become(found, stage == Stage.FIRST ? State.MEETING : State.FINAL);
        rows.tell(number, "system", null, stage == Stage.FIRST ? "firstIssued" : "finalIssued", null, null);
        events.publishEvent(new Issued(number, stage));
    }

    /** Every party has signed; heard of after the commit, because printing does not belong into the transaction. */
    record Issued(String number, Stage stage) {}

    /** A lessons officer of the host records what the parties have agreed at their meeting. */
    @Transactional
    void recordMeeting(Account account, String number, @Nullable LocalDate on, @Nullable String written) {
        var found = forHost(account, number);
        require(found, State.MEETING);
        var findings = new ArrayList<Finding>();
        if (on == null || on.isBefore(found.endexOn()) || on.isAfter(today(account.side()))) {
            findings.add(ObservationCheck.fault("meetingOn", "afteraction.meetingDay"));
        }
        var minutes = ObservationCheck.kept(written);
        if (minutes == null || minutes.length() > ObservationCheck.LONGEST_TEXT) {
            findings.add(ObservationCheck.fault("minutes", "afteraction.minutes"));
        }
        refuse(findings);
        cases.meet(found, Objects.requireNonNull(on), Objects.requireNonNull(minutes));
        tell(number, account, "meetingHeld", on, null);
    }

    /**
     * A lessons officer of a party settles what its observations recommend, national ones among them. Nothing may be left, neither
     * a recommendation nor an observation that nobody has decided on.
     */
    @Transactional
    void settle(Account account, String number, Map<String, Settling> settlings) {
        var found = forParty(account, number, Role.LESSONS);
        require(found, State.SETTLEMENT);
        settlings.forEach((observation, settling) -> actions.settle(account, observation, settling));
        var own = ofSide(found, account.side());
        var findings = new ArrayList<Finding>();
        own.stream()
                .filter(each -> each.state() == Observation.State.SUBMITTED)
                .forEach(each -> findings.add(about(each, "afteraction.undecided")));
        own.stream()
                .filter(Observation::isUnsettled)
                .forEach(each -> findings.add(about(each, "afteraction.unsettled")));
        if (!findings.isEmpty()) {
            throw new Refusal(Refusal.Kind.CONFLICT, Message.of("afteraction.somethingLeft"), findings);
        }
        tell(number, account, "settled", null, null);
    }

    private static void refuseUnsettled(List<Observation> joint) {
        var findings = joint.stream()
                .filter(Observation::isUnsettled)
                .map(each -> about(each, "afteraction.unsettled"))
                .toList();
        if (!findings.isEmpty()) {
            throw new Refusal(Refusal.Kind.CONFLICT, Message.of("afteraction.somethingLeft"), findings);
        }
    }

    private static Finding about(Observation each, String key) {
        return new Finding(
                key,
                "settlements/" + each.number() + "/kind",
                Message.of(key).with("number", each.number()),
                Message.of(key + ".cure"),
                null);
    }

    /** A side's own observations of the case's exercise. */
    List<Observation> ofSide(ReportCase about, Side side) {
        return rows.ofExercise(about.exercise()).stream()
                .filter(each -> each.owner().equals(side.code()))
                .toList();
    }

    // --- Reading. ---

    /** The cases of exercises that the account's side takes part in, latest first. */
    @Transactional(readOnly = true)
    public List<ReportCase> list(Account account) {
        Observations.mayRead(account);
        return cases.all().stream()
                .filter(found -> exercises.find(account, found.exercise()).isPresent())
                .toList();
    }

    /** @throws Refusal NOT_FOUND where there is none for this account */
    @Transactional(readOnly = true)
    public ReportCase read(Account account, String number) {
        Observations.mayRead(account);
        return cases.find(number)
                .filter(found -> exercises.find(account, found.exercise()).isPresent())
                .orElseThrow(AfterActionReports::unknown);
    }

    @Transactional(readOnly = true)
    public List<Event> story(Account account, String number) {
        read(account, number);
        return rows.story(number).stream()
                .filter(event -> event.maySee(account))
                .map(event -> new Event(
                        event.happenedAt(),
                        event.side() == null || account.isOf(event.side()) ? event.account() : event.side(),
                        event.side() == null || account.isOf(event.side()) ? event.onBehalfOf() : null,
                        event.side(),
                        event.event(),
                        event.day(),
                        event.reason()))
                .toList();
    }

    /**
     * A report as it was last submitted for signature or, before that, as it would be now.
     *
     * @param own whether what is national to the account's side is added: as of now, or as it was when the last party signed
     */
    @Transactional(readOnly = true)
    public Report report(Account account, String number, Stage stage, boolean own) {
        return edition(read(account, number), stage, own ? account.side() : null);
    }

    /** An edition of a report that every party has signed, for its print. */
    @Transactional(readOnly = true)
    Report issued(String number, Stage stage, @Nullable Side own) {
        return edition(get(number), stage, own);
    }

    private Report edition(ReportCase found, Stage stage, @Nullable Side own) {
        var number = found.number();
        var submitted = isBeingWritten(found, stage)
                ? null
                : cases.latest(number, stage).orElse(null);
        if (submitted == null) {
            var lessons = lessons(found);
            return compose(found, lessons, stage, cases.nextRevision(number, stage), "")
                    .with(List.of(), own == null ? List.of() : lessons.national(own), true);
        }
        var report = submitted.content();
        return report.with(
                cases.signatures(number, stage, report.revision()),
                own == null ? List.of() : national(found, submitted, own),
                !submitted.issued());
    }

    /** What was kept when the report was issued; as it stands now before. */
    private List<Item> national(ReportCase about, ReportCases.Submitted submitted, Side own) {
        var kept = submitted.issued() ? cases.national(submitted.content(), own.code()) : Optional.<List<Item>>empty();
        return kept.orElseGet(() -> lessons(about).national(own));
    }

    /** What was observed in an exercise, by every side, and ordered because of it. */
    private record Lessons(List<Observation> observations, Map<String, List<Ordered>> ordered) {

        /** What every party may read. */
        List<Observation> joint() {
            return observations.stream().filter(Observation::isJoint).toList();
        }

        List<Item> national(Side own) {
            return observations.stream()
                    .filter(each -> each.owner().equals(own.code()))
                    .filter(each -> each.state() == Observation.State.ACCEPTED && !each.isJoint())
                    .map(each -> item(each, ordered))
                    .toList();
        }
    }

    private Lessons lessons(ReportCase about) {
        return new Lessons(rows.ofExercise(about.exercise()), actions.ordered(about.exercise()));
    }

    private static boolean isBeingWritten(ReportCase found, Stage stage) {
        return found.state() == (stage == Stage.FIRST ? State.FIRST_REPORT : State.FINAL_REPORT);
    }

    private Report compose(ReportCase about, Lessons lessons, Stage stage, int revision, String summary) {
        var exercise = exercise(about);
        var ran = conduct.of(exercise.code());
        return new Report(
                about.number(),
                stage,
                revision,
                exercise.code(),
                exercise.title(),
                about.host(),
                exercise.parties(),
                exercise.firstDay(),
                exercise.lastDay(),
                ran.startexOn(),
                about.endexOn(),
                ran.objectives(),
                conduct.gate(exercise.code()).orElse(null),
                cases.hotWash(about.number()),
                visits.ofExercise(exercise.code()),
                drills.figuresOf(exercise.code()),
                items(exercise.code(), lessons),
                List.of(),
                summary,
                about.meetingOn(),
                about.meetingMinutes(),
                List.of(),
                clock.instant().truncatedTo(ChronoUnit.SECONDS),
                true);
    }

    /** What every party released; a joint text that all agreed to stands in place of what it rests on. */
    private List<Item> items(String exercise, Lessons lessons) {
        var joint = lessons.joint();
        var merged = mergings.agreed(exercise);
        var replaced = merged.stream()
                .flatMap(each -> each.originals().stream().map(Merging.Original::observation))
                .toList();
        return Stream.concat(
                        merged.stream().map(each -> item(each, joint, lessons.ordered())),
                        joint.stream()
                                .filter(each -> !replaced.contains(each.number()))
                                .map(each -> item(each, lessons.ordered())))
                .toList();
    }

    /** Where its originals were settled in different ways, the weightiest stands: an action before a note. */
    private static Item item(Merging each, List<Observation> joint, Map<String, List<Ordered>> ordered) {
        var content = each.content();
        var known = joint.stream().map(Observation::number).toList();
        var released = each.originals().stream()
                .map(Merging.Original::observation)
                .filter(original -> original != null && known.contains(original))
                .toList();
        return item(
                each.number(),
                each.opener(),
                content,
                content.classification() == null ? Marking.UNCLASSIFIED : content.classification(),
                joint.stream()
                        .filter(observation -> released.contains(observation.number()))
                        .map(Observation::settlement)
                        .filter(Objects::nonNull)
                        .min(Comparator.comparing(Observation.Settlement::kind))
                        .orElse(null),
                each.originals().stream()
                        .map(original -> known.contains(original.observation())
                                ? original
                                : new Merging.Original(null, original.owner()))
                        .distinct()
                        .toList(),
                released.stream()
                        .flatMap(original -> ordered.getOrDefault(original, List.of()).stream())
                        .toList());
    }

    private static Item item(Observation each, Map<String, List<Ordered>> ordered) {
        return item(
                each.number(),
                each.owner(),
                each.content(),
                Objects.requireNonNull(each.content().classification()),
                each.settlement(),
                List.of(),
                ordered.getOrDefault(each.number(), List.of()));
    }

    private static Item item(
            String number,
            String owner,
            Observation.Content content,
            Marking marking,
            Observation.@Nullable Settlement settlement,
            List<Merging.Original> originals,
            List<Ordered> actions) {
        return new Item(
                number,
                owner,
                Objects.requireNonNull(content.title()),
                Objects.requireNonNull(content.observedOn()),
                content.objective(),
                Objects.requireNonNull(content.observation()),
                content.discussion(),
                content.conclusion(),
                content.recommendation(),
                Objects.requireNonNull(content.tags()),
                marking,
                settlement,
                originals,
                actions);
    }

    /** The summary that a lessons officer starts from, to be said in the officer's language. */
    Message suggestedSummary(ReportCase about) {
        var report = compose(about, lessons(about), Stage.FIRST, 1, "");
        return Message.of("afteraction.suggestedSummary")
                .with("exercise", report.exercise())
                .with("from", report.startexOn() == null ? report.plannedFirst() : report.startexOn())
                .with("to", report.endexOn())
                .with("visits", report.visits().size())
                .with(
                        "persons",
                        report.visits().stream()
                                .mapToInt(VisitFigures.Figure::persons)
                                .sum())
                .with("observations", report.observations().size())
                .with("objectives", report.objectives().size());
    }

    /** What the report of the stage or the one before it said when it was last submitted; null where none was. */
    @Nullable
    String lastSummary(ReportCase about, Stage stage) {
        return cases.latest(about.number(), stage)
                .or(() -> cases.latest(about.number(), Stage.FIRST))
                .map(submitted -> submitted.content().summary())
                .orElse(null);
    }

    // --- When things are due: the end of office hours at the side whose task it is. ---

    public Instant hotWashDue(String number, Side side) {
        // AAR-01 gives the whole day, not office hours: a hot wash is held in the evening.
        return get(number).endexOn().plusDays(1).atStartOfDay(side.zone()).toInstant();
    }

    public Instant observationsDue(String number, Side side) {
        return at(deadlines.observations(get(number).endexOn()), side);
    }

    public Instant firstReportDue(String number, Side side) {
        return at(deadlines.firstReport(get(number).endexOn()), side);
    }

    public Instant meetingDue(String number, Side side) {
        return at(deadlines.meeting(get(number).endexOn()), side);
    }

    public Instant settlementDue(String number, Side side) {
        return at(deadlines.settlement(get(number).endexOn()), side);
    }

    public Instant finalReportDue(String number, Side side) {
        return at(deadlines.finalReport(get(number).endexOn()), side);
    }

    /** The side whose lessons officers write the reports. */
    public Side host(String number) {
        return sides.get(get(number).host());
    }

    private static Instant at(LocalDate day, Side side) {
        return day.atTime(CLOSING).atZone(side.zone()).toInstant();
    }

    // --- Who and when. ---

    private ReportCase forHost(Account account, String number) {
        var found = forParty(account, number, Role.LESSONS);
        if (!account.isOf(found.host())) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "afteraction.onlyHost");
        }
        return found;
    }

    private ReportCase forParty(Account account, String number, Role... roles) {
        var found = get(number);
        if (!parties(number).includes(account.side())) {
            throw unknown();
        }
        if (!account.hasAny(roles)) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "afteraction.wrongRole");
        }
        return found;
    }

    ReportCase get(String number) {
        return cases.find(number).orElseThrow(AfterActionReports::unknown);
    }

    private static void require(ReportCase found, State state) {
        if (found.state() != state) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "afteraction.caseMoved");
        }
    }

    private static void refuse(List<Finding> findings) {
        if (!findings.isEmpty()) {
            throw new Refusal(Refusal.Kind.INVALID, Message.of("afteraction.answerInvalid"), findings);
        }
    }

    private LocalDate today(Side side) {
        return LocalDate.ofInstant(clock.instant(), side.zone());
    }

    private void tell(String number, Account account, String event, @Nullable LocalDate day, @Nullable String reason) {
        rows.tell(number, account.id(), account.side().code(), event, day, reason);
    }

    private static Refusal unknown() {
        return Refusal.of(Refusal.Kind.NOT_FOUND, "afteraction.caseUnknown");
    }
}
