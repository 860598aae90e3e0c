package org.mushterek.notification;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Message;
import org.mushterek.common.Texts;
import org.mushterek.security.Account;
import org.mushterek.security.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What was decided or has come to pass, beside tasks, and whom it concerns: it is mailed to them, and stands on the page of
 * their day.
 */
@Component
public class OfficerNews {

    private static final String WITHDRAWN = "visit.withdrawnBySender";

    private static final String TAKEN_BACK = "incident.withdrawn";

    private static final Set<Role> OF_INCIDENTS = Set.of(Role.MEDICAL, Role.LEGAL, Role.COMMANDER, Role.AUTHORITY);
    private static final Set<Role> OF_PERMITS = Set.of(Role.PLANNER, Role.AUTHORITY, Role.REGISTRY);
    private static final Set<Role> OF_EXERCISES = Set.of(Role.PLANNER, Role.AUTHORITY, Role.COMMANDER);
    private static final Set<Role> OF_INSTRUMENTS = Set.of(Role.LEGAL, Role.AUTHORITY, Role.COMMANDER, Role.PLANNER);

    /** Whose days the end of an exercise concerns: of those who lead it, and of who keeps ranges and doctors for it. */
    private static final Set<Role> AT_END_OF_EXERCISE =
            Set.of(Role.PLANNER, Role.AUTHORITY, Role.COMMANDER, Role.LEGAL, Role.RANGE, Role.MEDICAL);

    /** Which roles each kind concerns. */
    private static final Map<String, Set<Role>> FOR = Map.ofEntries(
            Map.entry("visit.answered", Set.of(Role.PLANNER, Role.AUTHORITY)),
            Map.entry("visit.decided", Set.of(Role.REGISTRY)),
            Map.entry("visit.decisionCorrected", OF_PERMITS),
            Map.entry("visit.permitRevoked", OF_PERMITS),
            Map.entry("visit.permitSuspended", OF_PERMITS),
            Map.entry("visit.permitReinstated", OF_PERMITS),
            Map.entry("visit.personsRecalled", OF_PERMITS),
            Map.entry("visit.abandoned", Set.of(Role.PLANNER, Role.AUTHORITY)),
            Map.entry("visit.stayOverdue", Set.of(Role.BORDER, Role.REGISTRY)),
            Map.entry(WITHDRAWN, Set.of(Role.AUTHORITY, Role.REGISTRY)),
            Map.entry("planning.cancelled", AT_END_OF_EXERCISE),
            Map.entry("planning.lapsed", AT_END_OF_EXERCISE),
            Map.entry("planning.gateRed", OF_EXERCISES),
            Map.entry("planning.gateGreen", OF_EXERCISES),
            Map.entry("planning.productRefused", OF_EXERCISES),
            Map.entry("agreement.inForce", OF_INSTRUMENTS),
            Map.entry("agreement.noticeGiven", OF_INSTRUMENTS),
            Map.entry("agreement.termEnded", OF_INSTRUMENTS),
            Map.entry("agreement.lapsed", OF_INSTRUMENTS),
            Map.entry("incident.writtenNoticeGiven", OF_INCIDENTS),
            Map.entry("incident.procedureDone", OF_INCIDENTS),
            Map.entry("incident.closed", OF_INCIDENTS),
            Map.entry(TAKEN_BACK, OF_INCIDENTS),
            Map.entry("calendar.decreeInEffect", Set.of(Role.PLANNER, Role.AUTHORITY, Role.REGISTRY, Role.LEGAL)),
            Map.entry("afteraction.finalIssued", Set.of(Role.PLANNER, Role.AUTHORITY, Role.COMMANDER, Role.LESSONS)),
            Map.entry("afteraction.actionReturned", Set.of(Role.COMMANDER, Role.LESSONS)));

    /** What the host's border hears of as well, for it lets in or turns away by it. */
    private static final Set<String> FOR_BORDER_OF_HOST =
            Set.of("visit.permitRevoked", "visit.permitSuspended", "visit.permitReinstated", "visit.personsRecalled");

    /** The processes in which such things happen, by area: who stands in for somebody in one of them hears of them. */
    private static final Map<String, String[]> PROCESSES = Map.of(
            "visit", new String[] {"visit-request", "host-approval", "visit-permit"},
            "planning", new String[] {"exercise-planning", "planning-conference"},
            "agreement", new String[] {"memorandum-approval"},
            "incident", new String[] {"incident"},
            "calendar", new String[] {"calendar-decree"},
            "afteraction", new String[] {"after-action-report", "corrective-action"});

    private final EventFeed feed;
    private final JdbcClient database;
    private final Texts texts;

    OfficerNews(EventFeed feed, JdbcClient database, Texts texts) {
        this.feed = feed;
        this.database = database;
        this.texts = texts;
    }

