package org.mushterek.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMail;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.mushterek.afteraction.CorrectiveActions;
import org.mushterek.build.Mails;
import org.mushterek.engine.EngineWork;
import org.mushterek.exercise.drill.BookingOffice;
import org.mushterek.exercise.planning.ProductKind;
import org.mushterek.notification.EventTypes;
import org.mushterek.notification.MailedPapers;
import org.mushterek.notification.OfficerMail;
import org.mushterek.notification.OfficerNews;
import org.mushterek.notification.Release;
import org.mushterek.security.Accounts;
import org.mushterek.security.Role;
import org.mushterek.task.FollowingSteps;
import org.mushterek.visit.PaperKind;
import org.mushterek.visit.rule.VisitRuleBook;
import org.mushterek.web.security.DoorTable.Outcome;
import org.mushterek.web.security.DoorWorld.Relation;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Every role at every door, with a case of its own side, one of the other side's, one that both share and one that is not
 * there: what really happens is what {@code role-door/*.txt} declares. The doors come from the running program, so a new
 * one without a row is found.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:role-door;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE",
            "mushterek.data-folder=target/role-door-data",
            "mushterek.mail.from=mushterek@hq.example",
            "mushterek.mail.domains=hq.example",
            // What the engine refuses it logs with a page of its insides, here some thousand times.
            "logging.level.org.camunda.bpm.engine.rest.exception=OFF"
        })
@ActiveProfiles("demo")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoleDoorIT {

    /** What cannot be read before the role matters. */
    private static final Set<String> UNREADABLE = Set.of(
            "problem.unreadable",
            "problem.badJson",
            "problem.unknownField",
            "problem.wrongType",
            "problem.wrongDate",
            "problem.wrongChoice",
            "problem.wrongMediaType",
            "problem.missingParameter",
            "problem.notAnObject");

    private static final List<String> ENGINE_DOORS = List.of("/engine-rest", "/camunda/api/engine/engine/default");
    private static final List<String> STREAMS = List.of("/stream", "/task-changes", "/progress");

    private static final Set<String> DRAWN = Set.of(
            "GET /api/blank-request-form",
            "GET /api/instruments/{code}/paper",
            "GET /api/after-action-reports/{number}/paper",
            "GET /v3/api-docs",
            "GET /v3/api-docs.yaml");

    /** The number of a case, in whatever text. */
    private static final Pattern MENTIONED = Pattern.compile("\\b[A-Z]{3}-(AZE|TUR)-\\d{4}-\\d+\\b");

    /** Doors that no controller opens. */
    private static final List<String> FIXED = List.of(
            "GET /actuator/health",
            "GET /ui/page.js",
            "GET /camunda/app/tasklist/default/",
            "GET /camunda/app/cockpit/default/",
            "GET /camunda/app/admin/default/",
            "POST /camunda/api/admin/setup/default/user/create");

    private static final GreenMail MAIL_SERVER = Mails.server();

    @LocalServerPort
    int port;

    @Autowired
    List<RequestMappingHandlerMapping> handlerMappings;

    @Autowired
    RepositoryService repository;

    @Autowired
    EngineWork engineWork;

    @Autowired
    JdbcClient database;

    @Autowired
    OfficerMail mail;

    @Autowired
    List<MailedPapers> papers;

    @Autowired
    Accounts accounts;

    @Autowired
    VisitRuleBook visitRules;

    private final DoorTable table = DoorTable.read();
    private final Map<String, Client> clients = new ConcurrentHashMap<>();
    /** Door → case → what became of whom. */
    private final Map<String, Map<String, Map<String, Outcome>>> happened = new TreeMap<>();

    private final List<String> differences = new ArrayList<>();
    private final Map<String, Set<String>> missing = new LinkedHashMap<>();
    /** Where an account of one side was named to the other. */
    private final Set<String> named = new TreeSet<>();
    /** Where what a side keeps to itself was read by the other. */
    private final Set<String> leaked = new TreeSet<>();

    /** Area of events → role → whether it hears of them. */
    private final Map<String, Map<String, Outcome>> heard = new TreeMap<>();
    /** News → whose case → role → whether it gets a mail. */
    private final Map<String, Map<String, Map<String, Outcome>>> mailed = new TreeMap<>();

    /** How often each account was refused at a door, by how that is told in the audit. */
    private final Map<String, Integer> refused = new TreeMap<>();
    /** How often that is on record, once every door is tried. */
    private final Map<String, Integer> onRecord = new TreeMap<>();

    /** What each account is offered before the doors are tried: account and number of the case. */
    private final Set<String> offered = new TreeSet<>();

    private @Nullable DoorWorld world;

    @DynamicPropertySource
    static void mailServer(DynamicPropertyRegistry properties) {
        MAIL_SERVER.start();
        properties.add("spring.mail.host", () -> "127.0.0.1");
        properties.add("spring.mail.port", () -> MAIL_SERVER.getSmtp().getPort());
    }

    @AfterAll
    static void stopTheMailServer() {
        MAIL_SERVER.stop();
    }

    @BeforeAll
    void tryEveryDoor() throws IOException {
        wantMails();
        var world = new DoorWorld(port, database);
        this.world = world;
        clients.put(DoorTable.NOBODY, new Client(port));
        for (var side : DoorWorld.SIDES) {
            for (var role : Role.values()) {
                clients.put(side + "." + role.code(), Client.signedIn(port, side + "." + role.code()));
            }
        }
        noteWhatIsOffered();
        var before = refusalsOnRecord();
        for (var door : doors()) {
            var path = door.substring(door.indexOf(' ') + 1);
            if (!path.contains("{")) {
                tryAt(door, "any", side -> Map.of());
            } else {
                for (var relation : Relation.values()) {
                    if (DoorWorld.SIDES.stream()
                            .allMatch(side -> world.values(path, relation, side).isPresent())) {
                        tryAt(door, relation.code(), side -> world.valuesToTry(door, relation, side));
                    }
                }
            }
        }
        refusalsOnRecord().forEach((who, times) -> {
            var since = times - before.getOrDefault(who, 0);
            if (since > 0) {
                onRecord.put(who, since);
            }
        });
        hearEvents();
        readMails();
        writeReport();
    }

    /** By account and action. */
    private Map<String, Integer> refusalsOnRecord() {
        var counted = new TreeMap<String, Integer>();
        database.sql(
                        "select account, action, count(*) from audit_entry where action in ('door.refused', 'door.notFound')"
                                + " group by account, action")
                .query(row -> {
                    counted.put(row.getString(1) + " " + row.getString(2), row.getInt(3));
                });
        return counted;
    }

    @Test
    void letsEachRoleThroughTheDoorsThatAreDeclared() {
        var lines = new ArrayList<String>();
        missing.forEach((door, rows) -> {
            lines.add(door);
            rows.forEach(row -> lines.add("    " + row));
        });
        assertThat(lines)
                .as(
                        "Doors without a row. If what happens is what should happen, add to a file in "
                                + DoorTable.FOLDER + ":%n%n%s%n%n",
                        String.join("\n", lines))
                .isEmpty();
        assertThat(differences)
                .as("What happens is not what %s declares:%n%n%s%n%n", DoorTable.FOLDER, String.join("\n", differences))
                .isEmpty();
    }

    /** A door that is only tried with what is not there tells nothing of who passes it. */
    @Test
    void triesEachDoorWithACaseThatIsThere() {
        assertThat(happened.entrySet().stream()
                        .filter(door -> door.getKey().contains("{")
                                && door.getValue().keySet().equals(Set.of(Relation.NONE.code())))
                        .map(Map.Entry::getKey))
                .as("Doors for whose variables DoorWorld has no value")
                .isEmpty();
    }

    /** Doors that let in nobody, and why. */
    private static final Map<String, String> SHUT = Map.of(
            "GET /camunda/app/cockpit/default/",
            "no account works in it",
            "GET /camunda/app/admin/default/",
            "accounts are kept by the product's own doors",
            "POST /camunda/api/admin/setup/default/user/create",
            "a first account of the engine is nobody's to make",
            "GET engine:/process-definition/key/{name}",
            "every definition is of a tenant, which this address cannot name",
            "POST /api/drill-schedules#other",
            "only the host schedules the drills of an exercise; the row without #other shows that the body is right",
            "POST /api/legal-holds#other",
            "a case of the other side's alone is unknown; the row without #other shows that the body is right");

    /** Where nobody is let in, what was tried may not be there at all, and proves nothing. */
    @Test
    void opensEachDoorToSomebody() {
        assertThat(happened.entrySet().stream()
                        .filter(door -> door.getValue().values().stream()
                                .noneMatch(outcomes -> outcomes.containsValue(Outcome.YES)))
                        .map(Map.Entry::getKey))
                .as(
                        "Doors without a \"yes\" in any row: DoorWorld gives their variables nothing that is there, or they need"
                                + " another body; what is shut on purpose stands in SHUT")
                .containsExactlyInAnyOrderElementsOf(SHUT.keySet());
    }

    @Test
    void declaresNothingThatIsNoDoor() {
        var real = new TreeSet<>(happened.keySet());
        tasks().keySet().forEach(real::add);
        eventAreas().forEach(area -> real.add("EVENT " + area));
        real.addAll(mailed.keySet());
        var declared = new TreeSet<>(table.doors());
        declared.removeAll(real);
        assertThat(declared).as("Remove these rows from " + DoorTable.FOLDER).isEmpty();
        var unused = happened.entrySet().stream()
                .flatMap(door -> table.rows(door.getKey()).stream()
                        .filter(row -> !door.getValue().containsKey(row))
                        .map(row -> door.getKey() + "  " + row))
                .toList();
        assertThat(unused).as("Rows for cases that are not tried").isEmpty();
    }

    /** The summary of which roles read and change what, area by area. */
    @Test
    void isSummedUpInTheDocumentation() throws IOException {
        var documented = Files.readAllLines(Path.of("docs/role-door.md")).stream()
                .filter(line -> line.startsWith("|"))
                .toList();
        var summed = summary();
        assertThat(documented)
                .as("The table in docs/role-door.md should be:%n%n%s%n%n", String.join("\n", summed))
                .isEqualTo(summed);
    }

    private List<String> summary() {
        var areas = new TreeMap<String, Map<String, Set<Character>>>();
        happened.forEach((door, rows) -> {
            var parts = door.substring(door.indexOf(' ') + 1).split("[/?#]");
            if (parts.length > 2 && parts[1].equals("api")) {
                // What is looked for stands in the body, where no log keeps it.
                var letter = door.startsWith("GET") || door.endsWith("/search") ? 'r' : 'w';
                rows.forEach((relation, outcomes) -> outcomes.forEach((who, outcome) -> {
                    var letters = areas.computeIfAbsent(parts[2], any -> new TreeMap<>())
                            .computeIfAbsent(who, any -> new TreeSet<>());
                    if (outcome == Outcome.YES && !relation.equals("none")) {
                        letters.add(letter);
                    }
                }));
            }
        });
        var lines = new ArrayList<String>();
        lines.add("| area | " + Stream.of(Role.values()).map(Role::code).collect(Collectors.joining(" | ")) + " |");
        lines.add("|" + "---|".repeat(Role.values().length + 1));
        areas.forEach((area, roles) -> {
            var cells = new ArrayList<String>();
            for (var role : Role.values()) {
                cells.add(Objects.requireNonNull(roles.get(role.code())).stream()
                        .map(String::valueOf)
                        .collect(Collectors.joining()));
            }
            lines.add("| " + area + " | " + String.join(" | ", cells) + " |");
        });
        lines.addAll(rows("task, and mails of it", tasks(), groups -> marks(rolesOf(groups))));
        lines.addAll(rows("mail of news", mailed, RoleDoorIT::marks));
        lines.addAll(rows("events", heard, roles -> marks(Map.of("own", roles))));
        return lines;
    }

    private static <T> List<String> rows(String head, Map<String, T> all, Function<T, List<String>> marks) {
        var lines = new ArrayList<String>();
        lines.add("| " + head + " | " + Stream.of(Role.values()).map(Role::code).collect(Collectors.joining(" | "))
                + " |");
        lines.add("|" + "---|".repeat(Role.values().length + 1));
        all.forEach((what, roles) -> lines.add("| " + what.replaceFirst("^(TASK|MAIL|EVENT) ", "") + " | "
                + String.join(" | ", marks.apply(roles)) + " |"));
        return lines;
    }

    private static List<String> marks(Set<Role> roles) {
        return Stream.of(Role.values())
                .map(role -> roles.contains(role) ? "x" : "")
                .toList();
    }

    /** {@code x}: of each case; {@code host}: of a case alone that the other side has opened. */
    private static List<String> marks(Map<String, Map<String, Outcome>> rows) {
        return Stream.of(Role.values())
                .map(role -> {
                    var of = rows.entrySet().stream()
                            .filter(row -> row.getValue().get(role.code()) == Outcome.YES)
                            .map(Map.Entry::getKey)
                            .collect(Collectors.toSet());
                    return of.isEmpty() ? "" : of.equals(rows.keySet()) ? "x" : of.contains("joint") ? "host" : "own";
                })
                .toList();
    }

    /** Of what both sides read, each reads which side did it, and only of its own who did. */
    @Test
    void namesNoAccountToTheOtherSide() {
        assertThat(named).isEmpty();
    }

    /** What each side keeps to itself stands in its own answers, and in none that the other side or a stranger gets. */
    @Test
    void tellsNobodyElseWhatASideKeepsToItself() {
        for (var side : DoorWorld.SIDES) {
            assertThat(client(side + ".lessons").get("/api/corrective-actions").body())
                    .contains(DoorWorld.canary(side));
        }
        assertThat(leaked).isEmpty();
    }

    /** Who is offered a task is who gets a mail of it, where something is to be done in it. */
    @Test
    void offersEachTaskToTheRolesThatAreDeclared() {
        var lines = new ArrayList<String>();
        tasks().forEach((task, groups) -> {
            if (!groups.equals(table.row(task, "to"))) {
                lines.add(task + "\n    to      " + groups);
            }
            assertThat(rolesOf(groups)).as(task).isNotEmpty();
        });
        assertThat(lines)
                .as("Tasks whose row is missing or differs:%n%n%s%n%n", String.join("\n", lines))
                .isEmpty();
    }

    /** Who is offered a task hears of it; of what a side keeps to itself, and of cases that are its own, the other hears nothing. */
    @Test
    void sendsMailsOfASidesOwnAndJointCasesToThatSideAlone() {
        mail.go();
        awaitMails();
        var known = Objects.requireNonNull(world);
        var told = new TreeSet<String>();
        for (var message : MAIL_SERVER.getReceivedMessages()) {
            var account = Mails.addressee(message);
            var side = account.substring(0, 3);
            var other = side.equals("aze") ? "tur" : "aze";
            var read = Mails.whole(message);
            assertThat(read)
                    .as(account)
                    .doesNotContain(DoorWorld.canary(side), DoorWorld.canary(other))
                    .doesNotContainPattern(accountsOf(other));
            known.hiddenFrom(side)
                    .forEach(number -> assertThat(read).as(account).doesNotContain(number));
            MENTIONED.matcher(read).results().forEach(number -> told.add(account + " " + number.group()));
        }
        assertThat(offered).hasSizeGreaterThan(20).isSubsetOf(told);
        for (var side : DoorWorld.SIDES) {
            var ofSide = told.stream()
                    .filter(mentioned -> mentioned.startsWith(side))
                    .map(mentioned -> mentioned.substring(mentioned.indexOf(' ') + 1))
                    .toList();
            assertThat(known.hiddenFrom(side)).hasSizeGreaterThan(3);
            for (var relation : List.of(Relation.OWN, Relation.JOINT)) {
                assertThat(ofSide).as(side + " " + relation).containsAnyElementsOf(known.numbers(relation, side));
            }
        }
    }

    /** Until what a round has taken for sending, meanwhile, is sent as well. */
    private void awaitMails() {
        var end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (database.sql("select count(*) from mail where state in ('WAITING', 'SENDING')")
                                .query(Long.class)
                                .single()
                        > 0
                && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(database.sql("select distinct state from mail order by state")
                        .query(String.class)
                        .list())
                .contains("SENT")
                .isSubsetOf("DROPPED", "SENT");
    }

    private void wantMails() {
        for (var side : DoorWorld.SIDES) {
            for (var role : Role.values()) {
                var account = side + "." + role.code();
                database.sql("insert into mail_preference (account, side, address, pace) values (?, ?, ?, 'IMMEDIATE')")
                        .params(account, side.toUpperCase(Locale.ROOT), account + "@hq.example")
                        .update();
            }
        }
    }

    private void noteWhatIsOffered() {
        clients.forEach((account, client) -> {
            if (!account.equals(DoorTable.NOBODY)) {
                for (var task : Client.json(client.get("/api/tasks?limit=200")).get("items")) {
                    if (task.path("assignee").isNull()
                            && !FollowingSteps.contains(task.path("step").asText())) {
                        offered.add(account + " " + task.get("caseNumber").asText());
                    }
                }
            }
        });
    }

    /** Each area of events is heard by the roles that are declared, on the side whose events they are. */
    @Test
    void tellsEventsToTheRolesAndTheSideThatAreDeclared() {
        var lines = new ArrayList<String>();
        heard.forEach((area, roles) -> {
            var row = DoorTable.spelled(roles);
            if (!row.equals(table.row("EVENT " + area, "own"))) {
                lines.add("EVENT " + area + "\n    own     " + row);
            }
        });
        assertThat(lines)
                .as("Areas of events whose row is missing or differs:%n%n%s%n%n", String.join("\n", lines))
                .isEmpty();
    }

    private void hearEvents() {
        for (var side : DoorWorld.SIDES) {
            for (var role : Role.values()) {
                var areas = new TreeSet<String>();
                for (var event : events(side + "." + role.code())) {
                    var type = event.get("type").asText().substring(EventTypes.PREFIX.length());
                    areas.add(type.substring(0, type.indexOf('.')));
                    if (EventTypes.all().get(type) == Release.OWN_SIDE
                            && !event.at("/data/side").asText().equals(side.toUpperCase(Locale.ROOT))) {
                        differences.add(type + " of one side is told to the other");
                    }
                }
                eventAreas()
                        .forEach(area -> note(
                                "EVENT " + area,
                                heard.computeIfAbsent(area, any -> new TreeMap<>()),
                                role,
                                areas.contains(area)));
            }
        }
    }

    /** What becomes of a role, on both sides alike. */
    private void note(String what, Map<String, Outcome> roles, Role role, boolean gets) {
        var outcome = gets ? Outcome.YES : Outcome.NO;
        var same = roles.put(role.code(), outcome);
        if (same != null && same != outcome) {
            differences.add("%s: %s is \"%s\" for one side and \"%s\" for the other"
                    .formatted(what, role.code(), same.word(), outcome.word()));
        }
        roles.put(DoorTable.NOBODY, Outcome.SIGN_IN);
    }

    /** Of each kind of news the roles that are declared get a mail, of their side's own cases and of those of the other's. */
    @Test
    void mailsNewsToTheRolesThatAreDeclared() {
        assertThat(mailed.keySet())
                .containsAll(
                        OfficerNews.kinds().stream().map(kind -> "MAIL " + kind).toList())
                .hasSize(OfficerNews.kinds().size() + papers.size());
        var lines = new ArrayList<String>();
        mailed.forEach((kind, rows) -> rows.forEach((relation, roles) -> {
            var row = DoorTable.spelled(roles);
            if (!row.equals(table.row(kind, relation))) {
                lines.add("%s%n    %-7s %s".formatted(kind, relation, row));
            }
        }));
        assertThat(lines)
                .as("Mails whose row is missing or differs:%n%n%s%n%n", String.join("\n", lines))
                .isEmpty();
    }

    /** One of each kind comes to pass at each side, in a case that it has opened and in one of the other's; who gets a mail of it? */
    private void readMails() {
        var numbers = new TreeMap<String, String>();
        for (var side : DoorWorld.SIDES) {
            for (var kind : OfficerNews.kinds()) {
                for (var relation : List.of(Relation.OWN, Relation.JOINT)) {
                    var number = "%s-%s-2031-%d"
                            .formatted(
                                    kind.startsWith("visit.") ? "VIS" : "PLN",
                                    (relation == Relation.OWN ? side : otherThan(side)).toUpperCase(Locale.ROOT),
                                    1000 + numbers.size());
                    numbers.put(number, side + " " + relation.code() + " " + kind);
                    happens(side, kind, number);
                }
            }
        }
        // Events are read in their order: who got the mail of the last will get none of an earlier one any more.
        var last = DoorWorld.SIDES.stream().collect(Collectors.toMap(side -> side, side -> "INS-%s-2031-999"
                .formatted(side.toUpperCase(Locale.ROOT))));
        last.forEach((side, number) -> happens(side, "agreement.inForce", number));
        var end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!mailedTo().keySet().containsAll(last.values()) && System.nanoTime() < end) {
            mail.go();
        }
        awaitMails();
        var told = mailedTo();
        assertThat(told).containsKeys(last.values().toArray(String[]::new));
        numbers.forEach((number, what) -> {
            var parts = what.split(" ");
            for (var role : Role.values()) {
                note(
                        "MAIL " + parts[2] + " " + parts[1],
                        mailed.computeIfAbsent("MAIL " + parts[2], any -> new TreeMap<>())
                                .computeIfAbsent(parts[1], any -> new TreeMap<>()),
                        role,
                        told.getOrDefault(number, Set.of()).contains(parts[0] + "." + role.code()));
            }
            told.getOrDefault(number, Set.of()).stream()
                    .filter(account -> !account.startsWith(parts[0]))
                    .forEach(account -> differences.add("A mail of " + what + " went to " + account));
        });
        for (var paper : papers) {
            for (var side : DoorWorld.SIDES) {
                for (var role : Role.values()) {
                    note(
                            "MAIL " + paper.kind(),
                            mailed.computeIfAbsent("MAIL " + paper.kind(), any -> new TreeMap<>())
                                    .computeIfAbsent("own", any -> new TreeMap<>()),
                            role,
                            paper.isFor(accounts.find(side + "." + role.code()).orElseThrow()));
                }
            }
        }
    }

    private void happens(String side, String kind, String number) {
        database.sql("insert into outgoing_event (side, event_id, release, type, area, case_number, happened_at)"
                        + " values (?, ?, ?, ?, ?, ?, current_timestamp)")
                .params(
                        side.toUpperCase(Locale.ROOT),
                        UUID.randomUUID().toString(),
                        Objects.requireNonNull(EventTypes.all().get(kind), kind).name(),
                        EventTypes.PREFIX + kind,
                        kind.substring(0, kind.indexOf('.')),
                        number)
                .update();
    }

    /** Number of a case → the accounts that got a mail of it. */
    private static Map<String, Set<String>> mailedTo() {
        var told = new TreeMap<String, Set<String>>();
        for (var message : MAIL_SERVER.getReceivedMessages()) {
            MENTIONED.matcher(Mails.whole(message)).results().forEach(number -> told.computeIfAbsent(
                            number.group(), any -> new TreeSet<>())
                    .add(Mails.addressee(message)));
        }
        return told;
    }

    private static String otherThan(String side) {
        return DoorWorld.SIDES.get(1 - DoorWorld.SIDES.indexOf(side));
    }

    /** The roles in the groups that a diagram names; where it leaves them to the program, all that the program may name. */
    private Set<Role> rolesOf(String groups) {
        return Stream.of(groups.split(","))
                .flatMap(group -> Role.of(group.substring(group.lastIndexOf('-') + 1)).stream()
                        .collect(Collectors.collectingAndThen(
                                Collectors.toSet(), named -> named.isEmpty() ? rolesBehind(group) : named))
                        .stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<Role> rolesBehind(String group) {
        return switch (group) {
            case "${desk}" -> desks();
            case "${actionBody}" -> CorrectiveActions.bodies();
            case "${drillOffices.group(execution)}" -> roles(Stream.of(BookingOffice.values()), BookingOffice::role);
            case "${planningGroups.writers(execution)}" -> roles(Stream.of(ProductKind.values()), ProductKind::writer);
            case "${planningGroups.approvers(execution)}" ->
                roles(Stream.of(ProductKind.values()), ProductKind::approver);
            case "${waiverAuthorities.groups(execution)}" ->
                visitRules.waiverAuthorities(LocalDate.now(ZoneOffset.UTC));
            case "${instrumentParties.group(execution)}" -> Set.of(Role.LEGAL);
            default -> throw new AssertionError("Who is behind " + group + "?");
        };
    }

    private static <T> Set<Role> roles(Stream<T> all, Function<T, Role> role) {
        return all.map(role).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<Role> desks() {
        try {
            return Pattern.compile("\"(\\w+)\"")
                    .matcher(Files.readString(Path.of("processes/visit/visit-desks.dmn")))
                    .results()
                    .flatMap(quoted -> Role.of(quoted.group(1)).stream())
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** Each "no" and each "hidden" of an account that is signed in is one entry, and nothing else is. */
    @Test
    void recordsEachAttemptAtADoorThatWasRefused() {
        assertThat(refused).hasSizeGreaterThan(2 * Role.values().length);
        assertThat(onRecord).isEqualTo(refused);
    }

    @Test
    void recordsWhatWasRefused() {
        var number = walkedPermit("tur");
        refuse("aze.guard", "GET", "/api/permits/" + number, 404, "door.notFound", "GET /api/permits/{number}", number);
        refuse("tur.medical", "GET", "/api/accounts", 403, "door.refused", "GET /api/accounts", null);
        refuse(
                "aze.planner",
                "POST",
                "/engine-rest/task/4711Yildirim/assignee",
                404,
                "door.notFound",
                "POST /engine-rest/task/{x}/assignee",
                null);
        refuse("tur.admin", "GET", "/engine-rest/task", 403, "door.refused", "GET /engine-rest/task", null);
    }

    private String walkedPermit(String side) {
        return Client.json(client(side + ".planner").get("/api/permits"))
                .at("/items/0/number")
                .asText();
    }

    private void refuse(
            String account,
            String method,
            String path,
            int status,
            String action,
            String detail,
            @Nullable String caseNumber) {
        var before = recorded(account, action, detail, caseNumber);
        var answer = send(client(account), method, path, DoorTable.Attempt.PLAIN);
        assertThat(answer.statusCode()).as(path).isEqualTo(status);
        assertThat(recorded(account, action, detail, caseNumber)).as(path).isEqualTo(before + 1);
    }

    private int recorded(String account, String action, String detail, @Nullable String caseNumber) {
        return database.sql("select count(*) from audit_entry where account = ? and action = ? and detail = ?"
                        + " and side = ? and " + (caseNumber == null ? "case_number is null" : "case_number = ?"))
                .params(
                        caseNumber == null
                                ? List.of(
                                        account,
                                        action,
                                        detail,
                                        account.substring(0, 3).toUpperCase(Locale.ROOT))
                                : List.of(
                                        account,
                                        action,
                                        detail,
                                        account.substring(0, 3).toUpperCase(Locale.ROOT),
                                        caseNumber))
                .query(Integer.class)
                .single();
    }

    private List<JsonNode> events(String account) {
        var found = new ArrayList<JsonNode>();
        var after = 0L;
        while (true) {
            var answer = client(account).get("/api/events?limit=200&after=" + after);
            if (answer.statusCode() == 403) {
                return found;
            }
            var page = Client.json(answer);
            page.get("items").forEach(found::add);
            if (!page.get("more").asBoolean()) {
                return found;
            }
            after = page.get("next").asLong();
        }
    }

    private static Set<String> eventAreas() {
        return EventTypes.all().keySet().stream()
                .map(type -> type.substring(0, type.indexOf('.')))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Every user task of the newest definitions, with the groups that it is offered to as the diagram names them. */
    private Map<String, String> tasks() {
        var found = new TreeMap<String, String>();
        engineWork.asSystem(() -> {
            for (var definition :
                    repository.createProcessDefinitionQuery().latestVersion().list()) {
                repository
                        .getBpmnModelInstance(definition.getId())
                        .getModelElementsByType(UserTask.class)
                        .forEach(task -> found.put(
                                "TASK " + definition.getKey() + " " + task.getId(), task.getCamundaCandidateGroups()));
            }
        });
        return found;
    }

    private Set<String> doors() {
        var found = new TreeSet<String>(FIXED);
        for (var mapping : handlerMappings) {
            mapping.getHandlerMethods().keySet().forEach(info -> info.getPatternValues().stream()
                    .filter(pattern -> !pattern.startsWith("/error"))
                    .forEach(pattern -> {
                        var methods = info.getMethodsCondition().getMethods();
                        if (methods.isEmpty()) {
                            found.add("GET " + pattern);
                        }
                        methods.forEach(method -> found.add(method.name() + " " + pattern));
                    }));
        }
        EngineDoorList.addresses()
                .forEach(address -> found.add(
                        address.replace(" ", " engine:").replaceFirst("tenant-id/\\{name}", "tenant-id/{tenant}")));
        found.add("GET /api/visit-requests/{number}/attachments/{id}#fitness");
        for (var kind : PaperKind.values()) {
            found.add("GET " + DoorWorld.paperDoor(kind));
        }
        DoorWorld.DRAWN_AS_DRAFTS.forEach(kind -> found.add("GET " + DoorWorld.draftDoor(kind)));
        // What is named in the body has a side, too.
        found.add("POST /api/drill-schedules#other");
        found.add("POST /api/legal-holds#other");
        found.add("POST " + DoorWorld.AT_DESK);
        found.add("GET /api/page-drafts/{number}#own");
        found.add("PUT /api/page-drafts/{number}/{form}#own");
        found.add("DELETE /api/page-drafts/{number}/{form}#own");
        return new LinkedHashSet<>(found);
    }

    private void tryAt(String door, String relation, Function<String, Map<String, String>> values) {
        var outcomes = new TreeMap<String, Outcome>();
        var method = door.substring(0, door.indexOf(' '));
        var path = door.substring(door.indexOf(' ') + 1);
        var attempt = table.attempt(door);
        var known = Objects.requireNonNull(world);
        // What is not there is the same for both sides, and what is drawn anew each time takes long.
        var sides =
                relation.equals(Relation.NONE.code()) || DRAWN.contains(door) || door.contains("/paper-drafts/{kind}#")
                        ? DoorWorld.SIDES.subList(0, 1)
                        : DoorWorld.SIDES;
        for (var role : Role.values()) {
            for (var side : sides) {
                var filled = DoorWorld.filled(path, values.apply(side));
                var outcome = outcome(client(side + "." + role.code()), method, filled, known.sent(attempt, side));
                var same = outcomes.putIfAbsent(role.code(), outcome);
                if (same != null && same != outcome) {
                    differences.add("%s  %s: %s is \"%s\" for one side and \"%s\" for the other"
                            .formatted(door, relation, role.code(), same.word(), outcome.word()));
                }
            }
        }
        outcomes.put(
                DoorTable.NOBODY,
                outcome(
                        client(DoorTable.NOBODY),
                        method,
                        DoorWorld.filled(path, values.apply("aze")),
                        known.sent(attempt, "aze")));
        happened.computeIfAbsent(door, any -> new TreeMap<>()).put(relation, outcomes);
        compare(door, relation, outcomes);
    }

    private void compare(String door, String relation, Map<String, Outcome> outcomes) {
        var declared = table.row(door, relation);
        if (outcomes.containsValue(Outcome.FAULT)) {
            differences.add(door + "  " + relation + ": a fault of the program for "
                    + outcomes.entrySet().stream()
                            .filter(entry -> entry.getValue() == Outcome.FAULT)
                            .map(Map.Entry::getKey)
                            .toList());
        }
        if (declared == null) {
            missing.computeIfAbsent(door, any -> new LinkedHashSet<>())
                    .add("%-7s %s".formatted(relation, DoorTable.spelled(outcomes)));
            return;
        }
        var told = DoorTable.told(declared);
        outcomes.forEach((who, outcome) -> {
            if (told.get(who) != outcome) {
                differences.add("%s  %s: %s is \"%s\", declared \"%s\""
                        .formatted(door, relation, who, outcome.word(), told.get(who)));
            }
        });
        if (outcomes.values().stream().anyMatch(outcome -> outcome == Outcome.UNREAD)) {
            differences.add(door + "  " + relation
                    + ": what is sent is not understood, which proves nothing; give the door a line \"send\""
                    + " with a body");
        }
    }

    private Outcome outcome(Client client, String method, String path, DoorTable.Attempt attempt) {
        if (!path.startsWith("engine:")) {
            return outcomeAt(client, method, path, attempt);
        }
        var below = path.substring("engine:".length());
        // Both doors lead to one list: the second is tried by the accounts of one side.
        var doors = isOfFirstSide(client) ? ENGINE_DOORS : ENGINE_DOORS.subList(0, 1);
        var answers = doors.stream()
                .map(door -> outcomeAt(client, method, door + below, attempt))
                .distinct()
                .toList();
        if (answers.size() > 1 && !below.startsWith("/engine") && !below.equals("/version")) {
            differences.add(method + " " + path + ": the two doors to the engine differ: " + answers);
        }
        return answers.get(0);
    }

    private Outcome outcomeAt(Client client, String method, String path, DoorTable.Attempt attempt) {
        var answer = send(client, method, path.replaceFirst("#.*", ""), attempt);
        var isStranger = client == client(DoorTable.NOBODY);
        noteNames(client, method, path, answer);
        if (!isStranger && (answer.statusCode() == 403 || answer.statusCode() == 404)) {
            var action = answer.statusCode() == 403 ? " door.refused" : " door.notFound";
            refused.merge(accountOf(client) + action, 1, Integer::sum);
        }
        return switch (answer.statusCode()) {
            case 401 -> Outcome.SIGN_IN;
            case 302 ->
                answer.headers().firstValue("Location").orElse("").endsWith("/sign-in") ? Outcome.SIGN_IN : Outcome.YES;
            case 403 -> isStranger ? Outcome.SIGN_IN : Outcome.NO;
            case 404 -> Outcome.HIDDEN;
            case 400, 406, 415 -> UNREADABLE.contains(typeOf(answer)) ? Outcome.UNREAD : Outcome.YES;
            default -> answer.statusCode() < 500 || answer.statusCode() == 501 ? Outcome.YES : Outcome.FAULT;
        };
    }

    private String accountOf(Client client) {
        return clients.entrySet().stream()
                .filter(known -> known.getValue() == client)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    private void noteNames(Client client, String method, String path, HttpResponse<String> answer) {
        DoorWorld.SIDES.stream()
                .filter(side -> !isOf(side, client) && answer.body().contains(DoorWorld.canary(side)))
                .forEach(side -> leaked.add(method + " " + path + " tells what " + side + " keeps to itself"));
        if (answer.statusCode() >= 300
                || !path.startsWith("/api/") && ENGINE_DOORS.stream().noneMatch(path::startsWith)) {
            return;
        }
        var found = accountsOf(isOfFirstSide(client) ? "tur" : "aze").matcher(answer.body());
        if (found.find()) {
            named.add(method + " " + path + " names " + found.group());
        }
    }

    private static Pattern accountsOf(String side) {
        return Pattern.compile("\\b(" + side + "\\.("
                + Stream.of(Role.values()).map(Role::code).collect(Collectors.joining("|")) + "))\\b");
    }

    private static String typeOf(HttpResponse<String> answer) {
        var type =
                answer.body().startsWith("{") ? Client.json(answer).path("type").asText() : "";
        return type.substring(type.lastIndexOf(':') + 1);
    }

    private HttpResponse<String> send(Client client, String method, String path, DoorTable.Attempt attempt) {
        var token = path.startsWith("/camunda/") ? client.cookie("XSRF-TOKEN") : client.cookie("MUSHTEREK-CSRF");
        var address = attempt.query() == null ? path : path + "?" + attempt.query();
        var isRead = method.equals("GET") || method.equals("OPTIONS");
        var request = client.request(address)
                .timeout(Duration.ofSeconds(30))
                .header(
                        path.startsWith("/camunda/") ? "X-XSRF-TOKEN" : "X-MUSHTEREK-CSRF",
                        token.isEmpty() ? "none" : token)
                .header("If-Match", "\"999\"")
                .method(
                        method,
                        isRead || attempt.body() == null && method.equals("DELETE")
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(
                                        attempt.body() == null ? "{}" : attempt.body(), StandardCharsets.UTF_8));
        if (!isRead) {
            request.header("Content-Type", attempt.type());
        }
        return STREAMS.stream().anyMatch(path::endsWith) ? client.begin(request) : client.send(request);
    }

    private boolean isOfFirstSide(Client client) {
        return isOf(DoorWorld.SIDES.get(0), client);
    }

    private boolean isOf(String side, Client client) {
        return clients.entrySet().stream()
                .anyMatch(known -> known.getValue() == client && known.getKey().startsWith(side + "."));
    }

    private Client client(String account) {
        return Objects.requireNonNull(clients.get(account));
    }

    private static String word(Map<String, Outcome> outcomes, String name) {
        return Objects.requireNonNull(outcomes.get(name)).word();
    }

    // --- The report. ---

    private void writeReport() throws IOException {
        var page = new StringBuilder("""
            <!doctype html><html lang="en"><meta charset="utf-8"><title>Role × door</title><style>
            body{font:14px sans-serif;margin:1em}table{border-collapse:collapse}
            td,th{border:1px solid #ccc;padding:2px 6px;text-align:left}th{position:sticky;top:0;background:#fff}
            .yes{background:#cfe8cf}.no{background:#f3c9c4}.hidden{background:#e2e2e2}.sign-in{background:#f6ecc0}
            .unread,.fault{background:#d33;color:#fff}td.d{font-family:monospace;white-space:nowrap}
            </style><h1>Role × door</h1>
            <p>What became of each role at each door of the running program, on both sides alike. yes: let in; no: 403;
            hidden: 404, as if it were not there; sign-in: only after a sign-in. The case is the own side's, the other
            side's, one that both share, or one that is not there.</p><table><tr><th>door</th><th>case</th>
            """);
        var who = new ArrayList<String>();
        for (var role : Role.values()) {
            who.add(role.code());
        }
        who.add(DoorTable.NOBODY);
        who.forEach(name -> page.append("<th>").append(name).append("</th>"));
        page.append("</tr>\n");
        happened.forEach((door, rows) -> rows.forEach((relation, outcomes) -> {
            page.append("<tr><td class=d>")
                    .append(door)
                    .append("</td><td>")
                    .append(relation)
                    .append("</td>");
            who.forEach(name -> page.append("<td class=")
                    .append(word(outcomes, name))
                    .append('>')
                    .append(word(outcomes, name))
                    .append("</td>"));
            page.append("</tr>\n");
        }));
        page.append("</table>");
        section(page, "Tasks, and mails of them", "task", tasks(), groups -> marks(rolesOf(groups)));
        section(page, "Mails of news", "news", mailed, RoleDoorIT::marks);
        section(page, "Events", "area", heard, roles -> marks(Map.of("own", roles)));
        page.append("<h2>Types of events</h2><table><tr><th>event</th><th>release</th></tr>\n");
        EventTypes.all().forEach((type, release) -> page.append("<tr><td class=d>")
                .append(type)
                .append("</td><td>")
                .append(release)
                .append("</td></tr>\n"));
        page.append("</table></html>\n");
        Files.writeString(Path.of("target/role-door.html"), page);
    }

    private static <T> void section(
            StringBuilder page, String title, String head, Map<String, T> all, Function<T, List<String>> marks) {
        page.append("<h2>")
                .append(title)
                .append("</h2><table><tr><th>")
                .append(head)
                .append("</th>");
        for (var role : Role.values()) {
            page.append("<th>").append(role.code()).append("</th>");
        }
        page.append("</tr>\n");
        all.forEach((what, roles) -> {
            page.append("<tr><td class=d>").append(what).append("</td>");
            marks.apply(roles).forEach(mark -> page.append(mark.isEmpty() ? "<td>" : "<td class=yes>")
                    .append(mark)
                    .append("</td>"));
            page.append("</tr>\n");
        });
        page.append("</table>\n");
    }
}
