package org.mushterek.visit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.common.Seals;
import org.mushterek.common.Sides;
import org.mushterek.document.PermitSheet;
import org.mushterek.security.Account;
import org.mushterek.security.Hand;
import org.mushterek.security.Role;
import org.mushterek.visit.Movement.Kind;
import org.mushterek.visit.VisitDocument.Site;
import org.mushterek.visit.VisitDocument.SiteKind;
import org.mushterek.visit.rule.MovementFacts;
import org.mushterek.visit.rule.MovementRuleBook;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Arrivals and departures of permitted persons, as the host's border, registry and guards record them (MOV-01 to MOV-03).
 * Nothing is deleted: an entry that was made by mistake is struck out, and both hands stay on record.
 */
@Service
public class Movements {

    private static final Role[] OFFICES = {Role.BORDER, Role.REGISTRY, Role.GUARD};

    /** More than any request has persons, each arriving and departing. */
    private static final int MOST_ROWS = 100;

    private static final int LONGEST_PLACE = 120;

    /** How long the same entry without a time of its own is taken for the same click; a house choice. */
    private static final long SAME_CLICK_SECONDS = 60;

    private final HostCases cases;
    private final VisitRequests requests;
    private final Permits permits;
    private final Recalls recalls;
    private final Suspensions suspensions;
    private final PresentPersons present;
    private final KeptCopies copies;
    private final VisitIdentities identities;
    private final MovementRuleBook book;
    private final VisitStory story;
    private final Sides sides;
    private final Seals seals;
    private final JdbcClient database;
    private final Clock clock;

    Movements(
            HostCases cases,
            VisitRequests requests,
            Permits permits,
            Recalls recalls,
            Suspensions suspensions,
            PresentPersons present,
            KeptCopies copies,
            VisitIdentities identities,
            MovementRuleBook book,
            VisitStory story,
            Sides sides,
            Seals seals,
            JdbcClient database,
            Clock clock) {
        this.cases = cases;
        this.requests = requests;
        this.permits = permits;
        this.recalls = recalls;
        this.suspensions = suspensions;
        this.present = present;
        this.copies = copies;
        this.identities = identities;
        this.book = book;
        this.story = story;
        this.sides = sides;
        this.seals = seals;
        this.database = database;
        this.clock = clock;
    }

    /**
     * One entry that an officer makes.
     *
     * @param line of the roll
     * @param kind a {@link Kind}
     * @param at {@code 2027-05-24T08:15} by the host's clock, or {@code 08:15} of its today; without it, now
     * @param place a crossing point, airfield or port
     */
    public record Row(
            @Nullable Integer line,
            @Nullable String kind,
            @Nullable String at,
            @Nullable String place) {}

    public enum Outcome {
        DONE,
        REFUSED
    }

    /**
     * What became of one row.
     *
     * @param no of the entry; null where it was refused
     * @param findings why it was refused
     */
    public record RowResult(
            @Nullable Integer line,
            Outcome outcome,
            @Nullable Integer no,
            List<Finding> findings) {}

    /**
     * A person of a permit.
     *
     * @param surname the alias where the request asks for one; empty once it was erased
     * @param documentNumber its last characters
     * @param admitted whether the permit lets the person in as it stands, on its days
     * @param inside whether the person is in the host state, as far as anybody still looks for that
     * @param late whether the person is still there although the visit is over
     * @param last the latest entry of the person that stands
     */
    public record Person(
            int line,
            String grade,
            String surname,
            String forenames,
            String documentNumber,
            boolean admitted,
            boolean inside,
            boolean late,
            @Nullable Movement last) {}

