package org.mushterek.engine.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mushterek.engine.visit.PathClock.BAKU;
import static org.mushterek.engine.visit.PathClock.ISTANBUL;
import static org.mushterek.engine.visit.PathClock.MONDAY_MORNING;
import static org.mushterek.engine.visit.PathClock.at;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.icegreen.greenmail.util.GreenMail;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mushterek.audit.AuditTrail;
import org.mushterek.build.AtOnce;
import org.mushterek.build.ByHand;
import org.mushterek.build.Mails;
import org.mushterek.common.Language;
import org.mushterek.notification.EventTypes;
import org.mushterek.notification.FinishedDeliveries;
import org.mushterek.notification.OfficerMail;
import org.mushterek.notification.Reminders;
import org.mushterek.security.AccountRegister;
import org.mushterek.security.Accounts;
import org.mushterek.security.Role;
import org.mushterek.task.OfficerTasks;
import org.mushterek.web.security.Client;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What a mail server receives, of cases of both sides. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:officer-mail;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE",
            "mushterek.data-folder=target/officer-mail",
            "camunda.bpm.job-execution.enabled=false",
            "mushterek.public-address=https://mushterek.example",
            "mushterek.mail.from=mushterek@hq.example",
            "mushterek.mail.domains=mod.example, hq.example",
            "mushterek.reports.monthly-mail=true"
        })
@ActiveProfiles("demo")
@Import(VisitPathsIT.Hands.class)
class OfficerMailIT {

    private static final GreenMail SERVER = Mails.server();
    private static final Map<String, Client> CLIENTS = new HashMap<>();

    @LocalServerPort
    int port;

    @Autowired
    VisitDriver visits;

    @Autowired
    PathClock clock;

    @Autowired
    VisitPathsIT.Hands.CorrectionTime correctionTime;

    @Autowired
    OfficerMail mail;

    @Autowired
    FinishedDeliveries finished;

    @Autowired
    Reminders reminders;

    @Autowired
    Accounts accounts;

    @Autowired
    AccountRegister register;

    @Autowired
    AuditTrail audit;

    @Autowired
    OfficerTasks tasks;

    @Autowired
    JdbcClient database;

    @DynamicPropertySource
    static void server(DynamicPropertyRegistry properties) {
        SERVER.start();
        properties.add("spring.mail.host", () -> "127.0.0.1");
        properties.add("spring.mail.port", () -> SERVER.getSmtp().getPort());
    }

    @AfterAll
    static void letTimeGoOn() {
        SERVER.stop();
        ClockUtil.reset();
        CLIENTS.clear();
    }

    @BeforeEach
    void startOnAMondayMorningWithoutMail() throws Exception {
        clock.moveTo(MONDAY_MORNING);
        mail.go();
        database.sql("delete from mail_item").update();
        database.sql("delete from mail").update();
        database.sql("delete from mail_preference").update();
        SERVER.purgeEmailFromAllMailboxes();
        accounts.chooseLanguage("aze.registry", Language.AZ);
    }

    @Test
    void tellsTheGroupOfANewTaskInTheLanguageOfEachAccount() throws Exception {
        wants("tur.security", "IMMEDIATE");
        wants("tur.planner", "IMMEDIATE");
        wants("aze.security", "IMMEDIATE");
        wants("aze.authority", "IMMEDIATE");
        var visit = visits.prepared("tur").submitted();

        mail.go();

        var received = received();
        assertThat(received).hasSize(1);
        var message = received.get(0);
        assertThat(message.getAllRecipients()[0].toString()).isEqualTo("tur.security@hq.example");
        assertThat(message.getSubject()).isEqualTo(visit.number + ": yeni görev");
        assertThat(message.getFrom()[0].toString()).isEqualTo("mushterek@hq.example");
        assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(message.getHeader("Message-ID")).containsExactly("<" + idOfOnlyMail() + "@hq.example>");
        assertThat(message.getHeader("Content-Language")).containsExactly("tr");
        var plain = Mails.part(message, "text/plain");
        assertThat(plain)
                .startsWith(visit.number + ": yeni görev")
                .contains("Son tarih: 07.04.2027 17:00")
                .contains("https://mushterek.example/cases#" + visit.number + "\n");
        assertThat(Mails.part(message, "text/html"))
                .startsWith("<!DOCTYPE html><html lang=\"tr\">")
                .contains("<a href=\"https://mushterek.example/cases#" + visit.number + "\">" + visit.number + "</a>");
        assertTellsNothingOfPersons(message);
        var story = Client.json(Client.withBasic(port, "tur.auditor", "demo").get("/api/reports/cases/" + visit.number))
                .get("story");
        assertThat(story.findValuesAsText("type").stream().filter(type -> type.startsWith("mail.")))
                .containsExactly("mail.created");
        assertThat(story.findValuesAsText("detail")).contains("gönderildi: 1 kişi");
    }

