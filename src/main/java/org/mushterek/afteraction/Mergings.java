package org.mushterek.afteraction;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mushterek.afteraction.Merging.Original;
import org.mushterek.afteraction.Merging.State;
import org.mushterek.afteraction.Observation.Content;
import org.mushterek.afteraction.Observation.Release;
import org.mushterek.audit.OnBehalf;
import org.mushterek.calendar.OfficeDeadlines;
import org.mushterek.calendar.OfficeSteps;
import org.mushterek.common.CaseNumbers;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;
import org.mushterek.common.Parties;
import org.mushterek.common.Refusal;
import org.mushterek.common.Seals;
import org.mushterek.common.Side;
import org.mushterek.common.Sides;
import org.mushterek.common.StoredJson;
import org.mushterek.exercise.Exercises;
import org.mushterek.security.Account;
import org.mushterek.security.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the parties saw alike, in one text: a lessons officer of one party proposes it, those of every other agree and name what of
 * their own it rests on, or return it. Originals stay as they are, with their owners; a national one is known to its side alone.
 */
@Service
public class Mergings implements OfficeSteps {

    private final JdbcClient database;
    private final StoredJson json;
    private final Observations observations;
    private final ObservationRows rows;
    private final Seals seals;
    private final Exercises exercises;
    private final AfterActionProcesses processes;
    private final OfficeDeadlines deadlines;
    private final AfterActionDeadlines times;
    private final CaseNumbers numbers;
    private final Sides sides;
    private final Clock clock;

    Mergings(
            JdbcClient database,
            StoredJson json,
            Observations observations,
            ObservationRows rows,
            Seals seals,
            Exercises exercises,
            AfterActionProcesses processes,
            OfficeDeadlines deadlines,
            AfterActionDeadlines times,
            CaseNumbers numbers,
            Sides sides,
            Clock clock) {
        this.database = database;
        this.json = json;
        this.observations = observations;
        this.rows = rows;
        this.seals = seals;
        this.exercises = exercises;
        this.processes = processes;
        this.deadlines = deadlines;
        this.times = times;
        this.numbers = numbers;
        this.sides = sides;
        this.clock = clock;
    }

    /**
     * What a lessons officer proposes.
     *
     * @param content the joint text, released to every party
     * @param originals numbers of the accepted observations that it rests on, one of the own side among them
     */
    public record Proposal(
            @Nullable Content content, @Nullable List<String> originals) {}