    /**
     * Arrivals and departures of a case. Before its permit was handed over it has none, and nobody is named.
     *
     * @param zone the host's, in which times are told and typed
     * @param permit how the permit stands; null before there is one that was handed over
     * @param permitted how many the permit lets in
     * @param inside how many are in the host state
     * @param late how many of them although the visit is over
     * @param mayRecord whether the reader may record and strike out
     * @param places where something was recorded lately or may be, for whoever types
     * @param entries a part of them, the latest first
     * @param total how many entries there are in all
     */
    public record Standing(
            String number,
            String zone,
            Permit.@Nullable State permit,
            @Nullable LocalDate validFrom,
            @Nullable LocalDate validTo,
            int permitted,
            int inside,
            int late,
            boolean mayRecord,
            List<String> places,
            List<Person> persons,
            List<Movement> entries,
            long total) {}

    /**
     * A visit that is over although persons are still in the host state.
     *
     * @param number of the request
     * @param lastDay of the permit, or the earlier one on which it was closed, on the host's calendar
     * @param persons how many are there
     */
    public record Overdue(
            String number, String permit, String sendingState, String hostState, LocalDate lastDay, int persons) {}

    /** The first of them, and how many there are in all. */
    public record OverdueVisits(List<Overdue> items, long total) {}

    /**
     * Of the visits of the account's side, the longest first; nothing for who does not see to it, nor stands in for somebody who
     * does.
     */
    public OverdueVisits overdue(Account account, int most) {
        return account.within(VisitPermitProcess.ID).hasAny(Role.BORDER, Role.REGISTRY)
                ? present.overdue(account.side().code(), most)
                : new OverdueVisits(List.of(), 0);
    }

    /**
     * A visit that somebody at a gate has to know of, whatever its gate list says or no longer says. No names.
     *
     * @param number of the request
     * @param inside how many of its persons are in the host state
     */
    public record GateVisit(
            String number,
            String permitNumber,
            String sendingState,
            Permit.State state,
            LocalDate validFrom,
            LocalDate validTo,
            int inside) {}

    /** A page of them, and how many there are in all. */
    public record GateVisits(List<GateVisit> items, long total) {}

    /**
     * Visits to the account's side of whose permits somebody is there, whether they still hold or not, and those whose permit is
     * suspended, by their last days. A gate list is of none of these but by chance: it tells who is let in. Nothing for who does
     * not record arrivals and departures.
     */
    public GateVisits atGate(Account account, int offset, int limit) {
        return account.hasAny(OFFICES)
                ? present.atGate(account.side().code(), offset, limit)
                : new GateVisits(List.of(), 0);
    }

    /**
     * As an officer or a guard of the host reads them.
     *
     * @param before number of an entry; only those recorded before it are shown; null for the latest
     * @param limit how many entries to show
     * @throws Refusal NOT_FOUND to everybody else
     */
    @Transactional
    public Standing read(Account account, String number, @Nullable Integer before, int limit) {
        var received = cases.findLatest(number).orElseThrow(Movements::unknownCase);
        VisitAccess.mayReadMovements(account, received.document().hostState());
        return told(account, received.document(), before, limit);
    }

    /**
     * As an officer of the sending side reads them.
     *
     * @param before number of an entry; only those recorded before it are shown; null for the latest
     * @param limit how many entries to show
     * @throws Refusal NOT_FOUND to everybody else
     */
    @Transactional
    public Standing readOwn(Account account, String number, @Nullable Integer before, int limit) {
        var own = requests.find(number).orElseThrow(Movements::unknownCase).document();
        VisitAccess.mayRead(account, own.sendingState());
        return told(account, own, before, limit);
    }