    @Test
    void tellsEachSideItsOwnAndNothingNationalToTheOther() throws Exception {
        for (var account : List.of("tur.security", "tur.authority", "tur.planner", "aze.range", "aze.security")) {
            wants(account, "IMMEDIATE");
        }
        accounts.chooseLanguage("aze.range", Language.EN);
        var visit = visits.prepared("tur").submitted();
        mail.go();
        visit.certified();
        mail.go();
        assertThat(addressees()).containsExactlyInAnyOrder("tur.security", "tur.authority");
        SERVER.purgeEmailFromAllMailboxes();

        visit.endorsed();
        mail.go();
        // The desks of the host alone: nothing needs to be done in the sender's task to follow the request.
        assertThat(addressees()).containsExactlyInAnyOrder("aze.range", "aze.security");
        SERVER.purgeEmailFromAllMailboxes();

        visit.reviewed().approved();
        mail.go();

        assertThat(received().stream().map(message -> subject(message) + " " + Mails.addressee(message)))
                .containsExactlyInAnyOrder(
                        visit.number + ": ev sahibi taraf yanıt verdi tur.planner",
                        visit.number + ": ev sahibi taraf yanıt verdi tur.authority");
        for (var message : received()) {
            assertTellsNothingOfPersons(message);
        }
    }

    /** That nobody follows a request is no news; that its host is late, is. */
    @Test
    void tellsOfAStepThatOnlyFollowsNothingButThatItIsLate() throws Exception {
        wants("tur.planner", "IMMEDIATE");
        wants("aze.registry", "IMMEDIATE");
        var visit = visits.prepared("tur").transmitted().reviewed();
        reminders.go();
        mail.go();
        assertThat(told(visit)).isEmpty();

        visit.at(visit.due("tur.planner", "userTask_followRequest").plusSeconds(1));
        reminders.go();
        mail.go();
        assertThat(told(visit)).containsExactly("görevin süresi geçti tur.planner");
        SERVER.purgeEmailFromAllMailboxes();

        visit.approved();
        mail.go();
        assertThat(told(visit))
                .containsExactlyInAnyOrder("qərar verilib aze.registry", "ev sahibi taraf yanıt verdi tur.planner");
    }

    /** That an approval can be corrected for an hour is no work to do, before that hour is over or after it. */
    @Test
    void tellsNobodyThatAnApprovalCanBeCorrected() throws Exception {
        wants("aze.authority", "IMMEDIATE");
        correctionTime.become(Duration.ofHours(1));
        try {
            var visit = visits.prepared("tur").transmitted().reviewed();
            mail.go();
            SERVER.purgeEmailFromAllMailboxes();
            visit.approved();
            assertThat(visit.steps("aze")).containsExactly("userTask_correctDecision");
            reminders.go();
            mail.go();
            clock.moveTo(clock.instant().plus(Duration.ofHours(2)));
            reminders.go();
            mail.go();

            assertThat(told(visit)).containsExactly("qəbul edən tərəf cavab verib aze.authority");
            var day = Client.json(client("aze.authority").get("/api/day"));
            assertThat(day.get("waiting").toString()).doesNotContain(visit.number);
            assertThat(day.get("lateAtSide").toString()).doesNotContain(visit.number);
            var late = Client.json(client("aze.commander").get("/api/reports/cases?late=true&limit=200"));
            assertThat(late.toString()).doesNotContain(visit.number);
        } finally {
            correctionTime.become(Duration.ZERO);
        }
    }

    @Test
    void tellsBorderAndRegistryOfBothSidesOnceOfPersonsWhoStayTooLong() throws Exception {
        for (var account : List.of("tur.planner", "tur.registry", "aze.border", "aze.registry", "aze.range")) {
            wants(account, "IMMEDIATE");
        }
        accounts.chooseLanguage("aze.registry", Language.EN);
        var visit = visits.prepared("tur").transmitted().reviewed().approved();
        clock.moveTo(at("2027-05-24", "09:00", BAKU));
        var arrived = client("aze.border")
                .post(
                        "/api/host-cases/" + visit.number + "/movements",
                        "{\"rows\":[{\"line\":1,\"kind\":\"ARRIVED\",\"place\":\"Canary\"}]}");
        assertThat(arrived.body()).contains("DONE");
        mail.go();
        SERVER.purgeEmailFromAllMailboxes();

        visit.at(at("2027-05-29", "00:00", BAKU));
        mail.go();
        mail.go();

        assertThat(received().stream().map(message -> subject(message) + " " + Mails.addressee(message)))
                .filteredOn(told -> told.matches(".*(ziyaret bitti|səfər bitib|visit is over).*"))
                .containsExactlyInAnyOrder(
                        visit.number + ": ziyaret bitti, gidişi kaydedilmemiş olanlar var tur.registry",
                        visit.number + ": səfər bitib, gedişi qeyd olunmayanlar var aze.border",
                        visit.number + ": a visit is over, and not everybody's departure is recorded aze.registry");
        for (var message : received()) {
            assertTellsNothingOfPersons(message);
            assertThat(String.valueOf(message.getContent())).doesNotContain("Canary");
        }
    }

