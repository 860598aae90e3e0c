package org.mushterek.exercise.planning;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mushterek.audit.AuditTrail;
import org.mushterek.audit.OnBehalf;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.common.Side;
import org.mushterek.common.Sides;
import org.mushterek.exercise.Exercise;
import org.mushterek.exercise.YearlyPlan;
import org.mushterek.security.Account;
import org.mushterek.security.Hand;
import org.mushterek.security.Role;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The yearly plan of military cooperation. A planner or the authority of a party proposes a line; it counts once the
 * authority of each party has agreed to it as it stands in the signed protocol.
 */
@Service
public class PlanLines implements YearlyPlan {

    private static final Pattern NUMBER = Pattern.compile("[A-Z0-9][A-Z0-9-]{1,39}");
    private static final int LONGEST_TEXT = 200;
    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2999;

    private final JdbcClient database;
    private final Sides sides;
    private final AuditTrail audit;
    private final Clock clock;

    PlanLines(JdbcClient database, Sides sides, AuditTrail audit, Clock clock) {
        this.database = database;
        this.sides = sides;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * A line as it is proposed.
     *
     * @param proposedHost null for the party whose turn it is (LEG-06)
     * @param version that was read; 0 for a new line
     */
    public record Proposal(
            String number,
            @Nullable Integer year,
            @Nullable String title,
            List<String> parties,
            @Nullable String proposedHost,
            @Nullable LocalDate firstDay,
            @Nullable LocalDate lastDay,
            @Nullable String protocolReference,
            @Nullable LocalDate protocolSignedOn,
            int version) {

        public Proposal {
            parties = List.copyOf(parties);
        }
    }

    /**
     * Proposes a line or changes one; every agreement to what it was is gone.
     *
     * @throws Refusal FORBIDDEN for other roles, INVALID with all that is wrong, STALE when it was changed since it was read
     */
    @Transactional
    public PlanLine propose(Account account, Proposal proposal) {
        if (!account.hasAny(Role.PLANNER, Role.AUTHORITY)) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "planLine.onlyPlanner");
        }
        var hand = account.handFor(Role.PLANNER, Role.AUTHORITY);
        OnBehalf.note(hand.account(), hand.principal());
        var known = find(proposal.number());
        if (known.isPresent() && !known.get().parties().contains(account.side().code())) {
            throw Refusal.of(
                    Refusal.Kind.CONFLICT, Message.of("planLine.numberTaken").with("number", proposal.number()));
        }
        if (known.map(PlanLine::version).orElse(0) != proposal.version()) {
            throw Refusal.of(Refusal.Kind.STALE, "planLine.changedMeanwhile");
        }
        var line = sound(account.side(), proposal);
        store(account, hand, line, known.isEmpty());
        tell(account, line, "planLine.proposed");
        return find(line.number()).orElseThrow();
    }

    /**
     * The account's side agrees to the line as it was read, by another hand than the one that proposed it.
     *
     * @throws Refusal FORBIDDEN for other roles and for who proposed it, CONFLICT where no signed protocol holds the line or the side has agreed
     *     already, STALE when it was changed since it was read
     */
    @Transactional
    public PlanLine agree(Account account, String number, int version) {
        if (!account.has(Role.AUTHORITY)) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "planLine.onlyAuthority");
        }
        var hand = account.handFor(Role.AUTHORITY);
        OnBehalf.note(hand.account(), hand.principal());
        var line = get(account, number);
        if (line.agreedBy().contains(account.side().code())) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "planLine.agreedAlready");
        }
        if (line.protocolReference() == null || line.protocolSignedOn() == null) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "planLine.noProtocol");
        }
        if (hand.isOneWith(proposer(number))) {
            throw Refusal.ofSameHand(Refusal.Kind.FORBIDDEN, "planLine.fourEyes", number, hand.principal());
        }
        count(number, version);
        database.sql("insert into plan_line_agreement (number, party, agreed_by, agreed_at) values (?, ?, ?, ?)")
                .params(number, account.side().code(), account.id(), now())
                .update();
        tell(account, line, "planLine.agreed");
        return find(number).orElseThrow();
    }

    /** Who proposed the line as it stands. */
    private Hand proposer(String number) {
        return database.sql("select proposed_by, proposed_for from plan_line where number = ?")
                .param(number)
                .query((row, n) -> new Hand(row.getString("proposed_by"), row.getString("proposed_for")))
                .single();
    }

    /**
     * Some lines of those that the account's side is a party of, the latest year first, then in the order of their numbers.
     *
     * @param year null for every year
     */
    @Transactional(readOnly = true)
    public List<InTurn> list(Account account, @Nullable Integer year, int offset, int limit) {
        var lines = lines(
                "where l.number in (select n.number from (select m.number, m.plan_year from plan_line m"
                        + " join plan_line_party p on p.number = m.number where p.state = ?" + of("m", year)
                        + " order by m.plan_year desc, m.number offset ? rows fetch first ? rows only) n)",
                Stream.of(account.side().code(), year, offset, limit)
                        .filter(Objects::nonNull)
                        .toList());
        var hosted = hosted();
        return lines.stream()
                .map(line -> new InTurn(
                        line,
                        HostTurn.next(line.parties(), line.firstDay(), hosted).orElse(null)))
                .toList();
    }

    /** How many lines there are for {@link #list}. */
    @Transactional(readOnly = true)
    public long count(Account account, @Nullable Integer year) {
        return database.sql(
                        "select count(*) from plan_line m join plan_line_party p on p.number = m.number where p.state = ?"
                                + of("m", year))
                .params(Stream.of(account.side().code(), year)
                        .filter(Objects::nonNull)
                        .toList())
                .query(Long.class)
                .single();
    }

    private static String of(String line, @Nullable Integer year) {
        return year == null ? "" : " and " + line + ".plan_year = ?";
    }

    /** A line with whose turn it is to host; null where its parties have not met before. */
    public record InTurn(PlanLine line, @Nullable HostTurn turn) {}

    /** The line as the account's side may see it; refuses with {@code NOT_FOUND} where there is none. */
    @Transactional(readOnly = true)
    public PlanLine get(Account account, String number) {
        return find(number)
                .filter(line -> line.parties().contains(account.side().code()))
                .orElseThrow(() -> Refusal.of(Refusal.Kind.NOT_FOUND, "planLine.unknown"));
    }

    /** Whose turn it is to host these parties' exercise that begins on the day; empty where they have not met before. */
    @Transactional(readOnly = true)
    public Optional<HostTurn> turn(Collection<String> parties, LocalDate firstDay) {
        return HostTurn.next(parties, firstDay, hosted());
    }

    /** Exercises that are registered, and lines that are agreed but have no exercise yet. */
    private List<HostTurn.Hosted> hosted() {
        record Held(String host, LocalDate lastDay) {}
        var exercises = new LinkedHashMap<String, Held>();
        var parties = new HashMap<String, List<String>>();
        database.sql("select e.code, e.host_state, e.last_day, p.state from exercise e"
                        + " join exercise_party p on p.exercise_code = e.code")
                .query(row -> {
                    var code = row.getString("code");
                    exercises.put(
                            code, new Held(row.getString("host_state"), row.getObject("last_day", LocalDate.class)));
                    parties.computeIfAbsent(code, any -> new ArrayList<>()).add(row.getString("state"));
                });
        var lines = lines(
                        "where l.number not in (select plan_line from exercise where plan_line is not null)", List.of())
                .stream()
                .filter(PlanLine::isAgreed)
                .map(line -> new HostTurn.Hosted(line.proposedHost(), line.parties(), line.lastDay()));
        return Stream.concat(
                        exercises.entrySet().stream()
                                .map(held -> new HostTurn.Hosted(
                                        held.getValue().host(),
                                        parties.getOrDefault(held.getKey(), List.of()),
                                        held.getValue().lastDay())),
                        lines)
                .toList();
    }

    /**
     * Lines with their parties and who of these has agreed, in one statement however many there are.
     *
     * @param which of them, {@code l}
     */
    private List<PlanLine> lines(String which, List<?> params) {
        var found = new LinkedHashMap<String, PlanLine>();
        database.sql("select l.*, p.state as party, a.party as agreed from plan_line l"
                        + " left join plan_line_party p on p.number = l.number"
                        + " left join plan_line_agreement a on a.number = l.number and a.party = p.state " + which
                        + " order by l.plan_year desc, l.number, p.state")
                .params(params)
                .query(row -> {
                    var number = row.getString("number");
                    var known = found.get(number);
                    found.put(
                            number,
                            new PlanLine(
                                    number,
                                    row.getInt("plan_year"),
                                    row.getString("title"),
                                    with(known == null ? List.of() : known.parties(), row.getString("party")),
                                    row.getString("proposed_host"),
                                    row.getObject("first_day", LocalDate.class),
                                    row.getObject("last_day", LocalDate.class),
                                    row.getString("protocol_reference"),
                                    row.getObject("protocol_signed_on", LocalDate.class),
                                    with(known == null ? List.of() : known.agreedBy(), row.getString("agreed")),
                                    row.getInt("version")));
                });
        return List.copyOf(found.values());
    }

    private static List<String> with(List<String> some, @Nullable String more) {
        return more == null
                ? some
                : Stream.concat(some.stream(), Stream.of(more)).toList();
    }

    @Override
    public boolean holds(Exercise exercise) {
        return exercise.planLine() != null && objections(exercise).isEmpty();
    }

    @Override
    public List<Finding> objections(Exercise exercise) {
        var number = exercise.planLine();
        if (number == null) {
            return List.of();
        }
        var line = find(number)
                .filter(known ->
                        known.isAgreed() && new HashSet<>(known.parties()).equals(new HashSet<>(exercise.parties())))
                .orElse(null);
        if (line == null) {
            return List.of(new Finding(
                    "exercise.notInPlan",
                    "planLine",
                    Message.of("exercise.notInPlan").with("line", number),
                    Message.of("exercise.notInPlan.cure"),
                    null));
        }
        if (!line.covers(exercise.firstDay(), exercise.lastDay())) {
            return List.of(new Finding(
                    "exercise.outsideWindow",
                    "planLine",
                    Message.of("exercise.outsideWindow").with("line", number),
                    Message.of("exercise.outsideWindow.cure")
                            .with("first", line.firstDay())
                            .with("last", line.lastDay()),
                    null));
        }
        return List.of();
    }

    private PlanLine sound(Side side, Proposal proposal) {
        var findings = new ArrayList<Finding>();
        check(findings, NUMBER.matcher(proposal.number()).matches(), "number");
        var year = proposal.year();
        check(findings, year != null && year >= FIRST_YEAR && year <= LAST_YEAR, "year");
        var title = proposal.title();
        check(findings, title != null && !title.isBlank() && title.length() <= LONGEST_TEXT, "title");
        var parties = proposal.parties();
        var knowsParties = sides.joint(parties).isPresent()
                && parties.stream().distinct().count() == parties.size()
                && parties.contains(side.code());
        check(findings, knowsParties, "parties");
        var first = proposal.firstDay();
        var last = proposal.lastDay();
        check(findings, first != null && last != null && !last.isBefore(first), "lastDay");
        var reference = proposal.protocolReference();
        var signedOn = proposal.protocolSignedOn();
        check(
                findings,
                (reference == null) == (signedOn == null)
                        && (reference == null || !reference.isBlank() && reference.length() <= LONGEST_TEXT),
                "protocolReference");
        check(
                findings,
                signedOn == null || !signedOn.isAfter(LocalDate.ofInstant(clock.instant(), side.zone())),
                "protocolSignedOn");
        var host = proposal.proposedHost();
        if (host == null && knowsParties && first != null) {
            host = turn(parties, first).map(HostTurn::host).orElse(null);
        }
        check(findings, host != null && (!knowsParties || parties.contains(host)), "proposedHost");
        if (!findings.isEmpty() || year == null || title == null || first == null || last == null || host == null) {
            throw new Refusal(Refusal.Kind.INVALID, Message.of("planLine.invalid"), findings);
        }
        return new PlanLine(
                proposal.number(),
                year,
                title,
                parties,
                host,
                first,
                last,
                reference,
                signedOn,
                List.of(),
                proposal.version());
    }

    private static void check(List<Finding> findings, boolean holds, String place) {
        if (!holds) {
            var key = "planLine." + place + "Form";
            findings.add(new Finding(key, place, Message.of(key), Message.of(key + ".cure"), null));
        }
    }

    private void store(Account account, Hand hand, PlanLine line, boolean isNew) {
        if (isNew) {
            try {
                database.sql("insert into plan_line (number, plan_year, title, proposed_host, first_day, last_day,"
                                + " protocol_reference, protocol_signed_on, proposed_by, proposed_for, proposed_side,"
                                + " proposed_at, version) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)")
                        .params(
                                line.number(),
                                line.year(),
                                line.title(),
                                line.proposedHost(),
                                line.firstDay(),
                                line.lastDay(),
                                line.protocolReference(),
                                line.protocolSignedOn(),
                                hand.account(),
                                hand.principal(),
                                account.side().code(),
                                now())
                        .update();
            } catch (DuplicateKeyException someoneElseWasFirst) {
                throw Refusal.of(Refusal.Kind.STALE, "planLine.changedMeanwhile");
            }
        } else {
            count(line.number(), line.version());
            database.sql(
                            "update plan_line set plan_year = ?, title = ?, proposed_host = ?, first_day = ?, last_day = ?,"
                                    + " protocol_reference = ?, protocol_signed_on = ?, proposed_by = ?, proposed_for = ?,"
                                    + " proposed_side = ?, proposed_at = ? where number = ?")
                    .params(
                            line.year(),
                            line.title(),
                            line.proposedHost(),
                            line.firstDay(),
                            line.lastDay(),
                            line.protocolReference(),
                            line.protocolSignedOn(),
                            hand.account(),
                            hand.principal(),
                            account.side().code(),
                            now(),
                            line.number())
                    .update();
            for (var table : List.of("plan_line_party", "plan_line_agreement")) {
                database.sql("delete from " + table + " where number = ?")
                        .param(line.number())
                        .update();
            }
        }
        line.parties().forEach(party -> database.sql("insert into plan_line_party (number, state) values (?, ?)")
                .params(line.number(), party)
                .update());
    }

    private void count(String number, int version) {
        var changed = database.sql("update plan_line set version = version + 1 where number = ? and version = ?")
                .params(number, version)
                .update();
        if (changed == 0) {
            throw Refusal.of(Refusal.Kind.STALE, "planLine.changedMeanwhile");
        }
    }

    private Optional<PlanLine> find(String number) {
        return lines("where l.number = ?", List.of(number)).stream().findFirst();
    }

    private void tell(Account account, PlanLine line, String action) {
        audit.record(account.id(), account.side().code(), null, action, line.number());
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