    private Standing told(Account account, VisitDocument document, @Nullable Integer before, int limit) {
        var zone = zone(document);
        var permit = handedOver(document.number()).orElse(null);
        if (permit == null) {
            return new Standing(
                    document.number(),
                    zone.getId(),
                    null,
                    null,
                    null,
                    0,
                    0,
                    0,
                    false,
                    List.of(),
                    List.of(),
                    List.of(),
                    0);
        }
        identities.movementsRead(account, document);
        var isOfHost = account.isOf(permit.hostState());
        var counts = countsOf(permit);
        var last = lastOf(permit);
        var entries = page(permit, before, limit);
        var persons = persons(document, permit, counts.keySet(), last).stream()
                .map(person -> isOfHost ? person : withoutHands(person))
                .toList();
        var mayRecord = isOfHost && account.hasAny(OFFICES);
        return new Standing(
                document.number(),
                zone.getId(),
                permit.state(),
                permit.validFrom(),
                permit.validTo(),
                permit.sheet().persons().size(),
                (int) persons.stream().filter(Person::inside).count(),
                (int) persons.stream().filter(Person::late).count(),
                mayRecord,
                mayRecord ? places(document, entries, last.values()) : List.of(),
                persons,
                isOfHost
                        ? entries
                        : entries.stream().map(Movement::withoutHands).toList(),
                counts.values().stream().mapToLong(Long::longValue).sum());
    }

    private static Person withoutHands(Person person) {
        return new Person(
                person.line(),
                person.grade(),
                person.surname(),
                person.forenames(),
                person.documentNumber(),
                person.admitted(),
                person.inside(),
                person.late(),
                person.last() == null ? null : person.last().withoutHands());
    }

    /** @param recorded of whom there is any entry, be it struck out */
    private List<Person> persons(
            VisitDocument document, Permit permit, Set<Integer> recorded, Map<Integer, Movement> last) {
        var admitted = linesOf(permit);
        var recalled = recallsOf(permit).keySet();
        var lines = new TreeSet<>(admitted);
        lines.addAll(recalled);
        // Whom it lets in no more can have come before.
        permits.pastRevisions(permit).forEach(revision -> lines.addAll(revision.lines()));
        lines.addAll(recorded);
        var isOver = isOver(permit);
        var isPast = isPast(permit);
        // Of a case that was erased nobody is looked for any more, whatever the entries say that are left.
        var there = present.lines(permit.requestNumber());
        var known = document.visitors().stream().collect(Collectors.toMap(Visitor::line, Function.identity()));
        return lines.stream()
                .map(line -> {
                    var visitor = Optional.ofNullable(known.get(line)).map(Visitor::namedByAlias);
                    var entry = last.get(line);
                    var inside = entry != null && entry.kind() == Kind.ARRIVED && there.containsKey(line);
                    return new Person(
                            line,
                            visitor.map(Visitor::grade).orElse(""),
                            visitor.map(Visitor::surname).orElse(""),
                            visitor.map(Visitor::forenames).orElse(""),
                            visitor.map(Visitor::documentNumber)
                                    .map(VisitIdentities::masked)
                                    .orElse(""),
                            permit.state() == Permit.State.HANDED_OVER
                                    && admitted.contains(line)
                                    && !recalled.contains(line),
                            inside,
                            inside && isOver && (isPast || !there.getOrDefault(line, false)),
                            entry);
                })
                .toList();
    }