    @Test
    void tellsBothSidesAtOnceThatAPermitIsSuspendedReinstatedAndRevoked() throws Exception {
        for (var account : List.of(
                "tur.planner",
                "tur.security",
                "tur.authority",
                "tur.border",
                "aze.registry",
                "aze.border",
                "aze.range")) {
            wants(account, "IMMEDIATE");
        }
        accounts.chooseLanguage("aze.registry", Language.EN);
        accounts.chooseLanguage("aze.border", Language.EN);
        var visit = visits.prepared("tur").transmitted().reviewed().approved();
        mail.go();
        SERVER.purgeEmailFromAllMailboxes();
        var path = "/api/host-cases/" + visit.number + "/suspensions";

        var suspended = client("aze.authority")
                .post(path, "{\"reasonCode\":\"OTHER\",\"text\":\"Canary\",\"remark\":\"Canary\"}");
        assertThat(suspended.statusCode()).as(suspended.body()).isEqualTo(200);
        mail.go();

        assertThat(received().stream().map(message -> subject(message) + " " + Mails.addressee(message)))
                .contains(
                        visit.number + ": izin askıya alındı: kimse giremez tur.planner",
                        visit.number + ": izin askıya alındı: kimse giremez tur.authority",
                        visit.number + ": a permit was suspended: nobody is let in aze.registry",
                        visit.number + ": a permit was suspended: nobody is let in aze.border");
        assertThat(addressees()).doesNotContain("tur.security", "tur.border", "aze.range");
        for (var message : received()) {
            assertTellsNothingOfPersons(message);
            assertThat(String.valueOf(message.getContent())).doesNotContain("Canary");
        }
        SERVER.purgeEmailFromAllMailboxes();
        var reinstated = client("aze.authority").post(path + "/1/reinstatement", "{\"text\":\"Canary\"}");
        assertThat(reinstated.statusCode()).as(reinstated.body()).isEqualTo(200);
        visit.answered("aze.registry", "userTask_closeVisit", "{'action':'REVOKE','reason':'Called off'}");
        mail.go();

        assertThat(received().stream()
                        .filter(message -> Mails.addressee(message).equals("tur.planner"))
                        .map(OfficerMailIT::subject))
                .containsExactlyInAnyOrder(
                        visit.number + ": izin yeniden geçerli kılındı: yeniden girilebilir",
                        visit.number + ": izin iptal edildi: ayrıntısı dosyanın sayfasında");
        for (var message : received()) {
            assertTellsNothingOfPersons(message);
            assertThat(Mails.part(message, "text/plain"))
                    .contains("/cases#" + visit.number + "\n")
                    .doesNotContain("Called off");
        }
        assertThat(received().stream()
                        .filter(message -> Mails.addressee(message).equals("aze.border"))
                        .map(OfficerMailIT::subject))
                .containsExactlyInAnyOrder(
                        visit.number + ": a permit was reinstated: it lets in again",
                        visit.number + ": a permit was revoked: the page of the case tells more");
        assertThat(addressees()).doesNotContain("tur.border");
    }

    /** Whose task has gone with it, whoever answered, and who keeps the case. */
    @Test
    void tellsTheHostOfAWithdrawalAndNobodyWhoHadNothingToDoWithIt() throws Exception {
        everybodyWants("aze", "IMMEDIATE");
        everybodyWants("tur", "IMMEDIATE");
        var visit = visits.prepared("tur").transmitted().reviewedBy("security");
        mail.go();
        SERVER.purgeEmailFromAllMailboxes();

        visit.withdrawn();
        mail.go();

        assertThat(told(visit))
                .containsExactlyInAnyOrder(
                        "göndərən tərəf sorğunu geri götürüb aze.authority",
                        "göndərən tərəf sorğunu geri götürüb aze.registry",
                        "göndərən tərəf sorğunu geri götürüb aze.security",
                        "göndərən tərəf sorğunu geri götürüb aze.border",
                        "göndərən tərəf sorğunu geri götürüb aze.range");
        for (var role : Role.values()) {
            var account = "aze." + role.code();
            var news = Client.json(client(account).get("/api/day")).get("news");
            assertThat(news.findValuesAsText("caseNumber").contains(visit.number))
                    .as(account)
                    .isEqualTo(addressees().contains(account));
        }
    }

