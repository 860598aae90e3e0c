package org.mushterek.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mushterek.visit.CaseWalk.answer;
import static org.mushterek.visit.CaseWalk.approval;

import com.fasterxml.jackson.databind.JsonNode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mushterek.Mushterek;
import org.mushterek.build.StoredText;
import org.mushterek.common.SealedColumn;
import org.mushterek.common.SealedColumns;
import org.mushterek.common.Seals;
import org.mushterek.visit.Visitor.DocumentType;
import org.mushterek.visit.roster.RosterFixtures;
import org.mushterek.web.security.Client;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/**
 * A case with a person like no other, from the request to the gate: the person is nowhere to be read but by those who may,
 * neither in a table, nor in the database's files, nor in a log; also where an earlier release kept everything open.
 */
@ExtendWith(OutputCaptureExtension.class)
class SealedDataIT {

    private static final Path FOLDER = Path.of("target", "sealed-data").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final LocalDate BORN = LocalDate.of(1987, 11, 13);
    private static final String DOCUMENT = "U98765432";
    private static final String PERSONAL_NUMBER = RosterFixtures.identityNumber(987_650_123);
    private static final Visitor CANARY = RosterFixtures.aVisitor(3)
            .turkish()
            .named("Kanaryanov", "Simurq", "KANARYANOV", "SIMURQ")
            .bornOn(BORN)
            .withDocument(DocumentType.PASSPORT, DOCUMENT)
            .withPersonalNumber(PERSONAL_NUMBER)
            .build();
    private static final List<String> SECRETS = List.of(
            "Kanaryanov", "KANARYANOV", "Simurq", "SIMURQ", DOCUMENT, PERSONAL_NUMBER, "1987-11-13", "13.11.1987");

    @Test
    void tellsNobodyOfAPerson(CapturedOutput output) throws Exception {
        var folder = FOLDER.resolve("h2");
        FileSystemUtils.deleteRecursively(folder);
        tellsNobody(
                output,
                folder,
                folder.resolve("data"),
                "--spring.datasource.url=jdbc:h2:file:" + folder.resolve("data/mushterek")
                        + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE");
    }

    @Test
    void tellsNobodyOfAPersonOnPostgresql(CapturedOutput output) throws Exception {
        var folder = FOLDER.resolve("postgresql");
        FileSystemUtils.deleteRecursively(folder);
        Files.createDirectories(folder);
        try (var server = EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("server"))
                .setCleanDataDirectory(false)
                .start()) {
            tellsNobody(
                    output,
                    folder,
                    // The log of writes ahead keeps for a while what was there before an update.
                    folder.resolve("server/base"),
                    "--spring.datasource.url=" + server.getJdbcUrl("postgres", "postgres"),
                    "--spring.datasource.username=postgres",
                    "--spring.datasource.password=");
        }
    }

    /** @param files where an update must leave nothing behind */
    private static void tellsNobody(CapturedOutput output, Path folder, Path files, String... database)
            throws Exception {
        Case visit;
        try (var program = start(folder, database)) {
            visit = walked(program);
            assertSealed(program);
            noticesMovedRows(program, visit, output);
            writeOut(program);
        }
        assertThat(filesHolding(folder)).isEmpty();

        try (var program = start(folder, database)) {
            visit.assertReadable(walk(program));
            keepOpenAsEarlier(program);
            assertThat(tablesHolding(program)).hasSizeGreaterThan(8);
            writeOut(program);
        }
        assertThat(filesHolding(files)).isNotEmpty();

        try (var program = start(folder, database)) {
            assertSealed(program);
            visit.assertReadable(walk(program));
            writeOut(program);
        }
        assertThat(filesHolding(files)).isEmpty();
        assertThat(output.getAll()).contains("Sealed what", "visit_person").doesNotContain(SECRETS);
    }

    /** A server writes its tables when it likes, and must have written them before they are looked at. */
    private static void writeOut(ConfigurableApplicationContext program) {
        program.getBean(JdbcClient.class).sql("checkpoint").update();
    }

    /** What those who may read it are shown. */
    private record Case(String number, String file, byte[] fileContent, String permit, byte[] print, String token) {

