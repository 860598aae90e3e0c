package org.mushterek.visit;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.CaseNumbers;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.security.Account;
import org.mushterek.security.Role;
import org.mushterek.visit.RequestAmendments.Amendment;
import org.mushterek.visit.VisitDocument.PartOfGroup;
import org.mushterek.visit.VisitDocument.Site;
import org.mushterek.visit.rule.VisitRuleBook;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Contingents too large for one request (VIS-05). Their parts are ordinary requests with the same content under one group
 * number ({@code GRP-TUR-2027-0003}); each has its own process, decision and permit.
 */
@Service
public class VisitGroups {

    private static final Pattern GRADE = Pattern.compile("(OF|WO|OR)-(\\d+)");
    private static final List<String> GRADES = List.of("OR", "WO", "OF");

    private static final String PARTS = """
        select p.part, p.amends, r.number, r.sending_state, r.host_state, r.state, r.content,
               (select count(*) from visit_person v where v.request_number = r.number) as persons,
               m.number as permit, m.state as permit_state, case when m.handed_over_at is null then false else true end as handed_over
        from (select request_number, part, cast(null as varchar(40)) as amends from visit_group_part where group_number = ?
              union all
              select request_number, part, amends from visit_amendment where group_number = ?) p
        join visit_request r on r.number = p.request_number
        left join visit_permit m on m.request_number = r.number
        order by p.part, r.number\
        """;

    private final VisitRequests requests;
    private final SendingSide sendingSide;
    private final HostCases cases;
    private final Attachments attachments;
    private final VisitJudgement judgement;
    private final VisitRuleBook book;
    private final CaseNumbers numbers;
    private final VisitProcesses processes;
    private final VisitStory story;
    private final JdbcClient database;

    VisitGroups(
            VisitRequests requests,
            SendingSide sendingSide,
            HostCases cases,
            Attachments attachments,
            VisitJudgement judgement,
            VisitRuleBook book,
            CaseNumbers numbers,
            VisitProcesses processes,
            VisitStory story,
            JdbcClient database) {
        this.requests = requests;
        this.sendingSide = sendingSide;
        this.cases = cases;
        this.attachments = attachments;
        this.judgement = judgement;
        this.book = book;
        this.numbers = numbers;
        this.processes = processes;
        this.story = story;
        this.database = database;
    }

    /**
     * One part as the reader's side sees it: the request itself or, once its permit is replaced, the amendment in its place.
     *
     * @param part from 1
     * @param number of the request
     * @param state a {@link RequestState} or, at the host, a {@link HostState}
     * @param permit its number, once the side has it
     * @param amends number of the request in whose place it stands; null for a first request
     * @param amendment what would take its place and is not decided against, where the side knows of one
     * @param behind numbers of the requests whose permits it has replaced, the latest first
     */
    public record Part(
            int part,
            String number,
            String state,
            int persons,
            int sites,
            @Nullable String permit,
            @Nullable String amends,
            @Nullable Amendment amendment,
            @JsonIgnore List<String> behind) {

        public Part {
            behind = List.copyOf(behind);
        }

        /** Everything in which something may still be open for the part: its request, and those behind it. */
        public List<String> cases() {
            return Stream.concat(Stream.of(number), behind.stream()).toList();
        }
    }

    /** @param parts in their order; at the host only those that were handed over */
    public record Group(String number, List<Part> parts) {

        public Group {
            parts = List.copyOf(parts);
        }
    }

    /** How many persons and sites one request holds by the numbers that the request is judged by (VIS-05). */
    public record Most(int persons, int sites) {}

    Most mostInOneRequest(VisitRequest request) {
        var day = judgement.parametersDate(request);
        return new Most(book.mostVisitors(day), book.mostSites(day));
    }