    /**
     * Proposes a joint text; the lessons officers of the other parties are asked.
     *
     * @throws Refusal NOT_FOUND, FORBIDDEN but to lessons officers, CONFLICT before STARTEX, INVALID with all that is wrong
     */
    @Transactional
    public Merging propose(Account account, String exercise, Proposal proposal) {
        demandLessons(account);
        var content = checked(account, exercise, proposal, null);
        var number = numbers.next("MRG", account.side());
        database.sql("insert into aar_merging (number, exercise_code, opener, state, content, proposed_by, proposed_at,"
                        + " version) values (?, ?, ?, ?, ?, ?, ?, 1)")
                .params(
                        number,
                        exercise,
                        account.side().code(),
                        State.PROPOSED.name(),
                        sealed(account.side().code(), number, content),
                        account.id(),
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        keep(number, Objects.requireNonNull(proposal.originals()));
        tell(account, number, "mergingProposed", null);
        processes.openMerging(number, parties(number), account.side());
        return read(account, number);
    }

    private Content checked(Account account, String exercise, Proposal proposal, @Nullable String but) {
        var begun = observations.mayWrite(account, exercise);
        var findings = new ArrayList<Finding>();
        var written = proposal.content();
        var content = written == null ? null : ObservationCheck.kept(released(written));
        if (content == null) {
            findings.add(ObservationCheck.fault("content", "afteraction.textMissing"));
        } else {
            findings.addAll(observations.check(account, begun, content));
        }
        originals(account, exercise, proposal.originals(), but, findings);
        if (content != null && content.recommendation() != null && findings.isEmpty()) {
            demandSettler(proposal.originals(), findings);
        }
        if (content == null || !findings.isEmpty()) {
            throw new Refusal(Refusal.Kind.INVALID, Message.of("afteraction.observationInvalid"), findings);
        }
        return content;
    }

    /** A joint text is settled with what it rests on: what it recommends, the owner of an original has to settle. */
    private void demandSettler(@Nullable List<String> originals, List<Finding> findings) {
        var isRecommended = originals != null
                && originals.stream()
                        .flatMap(number -> rows.find(number).stream())
                        .anyMatch(original -> original.content().recommendation() != null);
        if (!isRecommended) {
            findings.add(ObservationCheck.fault("recommendation", "afteraction.recommendedByNone"));
        }
    }

    private static Content released(Content content) {
        return new Content(
                content.title(),
                content.observedOn(),
                content.objective(),
                content.observation(),
                content.discussion(),
                content.conclusion(),
                content.recommendation(),
                content.tags(),
                Release.BOTH,
                content.classification());
    }

    /** What is named is accepted, readable, and part of no other joint text; one of the own side is among it. */
    private void originals(
            Account account,
            String exercise,
            @Nullable List<String> named,
            @Nullable String but,
            List<Finding> findings) {
        var own = 0;
        lock(exercise, named);
        var taken = database.sql(
                        "select o.observation from aar_merging_original o join aar_merging m on m.number = o.number"
                                + " where m.exercise_code = ? and m.state <> 'WITHDRAWN' and m.number <> ?")
                .params(exercise, but == null ? "" : but)
                .query(String.class)
                .list();
        for (var number : named == null ? List.<String>of() : named) {
            var found = number == null
                    ? Optional.<Observation>empty()
                    : rows.find(number)
                            .filter(each -> each.exercise().equals(exercise)
                                    && each.state() == Observation.State.ACCEPTED
                                    && each.isFor(account.side()));
            if (found.isEmpty()) {
                findings.add(ObservationCheck.fault("originals", "afteraction.originalUnknown"));
            } else if (taken.contains(number)) {
                findings.add(ObservationCheck.fault("originals", "afteraction.originalTaken"));
            } else if (account.isOf(found.get().owner())) {
                own++;
            }
        }
        if (own == 0 && findings.isEmpty()) {
            findings.add(ObservationCheck.fault("originals", "afteraction.noOwnOriginal"));
        }
    }

    /** Of two texts that name an observation at one moment the later one waits here, and finds it taken. */
    private void lock(String exercise, @Nullable List<String> named) {
        // In one order, so that no two wait for each other.
        (named == null ? Stream.<String>empty() : named.stream())
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .forEach(number -> database.sql(
                                "select number from aar_observation where number = ? and exercise_code = ? for update")
                        .params(number, exercise)
                        .query(String.class)
                        .list());
    }

    private void keep(String number, List<String> originals) {
        for (var original : originals.stream().distinct().toList()) {
            database.sql(
                            "insert into aar_merging_original (number, observation, owner)"
                                    + " select ?, o.number, o.owner from aar_observation o where o.number = ?"
                                    + " and not exists (select 1 from aar_merging_original k where k.number = ? and k.observation = o.number)")
                    .params(number, original, number)
                    .update();
        }
    }

    /** A lessons officer of another party agrees to the text, and names what of its own side it rests on. */
    @Transactional
    void agree(Account account, String number, @Nullable List<String> originals) {
        var found = asked(account, number);
        var named = new ArrayList<>(originals == null ? List.<String>of() : originals);
        found.originals().stream()
                .filter(original -> account.isOf(original.owner()))
                .map(Original::observation)
                .filter(own -> !named.contains(own))
                .forEach(named::add);
        var findings = new ArrayList<Finding>();
        originals(account, found.exercise(), named, number, findings);
        named.stream()
                .filter(each -> rows.find(each)
                        .filter(observation -> account.isOf(observation.owner()))
                        .isEmpty())
                .findFirst()
                .ifPresent(foreign -> findings.add(ObservationCheck.fault("originals", "afteraction.originalUnknown")));
        if (!findings.isEmpty()) {
            throw new Refusal(Refusal.Kind.INVALID, Message.of("afteraction.answerInvalid"), findings);
        }
        keep(number, named);
        tell(account, number, "mergingAgreed", null);
    }

    /** A lessons officer of another party returns the text, with the reason that every party reads. */
    @Transactional
    void giveBack(Account account, String number, @Nullable String reason) {
        var found = asked(account, number);
        var why = Observations.reason(reason);
        become(found, State.RETURNED);
        tell(account, number, "mergingReturned", why);
    }

    private Merging asked(Account account, String number) {
        var found = get(number);
        demandLessons(account);
        if (account.isOf(found.opener()) || !parties(number).includes(account.side())) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "afteraction.wrongRole");
        }
        if (found.state() != State.PROPOSED) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "afteraction.caseMoved");
        }
        return found;
    }

    /** A lessons officer of the proposing side writes the returned text anew; every other party is asked again. */
    @Transactional
    void correct(Account account, String number, Proposal proposal) {
        var found = ofOpener(account, number);
        if (found.state() != State.RETURNED) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "afteraction.caseMoved");
        }
        var content = checked(account, found.exercise(), proposal, number);
        become(found, State.PROPOSED);
        database.sql("update aar_merging set content = ? where number = ?")
                .params(sealed(found.opener(), number, content), number)
                .update();
        database.sql("delete from aar_merging_original where number = ?")
                .param(number)
                .update();
        keep(number, Objects.requireNonNull(proposal.originals()));
        tell(account, number, "mergingCorrected", null);
    }

    /**
     * The proposing side gives it up before all have agreed.
     *
     * @throws Refusal FORBIDDEN to others, CONFLICT once it is agreed or given up
     */
    @Transactional
    public Merging withdraw(Account account, String number) {
        var found = ofOpener(account, number);
        if (found.state() != State.PROPOSED && found.state() != State.RETURNED) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "afteraction.caseMoved");
        }
        become(found, State.WITHDRAWN);
        tell(account, number, "mergingWithdrawn", null);
        processes.stopMerging(number, parties(number));
        return read(account, number);
    }

    /** A process that ends as withdrawn belongs to a text that is. */
    public void requireWithdrawn(String number) {
        if (get(number).state() != State.WITHDRAWN) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "afteraction.caseMoved");
        }
    }

    /** Every party has agreed: the joint text stands in reports from now on, in place of released originals. */
    @Transactional
    public void record(String number) {
        var found = get(number);
        if (found.state() != State.PROPOSED) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "afteraction.caseMoved");
        }
        become(found, State.AGREED);
        rows.tell(number, "system", null, "mergingRecorded", null, null);
    }

    private Merging ofOpener(Account account, String number) {
        var found = get(number);
        if (!account.isOf(found.opener())) {
            throw parties(number).includes(account.side())
                    ? Refusal.of(Refusal.Kind.FORBIDDEN, "afteraction.wrongRole")
                    : unknown();
        }
        demandLessons(account);
        return found;
    }

    private static void demandLessons(Account account) {
        if (!account.has(Role.LESSONS)) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "afteraction.onlyLessons");
        }
        OnBehalf.note(account.id(), account.principalFor(List.of(Role.LESSONS)).orElse(null));
    }

    /** The joint texts of an exercise, proposed ones for lessons officers alone. */
    @Transactional(readOnly = true)
    public List<Merging> list(Account account, String exercise) {
        Observations.mayRead(account);
        exercises.get(account, exercise);
        return ofExercise(exercise).stream()
                .filter(found -> isFor(account, found))
                .map(found -> shown(account, found))
                .toList();
    }

    /** @throws Refusal NOT_FOUND where there is none for this account */
    @Transactional(readOnly = true)
    public Merging read(Account account, String number) {
        Observations.mayRead(account);
        return find(number)
                .filter(found -> exercises.find(account, found.exercise()).isPresent() && isFor(account, found))
                .map(found -> shown(account, found))
                .orElseThrow(Mergings::unknown);
    }

    private static boolean isFor(Account account, Merging found) {
        return found.state() == State.AGREED || account.has(Role.LESSONS) || account.has(Role.AUDITOR);
    }

    private Merging shown(Account account, Merging found) {
        return found.asReadBy(account.side(), joint(found));
    }

    private List<String> joint(Merging found) {
        return rows.ofExercise(found.exercise()).stream()
                .filter(Observation::isJoint)
                .map(Observation::number)
                .toList();
    }

    /** What happened to it; who did it at another side stays with that side. */
    @Transactional(readOnly = true)
    public List<Observations.Event> story(Account account, String number) {
        read(account, number);
        return rows.story(number).stream()
                .filter(event -> event.maySee(account))
                .map(event -> event.asReadBy(account))
                .toList();
    }

    /** The agreed ones of an exercise, with every original; whoever asks leaves out what is not to be read. */
    List<Merging> agreed(String exercise) {
        return ofExercise(exercise).stream()
                .filter(found -> found.state() == State.AGREED)
                .toList();
    }

    /** The sides whose case it is. */
    public Parties parties(String number) {
        return sides.joint(exercises.find(get(number).exercise()).orElseThrow().parties())
                .orElseThrow(() -> Refusal.of(Refusal.Kind.CONFLICT, "afteraction.noCommonCases"));
    }

    /** The side that proposed it. */
    public Side opener(String number) {
        return sides.get(get(number).opener());
    }

    /** When an answer that is asked for now is due, on the calendar of the side that gives it. */
    public Instant answerDue(Side side) {
        return deadlines.due(side, times.decisionDays());
    }

    @Override
    public String process() {
        return ObservationMergingProcess.ID;
    }

    @Override
    public Map<String, Integer> workingDays() {
        var days = times.decisionDays();
        return Map.of(ObservationMergingProcess.AGREE_TEXT, days, ObservationMergingProcess.CORRECT_TEXT, days);
    }

    @Override
    public void moved(String caseNumber, Side side, LocalDate day, String told) {
        rows.tell(caseNumber, "system", side.code(), "dueDateMoved", day, told);
    }

    private Merging get(String number) {
        return find(number).orElseThrow(Mergings::unknown);
    }

    private Optional<Merging> find(String number) {
        return database.sql("select * from aar_merging where number = ?")
                .param(number)
                .query((row, n) -> read(row))
                .optional();
    }

    private List<Merging> ofExercise(String code) {
        return database.sql("select * from aar_merging where exercise_code = ? order by number")
                .param(code)
                .query((row, n) -> read(row))
                .list();
    }

    private Merging read(ResultSet row) throws SQLException {
        var number = row.getString("number");
        return new Merging(
                number,
                row.getString("exercise_code"),
                row.getString("opener"),
                State.valueOf(row.getString("state")),
                json.read(
                        seals.open(LessonSeals.MERGING, row.getString("opener"), row.getString("content"), number),
                        Content.class),
                database.sql(
                                "select observation, owner from aar_merging_original where number = ? order by owner, observation")
                        .param(number)
                        .query((original, n) ->
                                new Original(original.getString("observation"), original.getString("owner")))
                        .list(),
                row.getString("proposed_by"),
                row.getObject("proposed_at", OffsetDateTime.class).toInstant(),
                row.getInt("version"));
    }

    private String sealed(String opener, String number, Content content) {
        return seals.seal(LessonSeals.MERGING, opener, json.write(content), number);
    }

    private void become(Merging before, State state) {
        var changed = database.sql(
                        "update aar_merging set state = ?, version = version + 1 where number = ? and version = ?")
                .params(state.name(), before.number(), before.version())
                .update();
        if (changed == 0) {
            throw Refusal.of(Refusal.Kind.STALE, "afteraction.changedSinceRead");
        }
    }

    private void tell(Account account, String number, String event, @Nullable String reason) {
        rows.tell(number, account.id(), account.side().code(), event, null, reason);
    }

    private static Refusal unknown() {
        return Refusal.of(Refusal.Kind.NOT_FOUND, "afteraction.mergingUnknown");
    }
}