        void assertReadable(CaseWalk walk) {
            assertThat(walk.read("tur.planner", "/api/visit-requests/" + number + "/identities")
                            .at("/persons/2/documentNumber")
                            .asText())
                    .isEqualTo(DOCUMENT);
            assertThat(walk.read("aze.security", "/api/host-cases/" + number)
                            .at("/document/visitors/2/surname")
                            .asText())
                    .isEqualTo("Kanaryanov");
            assertThat(bytes(walk, "tur.planner", "/api/visit-requests/" + number + "/attachments/" + file))
                    .isEqualTo(fileContent);
            assertThat(walk.read("tur.planner", "/api/visit-requests/" + number + "/attachments")
                            .findValuesAsText("name"))
                    .contains("Kanaryanov.pdf");
            assertThat(walk.read("aze.authority", "/api/visit-requests/" + number + "/messages")
                            .findValuesAsText("text"))
                    .contains("Kanaryanov " + DOCUMENT + " is a medic");
            assertThat(bytes(walk, "aze.registry", "/api/permits/" + permit + "/paper"))
                    .isEqualTo(print);
            assertThat(person(walk, token, BORN)).isTrue();
        }
    }

    private static Case walked(ConfigurableApplicationContext program) throws IOException {
        var walk = walk(program);
        var number = walk.open("tur.planner");
        var path = "/api/visit-requests/" + number;
        saysWhatIsWrongWithoutKeepingIt(walk, path);
        var roll = IntStream.rangeClosed(1, 30)
                .mapToObj(line -> line == 3
                        ? CANARY
                        : RosterFixtures.aVisitor(line).turkish().build())
                .toList();
        var enrolled = walk.send("tur.planner", "PUT", path + "/roster", RosterFixtures.csv(roll), "text/csv", 1);
        assertThat(enrolled.statusCode()).as(enrolled.body()).isEqualTo(200);
        var content = walk.lawfulContent("tur", "aze", "QAFQAZ-QARTALI").put("remarks", "Kanaryanov needs a ramp");
        content.putObject("securityOfficer").put("name", "Simurq Kanaryanov").put("phone", "2");
        walk.write("tur.planner", number, content, 2);
        var fileContent = FileFixture.joined(
                FileFixture.pdf(700_000, 1),
                ("% Kanaryanov " + DOCUMENT + "\n%%EOF\n").getBytes(StandardCharsets.UTF_8));
        var uploaded = walk.upload("tur.planner", number, "INSURANCE", 3, "Kanaryanov.pdf", fileContent);
        assertThat(uploaded.statusCode()).as(uploaded.body()).isEqualTo(201);

        walk.complete("tur.planner", number, VisitRequestProcess.PREPARE_REQUEST, answer("SUBMIT"));
        walk.complete("tur.security", number, VisitRequestProcess.CERTIFY_ROSTER, answer("CERTIFY"));
        walk.complete("tur.authority", number, VisitRequestProcess.ENDORSE_REQUEST, answer("ENDORSE"));
        walk.task("aze.security", number, HostApprovalProcess.REVIEW_AT_DESK);
        writeOnce(walk, path);
        for (var desk : List.of("security", "range", "medical", "border")) {
            walk.complete(
                    "aze." + desk,
                    number,
                    HostApprovalProcess.REVIEW_AT_DESK,
                    answer("NO_OBJECTION").put("remark", "Not Kanaryanov again"));
        }
        walk.complete(
                "aze.authority",
                number,
                HostApprovalProcess.DECIDE_REQUEST,
                approval(1).put("comment", "Welcome, Kanaryanov").put("remark", "Watch Kanaryanov"));
        walk.complete(
                "aze.authority",
                number,
                VisitPermitProcess.CORRECT_DECISION,
                approval(1)
                        .put("comment", "Welcome again, Kanaryanov")
                        .put("remark", "Watch Kanaryanov")
                        .put("reason", "Kanaryanov was greeted wrongly"));
        walk.complete("aze.authority", number, VisitPermitProcess.CORRECT_DECISION, answer("RELEASE"));
        var permit = walk.permit("tur.planner", number);
        CaseWalk.begin(program.getBean(JdbcClient.class), number);
        walk.arrived("aze", number, "Where Kanaryanov came", "Kanaryanov was another");
        walk.suspendedForAWhile("aze", number, "Kanaryanov is asked for");
        draft(walk, number);
        pageDraft(walk, number);

        var permitNumber = permit.get("number").asText();
        var token = permit.get("token").asText();
        bytes(walk, "tur.border", "/api/permits/" + permitNumber + "/paper");
        assertThat(program.getBean(JdbcClient.class)
                        .sql("select account || ' ' || side from audit_entry where case_number = ?"
                                + " and action = 'visit.paperRead' and detail = ?")
                        .params(number, permitNumber)
                        .query(String.class)
                        .list())
                .containsExactly("tur.border TUR");
        assertThat(person(walk, token, BORN)).isTrue();
        assertThat(person(walk, token, BORN.plusDays(1))).isFalse();
        for (var paper : walk.read("aze.guard", path + "/papers")) {
            assertThat(bytes(
                            walk,
                            "aze.guard",
                            path + "/papers/" + paper.get("number").asText()))
                    .startsWith("%PDF".getBytes(StandardCharsets.US_ASCII));
        }
        return new Case(
                number,
                Client.json(uploaded).get("id").asText(),
                fileContent,
                permitNumber,
                bytes(walk, "aze.registry", "/api/permits/" + permitNumber + "/paper"),
                token);
    }