    /**
     * Something that has come to pass.
     *
     * @param kind such as {@code visit.permitRevoked}
     * @param text the same in the account's language, as a mail tells it
     */
    public record Item(String kind, String caseNumber, String text, Instant at) {}

    /** The latest, and how many there are in all. */
    public record News(List<Item> items, long total) {}

    /** The kinds of news, such as {@code visit.permitRevoked}. */
    public static Set<String> kinds() {
        return FOR.keySet();
    }

    /** Whom an event concerns; empty where it is no news. */
    Optional<Predicate<Account>> whom(OutgoingEvent event) {
        var kind = event.action();
        if (!FOR.containsKey(kind)) {
            return Optional.empty();
        }
        // Whose task has vanished hears why.
        var asked = kind.equals(WITHDRAWN) || kind.equals(TAKEN_BACK) ? feed.audienceOf(event) : Set.<String>of();
        return Optional.of(account -> isFor(account, kind)
                || isForBorder(account, kind)
                        && !String.valueOf(event.caseNumber()).startsWith(ownNumbers(account))
                || groupsOf(account).stream().anyMatch(asked::contains));
    }

    private static boolean isFor(Account account, String kind) {
        var roles = FOR.getOrDefault(kind, Set.of());
        return within(account, kind).stream().anyMatch(roles::contains);
    }

    private static boolean isForBorder(Account account, String kind) {
        return FOR_BORDER_OF_HOST.contains(kind) && within(account, kind).contains(Role.BORDER);
    }

    /** How the numbers of the visits begin that the account's side has asked for, and to which it is no host. */
    private static String ownNumbers(Account account) {
        return "VIS-" + account.side().code() + "-";
    }

    private static Set<Role> within(Account account, String kind) {
        return account.within(processesOf(kind)).roles();
    }

    private static String[] processesOf(String kind) {
        return PROCESSES.getOrDefault(EventTypes.areaOf(kind), new String[0]);
    }

    /** The groups whose tasks vanish when a request is withdrawn. */
    private static Set<String> groupsOf(Account account) {
        return within(account, WITHDRAWN).stream()
                .map(role -> role.groupOf(account.side().tenant()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * What concerns the account, the latest first.
     *
     * @param since what happened earlier is no news any more
     */
    public News of(Account account, Instant since, int most) {
        var types = new TreeSet<String>();
        FOR.keySet().stream().filter(kind -> isFor(account, kind)).forEach(kind -> types.add(EventTypes.PREFIX + kind));
        var ofBorder = FOR_BORDER_OF_HOST.stream()
                .filter(kind -> isForBorder(account, kind))
                .map(EventTypes.PREFIX::concat)
                .toList();
        var groups = groupsOf(account);
        var named = new HashMap<String, Object>();
        named.put("side", account.side().code());
        named.put("since", since.atOffset(ZoneOffset.UTC));
        named.put("types", orNone(types));
        named.put("ofBorder", orNone(ofBorder));
        named.put("ownNumbers", ownNumbers(account) + "%");
        named.put("withdrawn", EventTypes.PREFIX + WITHDRAWN);
        named.put("processes", List.of(processesOf(WITHDRAWN)));
        named.put("most", most);
        var asked = new ArrayList<>(List.of("1 = 0"));
        for (var group : groups) {
            named.put("group" + asked.size(), "%," + group + ",%");
            asked.add("',' || o.audience || ',' like :group" + asked.size());
        }
        var total = new AtomicLong();
        var items = database.sql("select type, case_number, about, happened_at, count(*) over () as total"
                        + " from outgoing_event e where side = :side and happened_at >= :since and case_number is not null"
                        + " and (type in (:types) or type in (:ofBorder) and case_number not like :ownNumbers or type = :withdrawn and exists (select 1 from outgoing_event o"
                        + " where o.process in (:processes) and o.case_number = e.case_number and o.side = e.side"
                        + " and o.area = 'task' and (" + String.join(" or ", asked) + ")))"
                        + " order by happened_at desc, id desc fetch first :most rows only")
                .params(named)
                .query((row, n) -> {
                    total.set(row.getLong("total"));
                    var kind = row.getString("type").substring(EventTypes.PREFIX.length());
                    return new Item(
                            kind,
                            row.getString("case_number"),
                            told(account, kind, row.getString("about")),
                            row.getObject("happened_at", OffsetDateTime.class).toInstant());
                })
                .list();
        return new News(items, total.get());
    }

    /** What stands in a list of which the database wants one at least. */
    private static Collection<String> orNone(Collection<String> some) {
        return some.isEmpty() ? Set.of("") : some;
    }

    private String told(Account account, String kind, @Nullable String about) {
        var said = texts.say(Message.of("mail." + MailQueue.kind(kind)), account.language());
        var outcome = "ui.outcome." + about;
        return texts.knows(outcome) ? said + ". " + texts.say(Message.of(outcome), account.language()) : said;
    }
}