    @Test
    void tellsBothSidesThatPersonsWereRecalled() throws Exception {
        for (var account : List.of("tur.authority", "aze.authority", "aze.range", "tur.security")) {
            wants(account, "IMMEDIATE");
        }
        var visit = visits.prepared("tur").transmitted().reviewed().approved();
        mail.go();
        SERVER.purgeEmailFromAllMailboxes();

        var recalled =
                client("tur.planner").post("/api/visit-requests/" + visit.number + "/recalls", "{\"lines\":[3]}");
        assertThat(recalled.statusCode()).as(recalled.body()).isEqualTo(200);
        mail.go();

        assertThat(told(visit))
                .containsExactlyInAnyOrder(
                        "gönderen taraf kişileri geri çağırdı: artık giremezler tur.authority",
                        "göndərən tərəf şəxsləri geri çağırıb: onlar daha buraxılmır aze.authority");
        for (var message : received()) {
            assertTellsNothingOfPersons(message);
        }
    }

    /** Of what both sides share both hear, those whose work it is; the link leads to where the case stands. */
    @ParameterizedTest
    @CsvSource({
        "planning.cancelled, PLN, 'tatbikat iptal edildi', 'planner authority commander legal range medical'",
        "planning.lapsed, PLN, 'tatbikatın süresi geçti: STARTEX gününe dek hazırlık denetiminden geçilmedi',"
                + " 'planner authority commander legal range medical'",
        "planning.gateRed, PLN, 'hazırlık denetiminden geçilemedi', 'planner authority commander'",
        "planning.gateGreen, PLN, 'hazırlık denetiminden geçildi', 'planner authority commander'",
        "planning.productRefused, PLN, 'planlama ürünü kabul edilmedi', 'planner authority commander'",
        "agreement.inForce, INS, 'dayanak belge yürürlüğe girdi', 'planner authority commander legal'",
        "agreement.noticeGiven, INS, 'uzatmama bildirimi verildi', 'planner authority commander legal'",
        "agreement.termEnded, INS, 'dayanak belgenin dönemi bitti', 'planner authority commander legal'",
        "agreement.lapsed, INS, 'dayanak belge yürürlükten kalktı', 'planner authority commander legal'",
        "incident.writtenNoticeGiven, INC, 'olay yazılı olarak bildirildi', 'medical legal commander authority'",
        "incident.procedureDone, INC, 'mutabık kalınan işlem yapıldı', 'medical legal commander authority'",
        "incident.closed, INC, 'olay kapatıldı', 'medical legal commander authority'",
        "incident.withdrawn, INC, 'yanlışlıkla kaydedilen olay geri alındı', 'medical legal commander authority'",
        "calendar.decreeInEffect, DEC, 'takvim kararı yürürlüğe girdi: süreler değişebilir', 'planner authority registry legal'",
        "afteraction.finalIssued, AAR, 'sonuç raporu yayımlandı', 'planner authority commander lessons'"
    })
    void tellsThoseConcernedWhatHasComeToPassInASharedCase(String event, String kind, String words, String roles)
            throws Exception {
        everybodyWants("aze", "DIGEST");
        everybodyWants("tur", "IMMEDIATE");
        var number = kind + "-AZE-2027-9001";
        mail.go();
        SERVER.purgeEmailFromAllMailboxes();
        audit.record("system", "AZE", number, event, null);
        mail.go();

        assertThat(received().stream()
                        .filter(message -> subject(message).equals(number + ": " + words))
                        .map(Mails::addressee))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(roles.split(" ")).map(role -> "tur." + role).toList());
        assertThat(Mails.part(received().get(0), "text/plain"))
                .contains("https://mushterek.example/reports#case/" + number + "\n");
        assertThat(database.sql("select account from mail_item where case_number = ? and side = 'AZE'")
                        .param(number)
                        .query(String.class)
                        .list())
                .as("what waits for the digest")
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(roles.split(" ")).map(role -> "aze." + role).toList());
    }

    /** Of whatever can be told at all: who has missed a mail, or wants none, finds the same on the page of the day. */
    @Test
    void showsOnTheStartPageOfTheSameOfficersWhatItMails() throws Exception {
        everybodyWants("tur", "IMMEDIATE");
        var kinds = EventTypes.all().keySet().stream()
                .filter(kind -> !kind.startsWith("task."))
                .toList();
        var numbers = new HashMap<String, String>();
        for (var kind : kinds) {
            // Visits that the side has asked for, and such to which it is host.
            for (var of : kind.startsWith("visit.") ? List.of("VIS-TUR", "VIS-AZE") : List.of("PLN-TUR")) {
                var number = "%s-2028-%04d".formatted(of, numbers.size() + 1);
                numbers.put(number, kind);
                audit.record("system", "TUR", number, kind, null);
            }
        }
        mail.go();
        var mailed = received().stream()
                .filter(message -> numbers.containsKey(subject(message).split(":", -1)[0]))
                .map(message -> numbers.get(subject(message).split(":", -1)[0]) + " " + subject(message) + " "
                        + Mails.addressee(message))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(mailed).hasSizeGreaterThan(60);

        var shown = new TreeSet<String>();
        for (var role : Role.values()) {
            var account = "tur." + role.code();
            var day = Client.json(client(account).get("/api/day"));
            assertThat(day.get("newsTotal").asInt())
                    .as(account)
                    .isEqualTo(day.get("news").size());
            var before = Instant.MAX;
            for (var news : day.get("news")) {
                var at = Instant.parse(news.get("at").asText());
                assertThat(at).isBeforeOrEqualTo(before);
                before = at;
                if (numbers.containsKey(news.get("caseNumber").asText())) {
                    shown.add(news.get("kind").asText() + " "
                            + news.get("caseNumber").asText() + ": "
                            + news.get("text").asText() + " " + account);
                }
            }
        }

        assertThat(shown).containsExactlyElementsOf(mailed);
        clock.moveTo(MONDAY_MORNING.plus(Duration.ofDays(14)).plusSeconds(1));
        assertThat(Client.json(client("tur.planner").get("/api/day"))
                        .get("news")
                        .findValuesAsText("caseNumber"))
                .doesNotContainAnyElementsOf(numbers.keySet());
    }

    @Test
    void tellsOnlyTheSideOfACorrectiveActionThatItWasReturned() throws Exception {
        for (var account : List.of("tur.lessons", "tur.commander", "tur.planner", "aze.lessons")) {
            wants(account, "IMMEDIATE");
        }
        mail.go();
        SERVER.purgeEmailFromAllMailboxes();
        audit.record("system", "TUR", "ACT-TUR-2027-9001", "afteraction.actionReturned", null);
        mail.go();

        assertThat(received().stream()
                        .filter(message -> subject(message).startsWith("ACT-TUR-2027-9001: "))
                        .map(Mails::addressee))
                .containsExactlyInAnyOrder("tur.lessons", "tur.commander");
    }

    @Test
    void tellsADeputyOfTheTasksThatHeStandsInForAndOfNoOthers() throws Exception {
        wants("tur.commander", "IMMEDIATE");
        wants("tur.legal", "IMMEDIATE");
        // The report on March.
        mail.go();
        SERVER.purgeEmailFromAllMailboxes();
        ByHand.change(
                database,
                "insert into deputyship (side, principal, deputy, first_day, last_day, recorded_by, recorded_at)"
                        + " values ('TUR', 'tur.security', 'tur.commander', date '2027-04-05', date '2027-04-05',"
                        + " 'tur.security', current_timestamp), ('TUR', 'tur.security', 'tur.legal', date '2027-04-05',"
                        + " date '2027-04-05', 'tur.security', current_timestamp)");
        ByHand.change(
                database,
                "insert into deputyship_process (deputyship, process) select id, 'host-approval' from deputyship"
                        + " where deputy = 'tur.legal'");

        visits.prepared("tur").submitted();
        mail.go();
        assertThat(addressees()).containsExactly("tur.commander");
        SERVER.purgeEmailFromAllMailboxes();

        visits.prepared("aze").transmitted();
        mail.go();
        assertThat(addressees()).containsExactlyInAnyOrder("tur.commander", "tur.legal");
        ByHand.change(database, "update deputyship set ended_at = current_timestamp");
    }

    @Test
    void tellsADeputyOfDecisionsInTheProcessesThatHeStandsInFor() throws Exception {
        for (var deputy : List.of("tur.legal", "tur.medical")) {
            wants(deputy, "IMMEDIATE");
            ByHand.change(
                    database,
                    "insert into deputyship (side, principal, deputy, first_day, last_day, recorded_by, recorded_at)"
                            + " values ('TUR', 'tur.planner', ?, date '2027-04-05', date '2027-04-30', 'tur.planner',"
                            + " current_timestamp)",
                    deputy);
        }
        ByHand.change(
                database,
                "insert into deputyship_process (deputyship, process) select id, case deputy"
                        + " when 'tur.legal' then 'visit-request' else 'calendar-decree' end from deputyship"
                        + " where principal = 'tur.planner' and ended_at is null");
        var visit = visits.prepared("tur").transmitted().reviewed();
        mail.go();
        SERVER.purgeEmailFromAllMailboxes();

        visit.approved();
        mail.go();

        assertThat(told(visit)).containsExactly("ev sahibi taraf yanıt verdi tur.legal");
        ByHand.change(database, "update deputyship set ended_at = current_timestamp");
    }

    /** The first of May is a Saturday. */
    @Test
    void mailsTheReportOfTheMonthToEachCommanderOnce() throws Exception {
        accounts.chooseLanguage("aze.commander", Language.EN);
        clock.moveTo(at("2027-05-03", "07:59:59", BAKU));
        wants("tur.commander", "IMMEDIATE");
        wants("aze.commander", "DIGEST");
        wants("tur.planner", "IMMEDIATE");
        mail.go();
        assertThat(received()).isEmpty();

        clock.moveTo(at("2027-05-03", "08:00", BAKU));
        mail.go();
        assertThat(addressees()).containsExactly("aze.commander");
        clock.moveTo(at("2027-05-03", "08:00", ISTANBUL));
        AtOnce.times(8, any -> mail.go());
        clock.moveTo(at("2027-05-20", "10:00", ISTANBUL));
        mail.go();

        assertThat(addressees()).containsExactly("aze.commander", "tur.commander");
        var ofAze = received().get(0);
        assertThat(ofAze.getSubject()).isEqualTo("Mushterek: report on visits, 04.2027");
        assertThat(received().get(1).getSubject()).isEqualTo("Müşterek: ziyaret raporu, 04.2027");
        assertThat(Mails.part(ofAze, "text/plain"))
                .contains("https://mushterek.example/reports#figures?from=2027-04-01&to=2027-04-30\n");
        assertTellsNothingOfPersons(ofAze);
        assertThat(enclosed(ofAze)).startsWith("%PDF-");
        accounts.chooseLanguage("aze.commander", Language.AZ);
    }

    private static String enclosed(MimeMessage message) throws Exception {
        for (var part : Mails.parts((MimeMultipart) message.getContent())) {
            if (part.isMimeType("application/pdf")) {
                assertThat(part.getFileName()).isEqualTo("report-2027-04.pdf");
                return new String(part.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            }
        }
        throw new AssertionError("Nothing is enclosed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"m..yilmaz", ".m", "m.", "m yilmaz", "m@n"})
    void takesNoAddressThatNoMailCanBePutTogetherFor(String box) {
        var refused = put("tur.security", "{\"address\":\"" + box + "@hq.example\",\"pace\":\"IMMEDIATE\"}");

        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
        assertThat(refused.body()).contains("notification.badAddress");
    }

    /** One that was taken by an earlier release. */
    @Test
    void sendsEverybodyElsesMailWhereOneCannotBePutTogether() throws Exception {
        wants("tur.security", "IMMEDIATE");
        database.sql("insert into mail_preference (account, side, address, pace) values ('tur.authority', 'TUR',"
                        + " 'm..yilmaz@hq.example', 'IMMEDIATE')")
                .update();
        visits.prepared("tur").submitted().certified();
        var visit = visits.prepared("tur").submitted();

        mail.go();

        assertThat(told(visit)).containsExactly("yeni görev tur.security");
        assertThat(database.sql("select attempts from mail where account = 'tur.authority'")
                        .query(Integer.class)
                        .list())
                .containsExactly(1);
    }

    @Test
    void remindsTheHolderAloneAndTellsEverybodyOfAnEscalation() throws Exception {
        register.create(
                visits.account("tur.admin"),
                new AccountRegister.NewAccount(
                        "tur.second", "Second", "a-long-enough-password-7", Set.of(Role.SECURITY), Language.EN));
        database.sql("insert into mail_preference (account, side, address, pace) values ('tur.second', 'TUR',"
                        + " 'tur.second@hq.example', 'IMMEDIATE')")
                .update();
        wants("tur.security", "IMMEDIATE");
        var visit = visits.prepared("tur").submitted();
        mail.go();
        assertThat(told(visit)).containsExactlyInAnyOrder("yeni görev tur.security", "new task tur.second");
        SERVER.purgeEmailFromAllMailboxes();
        tasks.claim(
                visits.account("tur.second"),
                visit.task("tur.second", "userTask_certifyRoster").id());

        visit.at(at("2027-04-06", "17:00", ISTANBUL));
        reminders.go();
        mail.go();
        assertThat(told(visit)).containsExactly("a task still waits and its time is passing tur.second");
        SERVER.purgeEmailFromAllMailboxes();

        visit.at(at("2027-04-07", "17:00", ISTANBUL));
        reminders.go();
        mail.go();
        assertThat(told(visit))
                .containsExactlyInAnyOrder("görevin süresi geçti tur.security", "a task is late tur.second");
    }

    private static List<String> told(VisitDriver.VisitCase visit) {
        return received().stream()
                .filter(message -> subject(message).startsWith(visit.number + ": "))
                .map(message -> subject(message).substring(visit.number.length() + 2) + " " + Mails.addressee(message))
                .toList();
    }

    @Test
    void sendsNothingTwiceAfterAFailureOrACrash() throws Exception {
        wants("tur.security", "IMMEDIATE");
        visits.prepared("tur").submitted();
        SERVER.stop();
        mail.go();
        assertThat(stateOfOnlyMail()).isEqualTo("WAITING");
        SERVER.start();

        clock.moveTo(MONDAY_MORNING.plus(Duration.ofSeconds(59)));
        mail.go();
        assertThat(received()).isEmpty();
        clock.moveTo(MONDAY_MORNING.plus(Duration.ofMinutes(1)));
        mail.go();
        mail.go();
        assertThat(received()).hasSize(1);
        assertThat(stateOfOnlyMail()).isEqualTo("SENT");

        // The machine stopped between sending and noting it: after the lease it is sent again, as the same message.
        database.sql("update mail set state = 'SENDING', next_at = ?")
                .param(Timestamp.from(MONDAY_MORNING.plus(Duration.ofMinutes(11))))
                .update();
        mail.go();
        assertThat(received()).hasSize(1);
        clock.moveTo(MONDAY_MORNING.plus(Duration.ofMinutes(11)));
        mail.go();
        var both = received();
        assertThat(both).hasSize(2);
        assertThat(both.get(1).getMessageID()).isEqualTo(both.get(0).getMessageID());
    }

    @Test
    void givesUpWhatNoServerTakes() throws Exception {
        wants("tur.security", "IMMEDIATE");
        visits.prepared("tur").submitted();
        SERVER.stop();
        for (var attempt = 1; attempt <= 6; attempt++) {
            assertThat(attempt == 1 ? "WAITING" : stateOfOnlyMail()).isEqualTo("WAITING");
            clock.moveTo(clock.instant().plus(Duration.ofHours(12)));
            mail.go();
        }
        SERVER.start();

        assertThat(stateOfOnlyMail()).isEqualTo("DEAD");
    }

    /** They name accounts; what officers were told, the audit and the stories of cases keep. */
    @Test
    void forgetsASentMailAfterNinetyDaysAndNoneThatWaits() {
        wants("tur.security", "IMMEDIATE");
        wants("tur.authority", "IMMEDIATE");
        var visit = visits.prepared("tur").submitted();
        mail.go();
        visit.certified();
        SERVER.stop();
        mail.go();
        SERVER.start();
        // Of an account that gets no digest any more.
        database.sql("insert into mail_item (account, event_id, side, kind, case_number, happened_at)"
                        + " values ('tur.gone', 'event', 'TUR', 'created', ?, ?)")
                .params(visit.number, MONDAY_MORNING.atOffset(ZoneOffset.UTC))
                .update();
        assertThat(kept()).containsExactly("SENT 1", "WAITING 1", "for a digest 1", "mails 2");

        clock.moveTo(MONDAY_MORNING.plus(Duration.ofDays(90)).minusMillis(1));
        finished.go();
        assertThat(kept()).containsExactly("SENT 1", "WAITING 1", "for a digest 1", "mails 2");

        clock.moveTo(MONDAY_MORNING.plus(Duration.ofDays(90)));
        finished.go();
        assertThat(kept()).containsExactly("WAITING 1", "mails 1");
    }

    /** Each state of mails with what they tell, and what waits for a digest. */
    private List<String> kept() {
        return database.sql("select coalesce(m.state, 'for a digest') || ' ' || count(*) from mail_item i"
                        + " left join mail m on m.id = i.mail_id group by m.state"
                        + " union all select 'mails ' || count(*) from mail order by 1")
                .query(String.class)
                .list();
    }

    @Test
    void sendsOnceFromManyNodes() throws Exception {
        wants("tur.security", "IMMEDIATE");
        visits.prepared("tur").submitted();
        AtOnce.times(8, any -> mail.go());

        assertThat(received()).hasSize(1);
    }

    /** Each finds that none is made, and one of them makes it. */
    @Test
    void makesOneDigestFromManyNodes() throws Exception {
        wants("aze.security", "DIGEST");
        clock.moveTo(at("2027-04-09", "07:00", BAKU));
        visits.prepared("aze", OfficerMailIT::inJune).submitted();
        mail.go();

        clock.moveTo(at("2027-04-09", "08:00", BAKU));
        AtOnce.times(8, any -> mail.go());

        assertThat(received()).hasSize(1);
    }

    @Test
    void sendsOneDigestOnEachWorkingDayOfTheSide() throws Exception {
        wants("aze.security", "DIGEST");
        clock.moveTo(at("2027-04-09", "10:00", BAKU));
        var first = visits.prepared("aze", OfficerMailIT::inJune).submitted();
        var second = visits.prepared("aze", OfficerMailIT::inJune).submitted();
        var done = visits.prepared("aze", OfficerMailIT::inJune).submitted().certified();
        mail.go();
        assertThat(received())
                .as("the digest of Friday holds what had come by its round")
                .hasSize(1);
        SERVER.purgeEmailFromAllMailboxes();
        var later = visits.prepared("aze", OfficerMailIT::inJune).submitted();

        clock.moveTo(at("2027-04-10", "09:00", BAKU));
        mail.go();
        clock.moveTo(at("2027-04-12", "07:59:59", BAKU));
        mail.go();
        assertThat(received()).isEmpty();
        clock.moveTo(at("2027-04-12", "08:00", BAKU));
        mail.go();
        mail.go();

        assertThat(received()).hasSize(1);
        var message = received().get(0);
        assertThat(message.getSubject()).isEqualTo("Müştərək, 12.04.2027: 1 bildiriş");
        assertThat(Mails.part(message, "text/plain"))
                .contains(later.number)
                .doesNotContain(first.number)
                .doesNotContain(second.number)
                .doesNotContain(done.number);
    }

    @Test
    void tellsNothingThatWasDoneMeanwhile() throws Exception {
        wants("aze.security", "DIGEST");
        clock.moveTo(at("2027-04-09", "07:00", BAKU));
        var open = visits.prepared("aze", OfficerMailIT::inJune).submitted();
        var done = visits.prepared("aze", OfficerMailIT::inJune).submitted();
        mail.go();
        done.certified();

        clock.moveTo(at("2027-04-09", "08:00", BAKU));
        mail.go();

        assertThat(Mails.part(received().get(0), "text/plain"))
                .contains(open.number)
                .doesNotContain(done.number);
    }

    @Test
    void writesToNobodyWhoDoesNotWantIt() throws Exception {
        wants("tur.security", "IMMEDIATE");
        wants("tur.security", "NONE");
        visits.prepared("tur").submitted();

        mail.go();

        assertThat(received()).isEmpty();
    }

    @Test
    void keepsWhatAnAccountWantsForItself() {
        assertThat(get("tur.medical"))
                .isEqualTo("{\"address\":null,\"pace\":\"NONE\",\"language\":\"tr\",\"sent\":true}");

        wants("tur.medical", "DIGEST");

        assertThat(get("tur.medical"))
                .isEqualTo(
                        "{\"address\":\"tur.medical@hq.example\",\"pace\":\"DIGEST\",\"language\":\"tr\",\"sent\":true}");
        assertThat(get("aze.medical")).contains("\"address\":null");
        assertThat(database.sql("select detail from audit_entry where action = 'account.mailChosen' and account = ?")
                        .param("tur.medical")
                        .query(String.class)
                        .list())
                .containsExactly("DIGEST");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"address\":\"x\",\"pace\":\"DIGEST\"}",
                "{\"address\":\"\",\"pace\":\"IMMEDIATE\"}",
                "{\"address\":null,\"pace\":\"IMMEDIATE\"}",
                "{\"address\":\"a@hq.example\\r\\nBcc: b@hq.example\",\"pace\":\"DIGEST\"}",
                "{\"address\":\"a@hq.example, b@hq.example\",\"pace\":\"DIGEST\"}",
                "{\"address\":\"A <a@hq.example>\",\"pace\":\"DIGEST\"}",
                "{\"address\":\"a@elsewhere.example\",\"pace\":\"DIGEST\"}",
                "{\"address\":\"a@hq.example.elsewhere\",\"pace\":\"DIGEST\"}",
                "{\"address\":\"ş@hq.example\",\"pace\":\"DIGEST\"}",
                "{\"address\":\"a@hq.example\",\"pace\":\"HOURLY\"}",
                "{\"address\":\"a@hq.example\"}",
                "[]"
            })
    void refusesWhatIsNoAddressOfThisInstallation(String wish) {
        assertThat(put("tur.medical", wish).statusCode()).isEqualTo(400);
        assertThat(get("tur.medical")).contains("\"address\":null");
    }

    private static void inJune(ObjectNode content) {
        content.put("from", "2027-05-24");
    }

    private void wants(String account, String pace) {
        var chosen = put(account, "{\"address\":\"" + account + "@hq.example\",\"pace\":\"" + pace + "\"}");
        assertThat(chosen.statusCode()).as(chosen.body()).isEqualTo(200);
    }

    private void everybodyWants(String side, String pace) {
        for (var role : Role.values()) {
            var account = side + "." + role.code();
            database.sql("insert into mail_preference (account, side, address, pace) values (?, ?, ?, ?)")
                    .params(account, side.toUpperCase(Locale.ROOT), account + "@hq.example", pace)
                    .update();
        }
    }

    private HttpResponse<String> put(String account, String body) {
        var client = client(account);
        return client.send(client.request("/api/me/mail")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body)));
    }

    private String get(String account) {
        return client(account).get("/api/me/mail").body();
    }

    private Client client(String account) {
        return CLIENTS.computeIfAbsent(account, id -> Client.withBasic(port, id, "demo"));
    }

    private String idOfOnlyMail() {
        return database.sql("select id from mail").query(String.class).single();
    }

    private String stateOfOnlyMail() {
        return database.sql("select state from mail").query(String.class).single();
    }

    private static List<MimeMessage> received() {
        return List.of(SERVER.getReceivedMessages());
    }

    private static List<String> addressees() {
        return received().stream().map(Mails::addressee).toList();
    }

    private static String subject(MimeMessage message) {
        try {
            return message.getSubject();
        } catch (MessagingException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static void assertTellsNothingOfPersons(MimeMessage message) throws Exception {
        var whole = Mails.part(message, "text/plain") + Mails.part(message, "text/html") + message.getSubject();
        assertThat(whole)
                .doesNotContain("Poliqon")
                .doesNotContain("Joint drills")
                .doesNotContain(".planner");
        VisitDriver.roster("tur", VisitDriver.PERSONS)
                .lines()
                .skip(1)
                .flatMap(line -> Stream.of(line.split("[,;]", -1)))
                .filter(value -> value.length() > 5)
                .forEach(value -> assertThat(whole).doesNotContain(value));
    }
}