    /** Input that is refused is often what a log quotes. */
    private static void saysWhatIsWrongWithoutKeepingIt(CaseWalk walk, String path) {
        var twice = RosterFixtures.csv(List.of(CANARY, CANARY));
        assertThat(walk.send("tur.planner", "PUT", path + "/roster", twice, "text/csv", 1)
                        .statusCode())
                .isEqualTo(400);
        for (var broken : List.of("{\"purpose\": \"Kanaryanov", "{\"Kanaryanov\": 1}", "[\"" + DOCUMENT + "\"]")) {
            assertThat(walk.send("tur.planner", "PUT", path, broken, "application/json", 1)
                            .statusCode())
                    .isEqualTo(400);
            assertThat(walk.send("tur.planner", "PUT", path + "/roster", broken, "application/json", 1)
                            .statusCode())
                    .isEqualTo(400);
        }
        assertThat(walk.client("tur.planner")
                        .get(path + "/attachments/Kanaryanov")
                        .statusCode())
                .isEqualTo(404);
    }

    /** A message under an idempotency key, whose answer is kept. */
    private static void writeOnce(CaseWalk walk, String path) {
        var client = walk.client("tur.planner");
        var written = client.send(client.request(path + "/messages")
                .header("Content-Type", "application/json")
                .header("X-MUSHTEREK-CSRF", client.cookie("MUSHTEREK-CSRF"))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(
                        "{\"text\":\"Kanaryanov " + DOCUMENT + " is a medic\",\"release\":\"BOTH\"}")));
        assertThat(written.statusCode()).as(written.body()).isEqualTo(201);
    }

    private static void draft(CaseWalk walk, String number) {
        var task = walk.task("aze.registry", number, VisitPermitProcess.CLOSE_VISIT);
        var saved = walk.send(
                "aze.registry",
                "PUT",
                "/api/tasks/" + task + "/draft",
                "{\"reason\":\"Kanaryanov " + DOCUMENT + "\"}",
                "application/json",
                null);
        assertThat(saved.statusCode()).as(saved.body()).isEqualTo(204);
        assertThat(walk.read("aze.registry", "/api/tasks/" + task)
                        .at("/draft/reason")
                        .asText())
                .isEqualTo("Kanaryanov " + DOCUMENT);
    }

    private static void pageDraft(CaseWalk walk, String number) {
        var path = "/api/page-drafts/" + number;
        var saved = walk.send(
                "aze.registry",
                "PUT",
                path + "/suspension",
                "{\"written\":\"Kanaryanov " + DOCUMENT + "\"}",
                "application/json",
                null);
        assertThat(saved.statusCode()).as(saved.body()).isEqualTo(200);
        assertThat(walk.read("aze.registry", path).at("/0/written").asText()).isEqualTo("Kanaryanov " + DOCUMENT);
    }

    /** Somebody exchanges two persons of the roll in the database. */
    private static void noticesMovedRows(ConfigurableApplicationContext program, Case visit, CapturedOutput output) {
        var database = program.getBean(JdbcClient.class);
        exchangeLines(database, visit.number(), 3, 4);
        var refused = walk(program).client("tur.planner").get("/api/visit-requests/" + visit.number());
        assertThat(refused.statusCode()).isEqualTo(500);
        assertThat(output.getAll())
                .contains("What is kept in visit_person.person of " + visit.number() + " is not what was sealed there");
        exchangeLines(database, visit.number(), 4, 3);
    }

    private static void exchangeLines(JdbcClient database, String number, int one, int other) {
        for (var move : List.of(List.of(one, 99), List.of(other, one), List.of(99, other))) {
            database.sql("update visit_person set line = ? where request_number = ? and line = ?")
                    .params(move.get(1), number, move.get(0))
                    .update();
        }
    }

    private static void assertSealed(ConfigurableApplicationContext program) {
        assertThat(tablesHolding(program)).isEmpty();
        var sealed = new TreeSet<String>();
        for (var column : columns(program)) {
            program.getBean(JdbcClient.class)
                    .sql("select " + column.column() + " from " + column.table() + " where " + column.column()
                            + " is not null")
                    .query((row, n) -> column.kind() == SealedColumn.Kind.TEXT
                            ? row.getString(1)
                            : new String(row.getBytes(1), StandardCharsets.ISO_8859_1))
                    .list()
                    .forEach(value -> {
                        assertThat(value.substring(0, 16)).matches("S1\\.(tur|aze)-[0-9a-f]{8}\\.");
                        sealed.add(column.table() + "." + column.column());
                    });
        }
        assertThat(sealed)
                .containsExactlyInAnyOrder(
                        "idempotent_answer.content",
                        "page_draft.content",
                        "task_draft.answer",
                        "visit_attachment.file_name",
                        "visit_attachment.person_document",
                        "visit_attachment_piece.content",
                        "visit_decision.comment",
                        "visit_decision.staff_note",
                        "visit_decision_correction.before_it",
                        "visit_decision_correction.reason",
                        "visit_desk.remark",
                        "visit_movement.place",
                        "visit_movement.struck_reason",
                        "visit_paper.snapshot",
                        "visit_paper_print.content",
                        "visit_permit.snapshot",
                        "visit_permit_paper.content",
                        "visit_person.person",
                        "visit_request.content",
                        "visit_request.words",
                        "visit_submission.document",
                        "visit_suspension.comment",
                        "visit_suspension.reinstatement",
                        "visit_suspension.staff_note",
                        "visit_thread_message.content",
                        "visit_transmission.document",
                        "visit_transmission.words");
    }

    /** Puts everything back as a release kept it that sealed nothing. */
    private static void keepOpenAsEarlier(ConfigurableApplicationContext program) {
        var database = program.getBean(JdbcClient.class);
        var seals = program.getBean(Seals.class);
        for (var column : columns(program)) {
            var isText = column.kind() == SealedColumn.Kind.TEXT;
            var rows = database.sql("select t.*, " + column.side() + " as its_side from " + column.table()
                            + " t where t." + column.column() + " is not null")
                    .query((row, n) -> {
                        var key = new ArrayList<Object>();
                        for (var name : column.key()) {
                            key.add(row.getObject(name));
                        }
                        var side = row.getString("its_side");
                        var named = key.toArray();
                        return Map.entry(
                                key,
                                isText
                                        ? seals.open(column, side, row.getString(column.column()), named)
                                        : seals.open(column, side, row.getBytes(column.column()), named));
                    })
                    .list();
            for (var row : rows) {
                var values = new ArrayList<Object>();
                values.add(row.getValue());
                values.addAll(row.getKey());
                database.sql("update " + column.table() + " set " + column.column() + " = ? where "
                                + column.key().stream()
                                        .map(name -> name + " = ?")
                                        .collect(Collectors.joining(" and ")))
                        .params(values)
                        .update();
            }
        }
        database.sql("delete from sealed_column").update();
        database.sql("update sealing set key_id = null").update();
    }

    private static List<SealedColumn> columns(ConfigurableApplicationContext program) {
        return program.getBeansOfType(SealedColumns.class).values().stream()
                .flatMap(kept -> kept.sealedColumns().stream())
                .toList();
    }

    private static List<String> tablesHolding(ConfigurableApplicationContext program) {
        return StoredText.tablesHolding(program.getBean(JdbcClient.class), "", SECRETS);
    }

    /** The files, of a database that is closed or not, in which one of the texts can be read. */
    private static List<String> filesHolding(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> {
                        try {
                            var content = Files.readString(file, StandardCharsets.ISO_8859_1);
                            return SECRETS.stream().anyMatch(content::contains);
                        } catch (IOException gone) {
                            return false;
                        }
                    })
                    .map(file -> String.valueOf(file.getFileName()))
                    .toList();
        }
    }

    private static ConfigurableApplicationContext start(Path folder, String... database) {
        var arguments = new ArrayList<>(List.of(
                "--spring.profiles.active=demo",
                "--server.port=0",
                "--mushterek.correction-time=PT1H",
                "--mushterek.data-folder=" + folder.resolve("data")));
        arguments.addAll(List.of(database));
        return new SpringApplicationBuilder(Mushterek.class).run(arguments.toArray(String[]::new));
    }

    private static CaseWalk walk(ConfigurableApplicationContext program) {
        return new CaseWalk(
                ((ServletWebServerApplicationContext) program).getWebServer().getPort(), PATIENCE);
    }

    private static byte[] bytes(CaseWalk walk, String account, String path) {
        var client = walk.client(account);
        var answer = client.sendForBytes(client.request(path).GET());
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }

    private static boolean person(CaseWalk walk, String token, LocalDate born) {
        var answer = walk.send(
                "aze.guard",
                "POST",
                "/verify/" + token + "/person",
                "{\"documentNumber\":\"" + DOCUMENT + "\",\"birthDate\":\"" + born + "\"}",
                "application/json",
                null);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode told = Client.json(answer);
        return told.get("personOnPermit").asBoolean();
    }
}