    /** Airfields and ports of the visit, and where something was recorded lately, the first of it first. */
    private static List<String> places(VisitDocument document, List<Movement> entries, Collection<Movement> last) {
        return Stream.concat(
                        Stream.concat(entries.stream(), last.stream())
                                .filter(Movement::stands)
                                .sorted(Comparator.comparing(Movement::no))
                                .map(Movement::place),
                        document.sites().stream()
                                .filter(site -> site.kind() == SiteKind.AIRFIELD || site.kind() == SiteKind.PORT)
                                .map(Site::name))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /** Whether whoever is still there stays longer than the visit: its permit has ended, or its last day has passed. */
    private boolean isOver(Permit permit) {
        return permit.closedAt() != null || isPast(permit);
    }

    private boolean isPast(Permit permit) {
        return permits.isPast(permit, clock.instant());
    }

    /**
     * Records arrivals and departures, each row by itself: a row that is refused leaves the others. The same entry again is
     * the one that is there.
     *
     * @throws Refusal NOT_FOUND to the other side; FORBIDDEN for another role; CONFLICT where no permit was handed over or what
     *     the host kept of the case was erased; INVALID for no rows or more than 100
     */
    @Transactional
    public List<RowResult> record(Account officer, String number, @Nullable List<@Nullable Row> rows) {
        var received = ofHost(officer, number);
        var permit = handedOver(number).orElseThrow(() -> Refusal.of(Refusal.Kind.CONFLICT, "visit.movement.noPermit"));
        if (rows == null || rows.isEmpty() || rows.size() > MOST_ROWS) {
            throw Refusal.of(
                    Refusal.Kind.INVALID, Message.of("visit.movement.rows").with("most", MOST_ROWS));
        }
        var recording = new Recording(received, permit, officer.handFor(OFFICES));
        var results = rows.stream().map(recording::take).toList();
        recording.tell(officer);
        return results;
    }

    /** The latest entry of each person of a permit that stands. */
    Map<Integer, Movement> lastOf(Permit permit) {
        var number = permit.requestNumber();
        return database
                .sql(
                        "select * from visit_movement where request_number = ? and no in (select max(no) from visit_movement"
                                + " where request_number = ? and struck_at is null group by line)")
                .params(number, number)
                .query((row, n) -> read(row, permit.hostState(), number))
                .list()
                .stream()
                .collect(Collectors.toMap(Movement::line, Function.identity()));
    }

    /**
     * Records departures of recalled persons, in the transaction that completes the task in which that is answered, under the
     * lock of the case. All or none: the caller refuses the answer where anything is found.
     *
     * @param rows each with time and place
     * @return what stands against them, at the places of the answer
     */
    List<Finding> depart(Account officer, Permit permit, List<Row> rows, Role... offices) {
        if (rows.isEmpty()) {
            return List.of();
        }
        var received = cases.findLatest(permit.requestNumber()).orElseThrow();
        copies.demand(permit.requestNumber(), permit.hostState());
        var recording = new Recording(received, permit, officer.handFor(offices));
        var findings = new ArrayList<Finding>();
        for (var row : rows) {
            if (row.at() == null || row.at().isBlank()) {
                findings.add(at(row, VisitContentCheck.fault("at", "visit.returnTimeMissing")));
            } else {
                recording.take(row).findings().forEach(finding -> findings.add(at(row, finding)));
            }
        }
        recording.tell(officer);
        return findings;
    }

    private static Finding at(Row row, Finding finding) {
        return new Finding(
                finding.code(),
                "visitors/" + row.line() + "/" + finding.place(),
                finding.wrong(),
                finding.cure(),
                finding.source());
    }

    /**
     * Strikes out an entry that was made by mistake. Only the latest of a person can be, so that what is left of them makes
     * sense.
     *
     * @param reason for both sides
     * @throws Refusal NOT_FOUND to the other side, and where there is no such entry; FORBIDDEN for another role; CONFLICT where
     *     it is struck out already or a later one of the person stands; INVALID without a reason
     */
    @Transactional
    public void strike(Account officer, String number, int no, @Nullable String reason) {
        var received = ofHost(officer, number);
        var words = ThreadText.of(reason, "visit.reasonMissing");
        HostSide.textsOf(received).in("text", "ui.movement.strikeReason", words).demandNone();
        var permit = handedOver(number).orElseThrow(Movements::unknownEntry);
        var entry = find(permit, no).orElseThrow(Movements::unknownEntry);
        if (!entry.stands()) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "visit.movement.struckAlready");
        }
        var last = Objects.requireNonNull(lastOf(permit).get(entry.line()));
        if (last.no() != no) {
            throw Refusal.of(
                    Refusal.Kind.CONFLICT, Message.of("visit.movement.notLast").with("last", last.no()));
        }
        var hand = officer.handFor(OFFICES);
        database.sql("update visit_movement set struck_reason = ?, struck_by = ?, struck_for = ?, struck_at = ?"
                        + " where request_number = ? and no = ?")
                .params(
                        seals.seal(VisitSeals.MOVEMENT_STRUCK, permit.hostState(), words, number, no),
                        hand.account(),
                        hand.principal(),
                        now(),
                        number,
                        no)
                .update();
        present.keep(number, entry.line(), entry.kind() == Kind.DEPARTED);
        tell(officer, permit, "movementStruck", entry.kind().name());
        if (entry.kind() == Kind.DEPARTED) {
            permits.tellWhoStays(permit);
        }
    }

    /** Entries that are made together, under the lock of their case. */
    private final class Recording {

        private final HostCase received;
        private final Permit permit;
        private final Hand hand;
        private final Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        private final List<Integer> admitted;
        private final List<Permits.PastRevision> past;
        private final Map<Integer, Instant> recalled;
        private final List<Suspensions.Span> suspended;
        private final Map<Integer, Movement> last;
        private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
        private final int knownNo;
        private int latestNo;

        Recording(HostCase received, Permit permit, Hand hand) {
            this.received = received;
            this.permit = permit;
            this.hand = hand;
            this.admitted = linesOf(permit);
            this.past = permits.pastRevisions(permit);
            this.recalled = recallsOf(permit);
            this.suspended = suspensions.spans(permit);
            this.last = lastOf(permit);
            this.knownNo = database.sql("select coalesce(max(no), 0) from visit_movement where request_number = ?")
                    .param(permit.requestNumber())
                    .query(Integer.class)
                    .single();
            this.latestNo = knownNo;
        }

        /**
         * Tells both sides how many of each kind were recorded anew; and where somebody is found to be there since before the
         * permit ended, which told nothing of that then, that they stay too long.
         */
        void tell(Account officer) {
            counts.forEach((kind, count) -> Movements.this.tell(
                    officer,
                    permit,
                    kind == Kind.ARRIVED ? "personsArrived" : "personsDeparted",
                    String.valueOf(count)));
            if (last.values().stream().anyMatch(entry -> isNew(entry) && entry.kind() == Kind.ARRIVED)) {
                permits.tellWhoStays(permit);
            }
        }

        private boolean isNew(Movement entry) {
            return entry.no() > knownNo;
        }

        RowResult take(@Nullable Row row) {
            var findings = new ArrayList<Finding>();
            var line = row == null ? null : row.line();
            var kind = kind(row == null ? null : row.kind()).orElse(null);
            var typed = row == null || row.at() == null || row.at().isBlank() ? null : row.at();
            var at = at(typed, findings);
            var place = place(row == null ? null : row.place(), findings);
            if (line == null) {
                findings.add(VisitContentCheck.fault("line", "visit.movement.lineMissing"));
            }
            if (kind == null) {
                findings.add(VisitContentCheck.fault("kind", "visit.movement.kindMissing"));
            }
            if (line == null || kind == null || at == null || place == null) {
                return new RowResult(line, Outcome.REFUSED, null, findings);
            }
            var before = last.get(line);
            if (before != null && isSame(before, kind, at, place, typed != null)) {
                return new RowResult(line, Outcome.DONE, before.no(), List.of());
            }
            var judged = book.judge(new MovementFacts(
                    line,
                    kind,
                    at,
                    now,
                    zone(permit),
                    permit.validFrom(),
                    permit.validTo(),
                    isAdmitted(line, at),
                    standing(at),
                    before == null ? null : new MovementFacts.Entry(before.kind(), before.at())));
            if (!judged.passes()) {
                return new RowResult(line, Outcome.REFUSED, null, judged.blockingFindings());
            }
            return new RowResult(line, Outcome.DONE, keep(line, kind, at, place), List.of());
        }

        /** Whether it is what the person's latest entry says: a second click, or a batch that is sent again. */
        private boolean isSame(Movement before, Kind kind, Instant at, String place, boolean isTimed) {
            return before.kind() == kind
                    && place.equals(before.place())
                    && (isTimed
                            ? before.at().equals(at)
                            : hand.account().equals(before.recordedBy())
                                    && !before.recordedAt()
                                            .plusSeconds(SAME_CLICK_SECONDS)
                                            .isBefore(now));
        }

        private int keep(int line, Kind kind, Instant at, String place) {
            var number = permit.requestNumber();
            latestNo++;
            database.sql("insert into visit_movement (request_number, no, line, kind, happened_at, place, recorded_by,"
                            + " recorded_for, recorded_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                    .params(
                            number,
                            latestNo,
                            line,
                            kind.name(),
                            at.atOffset(ZoneOffset.UTC),
                            seals.seal(VisitSeals.MOVEMENT_PLACE, permit.hostState(), place, number, latestNo),
                            hand.account(),
                            hand.principal(),
                            now.atOffset(ZoneOffset.UTC))
                    .update();
            present.keep(number, line, kind == Kind.ARRIVED);
            last.put(line, new Movement(latestNo, line, kind, at, place, now, hand.account(), hand.principal(), null));
            counts.merge(kind, 1, Integer::sum);
            return latestNo;
        }

        /** By the revision of the permit that held at that moment, and by recalls, which take effect with their order. */
        private boolean isAdmitted(int line, Instant at) {
            var recalledAt = recalled.get(line);
            if (recalledAt != null && !at.isBefore(recalledAt)) {
                return false;
            }
            return past.stream()
                            .filter(revision -> at.isBefore(revision.replacedAt()))
                            .findFirst()
                            .map(revision -> revision.lines().contains(line))
                            .orElseGet(() -> admitted.contains(line))
                    || recalledAt != null
                            && past.stream()
                                    .noneMatch(revision -> revision.lines().contains(line));
        }

        private MovementFacts.Standing standing(Instant at) {
            if (at.isBefore(Objects.requireNonNull(permit.handedOverAt()))) {
                return MovementFacts.Standing.NOT_OUT;
            }
            if (permit.closedAt() != null && !at.isBefore(permit.closedAt())) {
                return MovementFacts.Standing.ENDED;
            }
            return suspended.stream().anyMatch(span -> span.holds(at))
                    ? MovementFacts.Standing.SUSPENDED
                    : MovementFacts.Standing.HELD;
        }

        /** What is typed is meant by the host's clock, and a time alone on its today. */
        private @Nullable Instant at(@Nullable String typed, List<Finding> findings) {
            if (typed == null) {
                return now;
            }
            try {
                var zone = zone(permit);
                var written = typed.strip();
                return (written.contains("T")
                                ? LocalDateTime.parse(written)
                                : LocalDate.ofInstant(now, zone).atTime(LocalTime.parse(written)))
                        .atZone(zone)
                        .toInstant()
                        .truncatedTo(ChronoUnit.MICROS);
            } catch (DateTimeException unreadable) {
                findings.add(VisitContentCheck.fault("at", "visit.movement.timeUnreadable"));
                return null;
            }
        }

        private @Nullable String place(@Nullable String typed, List<Finding> findings) {
            if (typed == null || typed.isBlank()) {
                findings.add(VisitContentCheck.fault("place", "visit.movement.placeMissing"));
                return null;
            }
            try {
                var words = ThreadText.of(typed, "visit.movement.placeMissing");
                HostSide.textsOf(received)
                        .in("place", "ui.movement.place", words)
                        .demandNone();
                var known = findings.size();
                VisitContentCheck.limit(findings, "place", words, LONGEST_PLACE);
                return findings.size() > known ? null : words;
            } catch (Refusal refused) {
                refused.findings().stream()
                        .map(finding -> new Finding(finding.code(), "place", finding.wrong(), finding.cure(), null))
                        .forEach(findings::add);
                return null;
            }
        }
    }

    private static Optional<Kind> kind(@Nullable String code) {
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.name().equals(code == null ? null : code.toUpperCase(Locale.ROOT)))
                .findFirst();
    }

    static List<Integer> linesOf(Permit permit) {
        return permit.sheet().persons().stream().map(PermitSheet.Person::line).toList();
    }

    /** From when on the permit lets in no more whom the sending side has called back. */
    private Map<Integer, Instant> recallsOf(Permit permit) {
        return recalls.ofCase(permit.requestNumber()).stream()
                .collect(Collectors.toMap(Recalls.Recalled::line, Recalls.Recalled::orderedAt));
    }

    /** How many entries there are of each person, struck out or not. */
    private Map<Integer, Long> countsOf(Permit permit) {
        var counts = new HashMap<Integer, Long>();
        database.sql("select line, count(*) as entries from visit_movement where request_number = ? group by line")
                .param(permit.requestNumber())
                .query((row, n) -> counts.put(row.getInt("line"), row.getLong("entries")))
                .list();
        return counts;
    }

    /** Not by how many to leave out: that moves with each entry that is recorded while somebody reads. */
    private List<Movement> page(Permit permit, @Nullable Integer before, int limit) {
        var number = permit.requestNumber();
        return database.sql("select * from visit_movement where request_number = ? and no < ? order by no desc"
                        + " fetch first ? rows only")
                .params(number, before == null ? Integer.MAX_VALUE : before, limit)
                .query((row, n) -> read(row, permit.hostState(), number))
                .list();
    }

    private Optional<Movement> find(Permit permit, int no) {
        var number = permit.requestNumber();
        return database.sql("select * from visit_movement where request_number = ? and no = ?")
                .params(number, no)
                .query((row, n) -> read(row, permit.hostState(), number))
                .optional();
    }

    private Movement read(ResultSet row, String host, String number) throws SQLException {
        var no = row.getInt("no");
        var struckAt = row.getObject("struck_at", OffsetDateTime.class);
        return new Movement(
                no,
                row.getInt("line"),
                Kind.valueOf(row.getString("kind")),
                row.getObject("happened_at", OffsetDateTime.class).toInstant(),
                seals.openIfWritten(VisitSeals.MOVEMENT_PLACE, host, row.getString("place"), number, no),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                row.getString("recorded_by"),
                row.getString("recorded_for"),
                struckAt == null
                        ? null
                        : new Movement.Struck(
                                struckAt.toInstant(),
                                seals.openIfWritten(
                                        VisitSeals.MOVEMENT_STRUCK, host, row.getString("struck_reason"), number, no),
                                row.getString("struck_by"),
                                row.getString("struck_for")));
    }

    private Optional<Permit> handedOver(String number) {
        return permits.ofRequest(number).filter(permit -> permit.handedOverAt() != null);
    }

    /** The case, under its lock, for who records at its host. */
    private HostCase ofHost(Account officer, String number) {
        copies.lock(number);
        var received = cases.findLatest(number).orElseThrow(Movements::unknownCase);
        var host = received.document().hostState();
        VisitAccess.mayActAs(officer, host, OFFICES);
        copies.demand(number, host);
        return received;
    }

    private void tell(Account officer, Permit permit, String event, String detail) {
        story.tell(permit.requestNumber(), permit.hostState(), officer.id(), event, detail);
        story.tell(permit.requestNumber(), permit.sendingState(), "system", event, detail);
    }

    private ZoneId zone(VisitDocument document) {
        return sides.get(document.hostState()).zone();
    }

    private ZoneId zone(Permit permit) {
        return sides.get(permit.hostState()).zone();
    }

    private static Refusal unknownCase() {
        return Refusal.of(Refusal.Kind.NOT_FOUND, "visit.notFound");
    }

    private static Refusal unknownEntry() {
        return Refusal.of(Refusal.Kind.NOT_FOUND, "visit.movement.unknown");
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