    /**
     * Splits a request in preparation into as many parts as the rules need, in the order of its roll. The request becomes
     * the first part; the others are opened in preparation. Each part is led by the named senior person and deputy where
     * it holds them, else by its highest grades; the planner may name others before submission.
     *
     * @param version the version that the planner has read
     */
    @Transactional
    public Group split(Account planner, String number, int version) {
        var request = sendingSide.editable(planner, number, version);
        var document = request.document();
        if (document.amends() != null) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "visit.amend.notSplit");
        }
        if (request.state() != RequestState.PREPARATION || numberOf(number).isPresent()) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "visit.groupExists");
        }
        var most = mostInOneRequest(request);
        var rolls = parts(document.visitors(), most.persons(), 2);
        var places = parts(document.sites(), most.sites(), 1);
        if (rolls.size() * places.size() < 2) {
            throw Refusal.of(
                    Refusal.Kind.CONFLICT,
                    Message.of("visit.groupNotNeeded")
                            .with("visitors", most.persons())
                            .with("sites", most.sites()));
        }
        var side = planner.side();
        var group = numbers.next("GRP", side);
        int part = 0;
        for (var sites : places) {
            var isFirstPlace = part == 0;
            for (var roll : rolls) {
                part++;
                var ownNumber = part == 1 ? number : numbers.next("VIS", side);
                var own = partOf(
                        document,
                        ownNumber,
                        sites,
                        roll,
                        new PartOfGroup(group, part, places.size() * rolls.size()),
                        isFirstPlace);
                if (part > 1) {
                    requests.insert(own, planner.handFor(Role.PLANNER));
                }
                int read = part == 1 ? version : 1;
                requests.saveContent(own, read);
                requests.saveRoll(ownNumber, side.code(), own.visitors(), read + 1);
                database.sql("insert into visit_group_part (request_number, group_number, part) values (?, ?, ?)")
                        .params(ownNumber, group, part)
                        .update();
                if (part > 1) {
                    attachments.copy(number, side.code(), ownNumber, own.visitors());
                    story.tell(ownNumber, side.code(), planner.id(), "opened", null);
                    processes.open(ownNumber, side);
                }
                story.tell(ownNumber, side.code(), planner.id(), "split", group);
            }
        }
        attachments.keepOnly(number, side.code(), rolls.get(0));
        return read(planner, group);
    }

    /**
     * As {@link #read}, for whoever does something in cases.
     *
     * @throws Refusal NOT_FOUND, or FORBIDDEN to an account that only reads
     */
    @Transactional(readOnly = true)
    public Group toAnswer(Account account, String group) {
        var found = read(account, group);
        if (!VisitAccess.takesPart(account)) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "visit.readsOnly");
        }
        return found;
    }

    /** A group as the account's side sees it, in as many statements for thirty parts as for two. */
    @Transactional(readOnly = true)
    public Group read(Account account, String group) {
        if (!VisitAccess.worksOnVisits(account)) {
            throw unknown();
        }
        var rows = database.sql(PARTS)
                .params(group, group)
                .query((row, n) -> new Row(
                        row.getInt("part"),
                        row.getString("amends"),
                        row.getString("number"),
                        row.getString("sending_state"),
                        row.getString("host_state"),
                        row.getString("state"),
                        row.getInt("persons"),
                        row.getString("content"),
                        row.getString("permit"),
                        row.getString("permit_state"),
                        row.getBoolean("handed_over")))
                .list();
        var isSender = rows.stream().anyMatch(row -> account.isOf(row.sender()));
        var isHost = rows.stream().anyMatch(row -> account.isOf(row.host()));
        var received = isSender || !isHost
                ? Map.<String, HostCase>of()
                : latest(rows.stream().map(Row::number).toList());
        var known = rows.stream()
                .filter(row -> account.isOf(row.sender()) || received.containsKey(row.number()))
                .toList();
        var parts = known.stream()
                .filter(row -> row.amends() == null)
                .map(row -> standing(row, known))
                .map(row -> part(row, received.get(row.number()), underWay(row, known, received), behind(row, known)))
                .toList();
        if (parts.isEmpty()) {
            throw unknown();
        }
        return new Group(group, parts);
    }

    /**
     * A part of a group that waits for the same decision.
     *
     * @param document as it was handed over
     */
    public record WaitingPart(int part, String number, VisitDocument document) {}

    /** The other parts of the group that wait for the host's decision. */
    List<WaitingPart> waitingForDecision(Group group, String number) {
        var waiting = group.parts().stream()
                .filter(part -> part.state().equals(HostState.DECISION.name())
                        && !part.number().equals(number))
                .toList();
        var received = latest(waiting.stream().map(Part::number).toList());
        return waiting.stream()
                .map(part -> new WaitingPart(
                        part.part(),
                        part.number(),
                        Objects.requireNonNull(received.get(part.number())).document()))
                .toList();
    }

    private Map<String, HostCase> latest(List<String> requests) {
        return cases.findLatest(requests).stream().collect(Collectors.toMap(HostCase::number, Function.identity()));
    }

    /** The request, or the amendment whose permit has taken the place of its permit, or that of the amendment. */
    private static Row standing(Row first, List<Row> known) {
        return inPlaceOf(first, known).map(next -> standing(next, known)).orElse(first);
    }

    private static Optional<Row> inPlaceOf(Row row, List<Row> known) {
        return Permit.State.AMENDED.name().equals(row.permitState())
                ? amendments(row, known).filter(Row::isPermitHandedOver).findFirst()
                : Optional.empty();
    }

    private static Stream<Row> amendments(Row row, List<Row> known) {
        return known.stream().filter(other -> row.number().equals(other.amends()));
    }

    private static List<String> behind(Row row, List<Row> known) {
        Map<String, Row> byNumber = known.stream().collect(Collectors.toMap(Row::number, Function.identity()));
        var numbers = new ArrayList<String>();
        for (var next = row; next != null && next.amends() != null; next = byNumber.get(next.amends())) {
            numbers.add(next.amends());
        }
        return numbers;
    }

    private static @Nullable Amendment underWay(Row row, List<Row> known, Map<String, HostCase> received) {
        return amendments(row, known)
                .filter(next -> !RequestAmendments.CAME_TO_NOTHING.contains(RequestState.valueOf(next.state())))
                .map(next -> new Amendment(
                        next.number(),
                        Optional.ofNullable(received.get(next.number()))
                                .map(seen -> seen.state().name())
                                .orElse(next.state())))
                .findFirst()
                .orElse(null);
    }

    private record Row(
            int part,
            @Nullable String amends,
            String number,
            String sender,
            String host,
            String state,
            int persons,
            String content,
            @Nullable String permit,
            @Nullable String permitState,
            boolean isPermitHandedOver) {}

    /** @param received what the reader's side received; null for the sending side */
    private Part part(Row row, @Nullable HostCase received, @Nullable Amendment amendment, List<String> behind) {
        return received == null
                ? new Part(
                        row.part(),
                        row.number(),
                        row.state(),
                        row.persons(),
                        requests.opened(row.number(), row.sender(), row.content())
                                .sites()
                                .size(),
                        row.isPermitHandedOver() ? row.permit() : null,
                        row.amends(),
                        amendment,
                        behind)
                : new Part(
                        row.part(),
                        row.number(),
                        received.state().name(),
                        received.document().visitors().size(),
                        received.document().sites().size(),
                        row.permit(),
                        row.amends(),
                        amendment,
                        behind);
    }

    /** The group that the request belongs to, as the account's side sees it. */
    @Transactional(readOnly = true)
    public Optional<Group> ofRequest(Account account, String number) {
        return numberOf(number).map(group -> read(account, group));
    }

    private Optional<String> numberOf(String request) {
        return database.sql(
                        "select group_number from visit_group_part where request_number = ? union all"
                                + " select group_number from visit_amendment where request_number = ? and group_number is not null")
                .params(request, request)
                .query(String.class)
                .optional();
    }

    private static VisitDocument partOf(
            VisitDocument whole,
            String number,
            List<Site> sites,
            List<Visitor> roll,
            PartOfGroup group,
            boolean isFirstPlace) {
        var lines = new HashMap<Integer, Integer>();
        roll.forEach(visitor -> lines.put(visitor.line(), lines.size() + 1));
        var leaders = leaders(whole, roll);
        var ownSites = new ArrayList<Site>();
        sites.forEach(site -> ownSites.add(site.numbered(ownSites.size() + 1)));
        if (roll.isEmpty()) {
            return whole.asPart(number, ownSites, roll, null, null, group, lines, isFirstPlace);
        }
        return whole.asPart(
                number,
                ownSites,
                roll.stream()
                        .map(visitor -> visitor.onLine(roll.indexOf(visitor) + 1))
                        .toList(),
                roll.indexOf(leaders.get(0)) + 1,
                leaders.size() < 2 ? null : roll.indexOf(leaders.get(1)) + 1,
                group,
                lines,
                isFirstPlace);
    }

    /** In the order in which they lead: the named senior person, the named deputy, then by grade. */
    static List<Visitor> leaders(VisitDocument whole, List<Visitor> roll) {
        return roll.stream()
                .sorted(Comparator.comparingInt((Visitor visitor) -> isLine(visitor, whole.seniorLine()) ? 0 : 1)
                        .thenComparingInt(visitor -> isLine(visitor, whole.deputyLine()) ? 0 : 1)
                        .thenComparing(visitor -> rank(visitor.grade()), Comparator.reverseOrder())
                        .thenComparingInt(Visitor::line))
                .toList();
    }

    private static boolean isLine(Visitor visitor, @Nullable Integer line) {
        return line != null && visitor.line() == line;
    }

    /** Officers above warrant officers above other ranks; a grade of another form is lowest. */
    private static int rank(String grade) {
        var matcher = GRADE.matcher(grade);
        return matcher.matches() ? GRADES.indexOf(matcher.group(1)) * 100 + Integer.parseInt(matcher.group(2)) : -1;
    }

    /**
     * Parts of at most {@code most} in the given order. Where the last would be smaller than {@code fewest}, the one before
     * gives it what it lacks: somebody who is alone has no deputy.
     */
    static <T> List<List<T>> parts(List<T> whole, int most, int fewest) {
        var parts = new ArrayList<List<T>>();
        int from = 0;
        while (from < whole.size() || parts.isEmpty()) {
            int to = Math.min(whole.size(), from + most);
            int rest = whole.size() - to;
            if (rest > 0 && rest < fewest) {
                to -= fewest - rest;
            }
            parts.add(whole.subList(from, to));
            from = to;
        }
        return parts;
    }

    private static Refusal unknown() {
        return Refusal.of(Refusal.Kind.NOT_FOUND, "visit.groupUnknown");
    }
}
