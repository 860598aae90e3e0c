package org.mushterek.web.visit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mushterek.build.Browser;
import org.mushterek.build.MutableClock;
import org.mushterek.build.NeedsChromium;
import org.mushterek.build.StoredText;
import org.mushterek.common.Language;
import org.mushterek.common.Texts;
import org.mushterek.common.WrittenTime;
import org.mushterek.document.CheckCode;
import org.mushterek.document.OfflineGate;
import org.mushterek.document.PermitClaims;
import org.mushterek.document.PermitToken;
import org.mushterek.document.SigningKeys;
import org.mushterek.web.security.Client;
import org.openqa.selenium.By;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;

/** The public check as a guard's browser and a gate's program meet it. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:verify;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE",
            "mushterek.processes.location=classpath*:no-processes/",
            "mushterek.processes.required=false",
            "mushterek.data-folder=target/verify",
            "mushterek.sign-in.refusals-by-address.times=3"
        })
@ActiveProfiles("demo")
@ExtendWith(OutputCaptureExtension.class)
class VerifyIT {

    private static final MutableClock CLOCK = new MutableClock(Instant.parse("2027-03-10T08:00:00Z"));
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd.MM.yyyy", Locale.ROOT);
    private static final LocalDate BORN = LocalDate.of(1990, 12, 31);
    private static final String DOCUMENT = "U77405903";
    private static final Texts TEXTS = new Texts();
    private static int latest;

    @TestConfiguration
    static class FixedTime {

        @Bean
        @Primary
        Clock standingClock() {
            return CLOCK;
        }
    }

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient database;

    @Autowired
    private SigningKeys keys;

    private Client gate;
    private CheckCode code;
    private String number;
    private String token;
    private LocalDate first;
    private LocalDate last;

    @BeforeEach
    void issue() {
        // Two months later every allowance is whole again.
        CLOCK.set(Instant.parse("2027-03-10T08:00:00Z").plus(Duration.ofDays(60L * latest)));
        first = LocalDate.ofInstant(CLOCK.instant(), ZoneOffset.UTC).minusDays(2);
        last = first.plusDays(11);
        gate = new Client(port);
        code = CheckCode.random(new SecureRandom());
        number = "PER-AZE-2027-%04d".formatted(++latest);
        token = token(number, 1, keys);
        register(1, "HANDED_OVER");
    }

    @Test
    void tellsAProgramTheStandingAndTheTime() throws Exception {
        assertThat(json(gate.get("/verify/" + token))).isEqualTo(JSON.readTree("""
                {"genuine":true,"validToday":true,"standing":"VALID","inRegister":true,"checkedAt":"%s",
                 "checkedAtHost":"%s","hostZone":"Asia/Baku"}
                """.formatted(
                CLOCK.instant(),
                CLOCK.instant().atOffset(ZoneOffset.ofHours(4)).toString().replaceAll("(T..:..)\\+", "$1:00+"))));
    }

    @ParameterizedTest
    @CsvSource({
        "VALID, GENUINE AND VALID TODAY, HƏQİQİDİR VƏ BU GÜN ETİBARLIDIR, GERÇEK VE BUGÜN GEÇERLİ",
        "NOT_YET_VALID, 'GENUINE, NOT YET VALID', 'HƏQİQİDİR, HƏLƏ ETİBARLI DEYİL', 'GERÇEK, HENÜZ GEÇERLİ DEĞİL'",
        "NO_LONGER_VALID, 'GENUINE, NO LONGER VALID', 'HƏQİQİDİR, ARTIQ ETİBARSIZDIR', 'GERÇEK, ARTIK GEÇERLİ DEĞİL'",
        "SUPERSEDED, SUPERSEDED BY A LATER PERMIT, SONRAKI İCAZƏ İLƏ ƏVƏZ OLUNUB, YERİNE SONRAKİ İZİN GEÇTİ",
        "REVOKED, REVOKED, LƏĞV EDİLİB, İPTAL EDİLDİ",
        "SUSPENDED, SUSPENDED – LET NOBODY IN, DAYANDIRILIB – HEÇ KİMİ BURAXMAYIN, ASKIDA – KİMSEYİ İÇERİ ALMAYIN",
        "NOT_GENUINE, NOT GENUINE, HƏQİQİ DEYİL, GERÇEK DEĞİL"
    })
    void givesAGuardOneBigAnswerInTheGuardsLanguage(String standing, String en, String az, String tr) {
        bringTo(standing);

        var answers = Map.of("en", en, "az", az, "tr", tr);
        answers.forEach((language, answer) -> {
            var page = page("/verify/" + token + "?lang=" + language);
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(heading(page)).isEqualTo(answer);
            assertThat(page.body()).contains("<html lang=\"" + language + "\"");
        });
        assertThat(heading(page("/verify/" + token))).isEqualTo(az + tr + en);
        assertThat(heading(send(asPage("/verify/" + token)
                        .header("Accept-Language", "tr-TR,en;q=0.5")
                        .GET())))
                .isEqualTo(tr);
        assertThat(json(gate.get("/verify/" + token)).get("standing").asText()).isEqualTo(standing);
    }

    @ParameterizedTest
    @ValueSource(strings = {"VALID", "NOT_YET_VALID", "NO_LONGER_VALID", "SUPERSEDED", "SUSPENDED", "REVOKED"})
    void tellsAStrangerNeitherNumberNorPlaceNorDayNorPerson(String standing) {
        bringTo(standing);

        for (var answer : List.of(page("/verify/" + token + "?lang=en"), gate.get("/verify/" + token))) {
            var withoutToken = answer.body().replace(token, "");
            assertThat(withoutToken).doesNotContain(number, code.formatted(), code.characters(), DOCUMENT);
            assertThat(withoutToken)
                    .doesNotContain(DATE.format(first), DATE.format(last), first.toString(), last.toString());
        }
    }

    @Test
    void tellsTheTimeOfTheCheckByTheHostsClockAndInZulu() {
        CLOCK.set(last.atTime(21, 30).minusDays(1).toInstant(ZoneOffset.UTC));

        assertThat(page("/verify/" + token + "?lang=en").body())
                .contains(
                        DATE.format(last) + " 01:30 (Baku)",
                        DATE.format(last.minusDays(1)) + " 21:30Z, " + WrittenTime.dateTimeGroup(CLOCK.instant()));
    }

    @Test
    void isSmallAndWithoutScriptCookieOrTrace() {
        var page = page("/verify/" + token);
        var style = gate.get("/ui/gate.css");

        assertThat(page.body().length() + style.body().length()).isLessThan(30_000);
        assertThat(page.body())
                .doesNotContain("<script")
                .doesNotContain("style=")
                .doesNotContain("onclick");
        for (var answer : List.of(page, gate.get("/verify/" + token), page("/verify"), page("/verify/nothing"))) {
            assertThat(answer.headers().firstValue("Cache-Control"))
                    .hasValueSatisfying(value -> assertThat(value).contains("no-store"));
            assertThat(answer.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
            assertThat(answer.headers().firstValue("Content-Security-Policy"))
                    .hasValue("default-src 'none'; style-src 'self'; img-src data:; form-action 'self';"
                            + " base-uri 'none'; frame-ancestors 'none'");
            assertThat(answer.headers().firstValue("X-Frame-Options")).hasValue("DENY");
            assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        }
    }

    @Test
    void showsParticularsToWhoHasThePaper() throws Exception {
        var shown = form(
                "/verify/" + token + "/details",
                "lang=en&checkCode=" + code.formatted().toLowerCase(Locale.ROOT));
        var answer = json(body("/verify/" + token + "/details", "{\"checkCode\":\"" + code.characters() + "\"}"));

        assertThat(shown.statusCode()).isEqualTo(200);
        assertThat(shown.body()).contains(number, validity()).doesNotContain(DOCUMENT);
        assertThat(answer.get("permit")).isEqualTo(JSON.readTree("""
                {"number":"%s","revision":1,"hostState":"AZE","sendingState":"TUR","validFrom":"%s","validTo":"%s"}
                """.formatted(number, first, last)));
    }

    @Test
    void refusesAWrongOrMistypedCodeAndSaysSo() {
        var wrong = form("/verify/" + token + "/details", "lang=en&checkCode=" + another(code));
        var mistyped = form(
                "/verify/" + token + "/details",
                "lang=en&checkCode=" + code.characters().substring(1));
        var wrongForProgram = body("/verify/" + token + "/details", "{\"checkCode\":\"" + another(code) + "\"}");
        var missing = body("/verify/" + token + "/details", "{}");

        assertThat(wrong.statusCode()).isEqualTo(403);
        assertThat(wrong.body())
                .contains("This is not the check code of this permit.")
                .doesNotContain(number);
        assertThat(heading(wrong)).isEqualTo("GENUINE AND VALID TODAY");
        assertThat(mistyped.statusCode()).isEqualTo(400);
        assertThat(mistyped.body()).contains("This is no check code.");
        assertThat(wrongForProgram.statusCode()).isEqualTo(403);
        assertThat(json(wrongForProgram).get("type").asText()).isEqualTo("urn:mushterek:problem:gate.wrongCode");
        assertThat(missing.statusCode()).isEqualTo(400);
        assertThat(json(missing).get("type").asText()).isEqualTo("urn:mushterek:problem:gate.notACode");
    }

    @Test
    void findsAPermitByNumberAndCodeWhereTheQrCodeIsUnreadable() {
        var found = form(
                "/verify/number",
                "lang=en&number=" + number.toLowerCase(Locale.ROOT) + "&checkCode=" + code.formatted());
        var wrongCode = body("/verify/number", given(number, another(code)));
        var wrongNumber = body("/verify/number", given("PER-AZE-2027-9999", code.formatted()));

        assertThat(heading(found)).isEqualTo("GENUINE AND VALID TODAY");
        assertThat(found.body()).contains(number, validity(), "/verify/" + token + "/person");
        assertThat(json(body("/verify/number", given(number, code.formatted())))
                        .at("/permit/number")
                        .asText())
                .isEqualTo(number);
        assertThat(wrongCode.statusCode()).isEqualTo(403);
        assertThat(wrongNumber.body()).isEqualTo(wrongCode.body());
        assertThat(page("/verify/number").headers().firstValue("Location").orElseThrow())
                .endsWith("/verify");
    }

    @Test
    void tellsWhetherAPersonIsOnThePermit() {
        var path = "/verify/" + token + "/person";
        var yes = form(path, "lang=en&documentNumber=u77405903&birthDate=31.12.1990");
        var no = form(path, "lang=en&documentNumber=U77405903&birthDate=30.12.1990");

        assertThat(yes.body()).contains("THIS PERSON IS ON THE PERMIT").doesNotContain("u77405903", "31.12.1990\"  ");
        assertThat(no.body()).contains("THIS PERSON IS NOT ON THE PERMIT");
        assertThat(json(body(path, bearer(DOCUMENT, "1990-12-31")))
                        .get("personOnPermit")
                        .asBoolean())
                .isTrue();
        assertThat(json(body(path, bearer("U77405904", "1990-12-31")))
                        .get("personOnPermit")
                        .asBoolean())
                .isFalse();
        assertThat(json(body("/verify/nothing/person", bearer(DOCUMENT, "1990-12-31")))
                        .get("personOnPermit")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void saysThatAPersonsPermitIsRevoked() {
        bringTo("REVOKED");

        assertThat(form("/verify/" + token + "/person", "lang=en&documentNumber=U77405903&birthDate=1990-12-31")
                        .body())
                .contains("THIS PERSON IS ON THE PERMIT", "But the permit lets nobody in today.", ">REVOKED<");
    }

    @ParameterizedTest
    @CsvSource({
        "'', 1990-12-31, gate.documentNumberMissing",
        "---, 1990-12-31, gate.documentNumberMissing",
        "U77405903, '', gate.birthDateUnreadable",
        "U77405903, 31.02.1990, gate.birthDateUnreadable",
        "U77405903, 31.12.90, gate.birthDateUnreadable",
        "U77405903, 12/31/1990, gate.birthDateUnreadable"
    })
    void refusesWhatNoDocumentSaysWithoutRepeatingIt(String documentNumber, String birthDate, String problem) {
        var answer = body("/verify/" + token + "/person", bearer(documentNumber, birthDate));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).get("type").asText()).isEqualTo("urn:mushterek:problem:" + problem);
        assertThat(answer.body()).doesNotContain("U77405903");
    }

    @Test
    void writesNothingOfAPersonIntoLogOrDatabase(CapturedOutput output) {
        body("/verify/" + token + "/person", bearer("CANARY774", "1971-07-17"));
        body("/verify/" + token + "/person", "{\"documentNumber\":\"CANARY774\",\"birthDate\":17071971}");
        form("/verify/" + token + "/person", "documentNumber=CANARY774&birthDate=17.07.1971");

        assertThat(output.getAll()).doesNotContain("CANARY774").doesNotContain("1971-07-17");
        assertThat(StoredText.tablesHolding(database, "", List.of("CANARY774"))).isEmpty();
    }

    @Test
    void recognisesAPermitOfAnotherInstallationByItsSignature() {
        token = token("PER-AZE-2026-4711", 1, keys);

        var answer = json(gate.get("/verify/" + token));
        assertThat(answer.get("standing").asText()).isEqualTo("VALID");
        assertThat(answer.get("inRegister").asBoolean()).isFalse();
        assertThat(page("/verify/" + token + "?lang=en").body()).contains("issued by another installation");
    }

    @Test
    void isNotGenuineWhereASideSignsForItselfUnderANumberOfTheOther(@TempDir Path folder) {
        var ofTheVisitor = PermitToken.seal(
                PermitClaims.binding(number, 1, "TUR", "AZE", first, last, code, List.of(), new SecureRandom()),
                keys.of("TUR"));
        var ofAStranger = token(number, 1, new SigningKeys(folder.resolve("keys"), true));

        assertThat(json(gate.get("/verify/" + ofTheVisitor)).get("inRegister").asBoolean())
                .isFalse();
        assertThat(json(gate.get("/verify/" + ofAStranger)).get("standing").asText())
                .isEqualTo("NOT_GENUINE");
    }

    @Test
    void answersClearlyWhateverStandsWhereTheTokenShould() {
        var half = token.substring(0, token.length() / 2);
        for (var nonsense : List.of(
                "x",
                half,
                token + "A",
                token.replace('A', 'B'),
                "A".repeat(10_240),
                "%C4%B1%C4%B0",
                "%F0%9F%92%A9",
                "a b".replace(" ", "%20"),
                "'%20or%201=1--",
                "$%7B7*7%7D",
                "null",
                "MUSHTEREK:")) {
            assertThat(json(gate.get("/verify/" + nonsense)).get("standing").asText())
                    .as(nonsense)
                    .isEqualTo("NOT_GENUINE");
            assertThat(heading(page("/verify/" + nonsense + "?lang=en")))
                    .as(nonsense)
                    .isEqualTo("NOT GENUINE");
        }
        for (var refused : List.of("%2e%2e%2f", "%00", "a;b", "%0a", "a%2Fb", "A".repeat(60_000))) {
            assertThat(gate.get("/verify/" + refused).statusCode())
                    .as(refused.substring(0, 3))
                    .isEqualTo(400);
        }
        assertThat(gate.send("DELETE", "/verify/" + token).statusCode()).isEqualTo(405);
        assertThat(gate.send(gate.request("/verify/" + token)
                                .header("Accept", "application/pdf")
                                .GET())
                        .statusCode())
                .isEqualTo(406);
        assertThat(gate.send(gate.request("/verify/" + token)
                                .header("Accept", "nonsense")
                                .GET())
                        .statusCode())
                .isEqualTo(406);
    }

    @Test
    void leadsFromWhatAReaderShowsToTheAnswer() {
        var shown = URLEncoder.encode(
                "MUSHTEREK:" + token.substring(0, 30) + "\n" + token.substring(30), StandardCharsets.UTF_8);
        var found = form("/verify", "lang=az&token=" + shown);
        var none = form("/verify", "lang=en&token=hello+world%21");

        assertThat(found.statusCode()).isEqualTo(303);
        assertThat(found.headers().firstValue("Location").orElseThrow()).endsWith("/verify/" + token + "?lang=az");
        assertThat(heading(none)).isEqualTo("NOT GENUINE");
        assertThat(page("/verify?lang=en").body()).contains("Text of the QR code");
        assertThat(page("/verify/" + token + "/person").statusCode()).isEqualTo(303);
    }

    @Test
    void publishesTheKeysWithWhichAGateReadsATokenWithoutNetwork() throws Exception {
        keys.of("TUR");
        var answer = gate.get("/verify/keys");
        var published = new HashMap<String, OfflineGate.PublishedKey>();
        for (var key : json(answer).get("keys")) {
            assertThat(List.of(
                            key.get("kty").asText(),
                            key.get("crv").asText(),
                            key.get("alg").asText(),
                            key.get("use").asText()))
                    .isEqualTo(List.of("OKP", "Ed25519", "EdDSA", "sig"));
            assertThat(key.has("d")).isFalse();
            published.put(
                    key.get("kid").asText(),
                    new OfflineGate.PublishedKey(
                            key.get("side").asText(), key.get("x").asText()));
        }
        var reading = new OfflineGate(published).read(token);

        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/jwk-set+json");
        assertThat(List.of(reading.number(), reading.host(), reading.checkCode()))
                .isEqualTo(List.of(number, "AZE", code.characters()));
        assertThat(reading.covers(DOCUMENT, BORN)).isTrue();
        assertThat(reading.covers(DOCUMENT, BORN.plusDays(1))).isFalse();
    }

    @Test
    void refusesAClientThatChecksWithoutPause() {
        for (var i = 0; i < 120; i++) {
            assertThat(gate.get("/verify/x").statusCode()).isEqualTo(200);
        }
        var program = gate.send(gate.request("/verify/" + token)
                .header("X-Forwarded-For", "198.51.100.1")
                .GET());
        var guard = page("/verify/" + token + "?lang=en");

        assertThat(program.statusCode()).isEqualTo(429);
        assertThat(program.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(program.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(json(program).get("type").asText()).isEqualTo("urn:mushterek:problem:gate.tooOften");
        assertThat(guard.statusCode()).isEqualTo(429);
        assertThat(guard.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(guard.body()).contains("Too many attempts. Try again in 1 s.");
        CLOCK.pass(Duration.ofSeconds(1));
        assertThat(gate.get("/verify/" + token).statusCode()).isEqualTo(200);
    }

    @Test
    void closesAPermitToGuessedCodesEvenForTheRightOne() {
        var path = "/verify/" + token + "/details";
        for (var i = 0; i < 10; i++) {
            assertThat(body(path, "{\"checkCode\":\"" + another(code) + "\"}").statusCode())
                    .isEqualTo(403);
        }
        assertThat(body(path, "{\"checkCode\":\"" + code.characters() + "\"}").statusCode())
                .isEqualTo(429);
        assertThat(gate.get("/verify/" + token).statusCode()).isEqualTo(200);
        CLOCK.pass(Duration.ofMinutes(6));
        assertThat(body(path, "{\"checkCode\":\"" + code.characters() + "\"}").statusCode())
                .isEqualTo(200);
    }

    @Test
    void letsAWholeContingentThroughButNoListOfGuesses() {
        var path = "/verify/" + token + "/person";
        for (var i = 0; i < 40; i++) {
            assertThat(body(path, bearer(DOCUMENT, "1990-12-31")).statusCode()).isEqualTo(200);
            CLOCK.pass(Duration.ofSeconds(10));
        }
        for (var i = 0; i < 10; i++) {
            assertThat(body(path, bearer("U7740591" + i, "1990-12-31")).statusCode())
                    .isEqualTo(200);
        }
        var refused = body(path, bearer(DOCUMENT, "1990-12-31"));
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("360");
    }

    @Test
    void refusesAClientThatAsksAboutPersonsWithoutPause() {
        for (var i = 0; i < 30; i++) {
            assertThat(body("/verify/nothing/person", bearer(DOCUMENT, "1990-12-31"))
                            .statusCode())
                    .isEqualTo(200);
        }
        assertThat(body("/verify/" + token + "/person", bearer(DOCUMENT, "1990-12-31"))
                        .statusCode())
                .isEqualTo(429);
    }

    // --- In the browser of a stranger: a telephone at a gate, a window at a desk. ---

    /** Every answer, and what is asked behind it: by the code of the paper, and about a person. */
    @Test
    @NeedsChromium
    void isReadAndWorkedOnATelephoneAndInAWindow() throws IOException {
        try (var browser = Browser.open(1440, 1000)) {
            assertFine(browser, "/verify?lang=az", "start");
            for (var standing : List.of("NOT_YET_VALID", "SUSPENDED", "REVOKED", "NOT_GENUINE", "VALID")) {
                issue();
                bringTo(standing);
                var language = List.of("az", "tr", "en").get(standing.length() % 3);
                assertFine(browser, "/verify/" + token + "?lang=" + language, standing.toLowerCase(Locale.ROOT));
                var clock = "(" + TEXTS.say("ui.zone.Asia/Baku", Language.of(language)) + ")";
                assertThat(paper(browser))
                        .contains(browser.find(".answer h2").getText(), WrittenTime.zulu(CLOCK.instant()))
                        .contains(standing.equals("NOT_GENUINE") ? "" : clock)
                        .doesNotContain(TEXTS.say("gate.askPerson", Language.of(language)));
            }

            browser.find("#checkCode").sendKeys(another(code));
            browser.find("#checkCode").submit();
            browser.find(".fault");
            assertFine(browser, null, "wrong-code");
            browser.find("#checkCode").sendKeys(code.formatted());
            browser.find("#checkCode").submit();
            assertThat(browser.find(".particulars").getText()).contains(number, validity());
            assertFine(browser, null, "details");
            assertThat(paper(browser)).contains(number, validity());

            ask(browser, DOCUMENT, "1990");
            browser.find(".fault");
            assertFine(browser, null, "unreadable-birth-date");
            ask(browser, "U77405904", "31.12.1990");
            browser.find(".person.no");
            assertFine(browser, null, "person-no");
            ask(browser, DOCUMENT, "31.12.1990");
            assertThat(browser.find(".person.yes").getText()).contains(TEXTS.say("gate.person.yes", Language.EN));
            assertFine(browser, null, "person-yes");
            assertThat(paper(browser)).contains(TEXTS.say("gate.person.yes", Language.EN));
        }
    }

    /** Whose language is none of ours reads all three, which is the longest page of all. */
    @Test
    @NeedsChromium
    void isReadInAllLanguagesByWhoeverHasNoneOfThem() throws IOException {
        try (var browser = Browser.open(1440, 1000)) {
            browser.driver()
                    .executeCdpCommand(
                            "Network.setExtraHTTPHeaders", Map.of("headers", Map.of("Accept-Language", "de-DE")));
            for (var standing : List.of("VALID", "NOT_GENUINE")) {
                issue();
                bringTo(standing);
                assertFine(browser, "/verify/" + token, "in-all-languages-" + standing.toLowerCase(Locale.ROOT));
                assertThat(browser.find(".answer h2").getText().lines()).hasSize(3);
            }
            browser.driver().executeCdpCommand("Network.setExtraHTTPHeaders", Map.of("headers", Map.of()));
        }
    }

    /** A wrong password, too many of them, and an address that is nothing. */
    @Test
    @NeedsChromium
    void saysWhatIsRefusedOnATelephoneAndInAWindow() throws IOException {
        try (var browser = Browser.open(1440, 1000)) {
            browser.show(address("/sign-in?lang=tr"));
            for (var attempt = 0; attempt < 3; attempt++) {
                signIn(browser, "wrong");
                assertThat(browser.find("[role=alert]").getText()).isEqualTo(TEXTS.say("signIn.refused", Language.TR));
            }
            assertFine(browser, null, "sign-in-refused");
            signIn(browser, "demo");
            assertThat(browser.find("[role=alert]").getText())
                    .startsWith(TEXTS.say("signIn.later", Language.TR).split("\\{")[0]);
            assertFine(browser, null, "sign-in-later");

            CLOCK.pass(Duration.ofDays(1));
            // The engine keeps the first account shut by its own clock.
            browser.signIn(port, "tur.security");
            assertFine(browser, "/api/visit-requests/VIS-TUR-2027-9999", "refusal");
            assertThat(browser.driver().getTitle()).isNotEqualTo("Mushterek");
            assertThat(paper(browser))
                    .contains(
                            browser.find("h1").getText(),
                            browser.find(".notice").getText());
        }
    }

    private static void ask(Browser browser, String document, String birthDate) {
        browser.find("#documentNumber").sendKeys(document);
        browser.find("#birthDate").sendKeys(birthDate);
        browser.find("#birthDate").submit();
    }

    private static void signIn(Browser browser, String password) {
        browser.find("#account").sendKeys("tur.planner");
        browser.find("#password").sendKeys(password);
        browser.find("#password").submit();
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static String paper(Browser browser) throws IOException {
        return browser.printed().replaceAll("\\s+", " ");
    }

    /** @param path null for the page that is shown already */
    private void assertFine(Browser browser, @Nullable String path, String name) throws IOException {
        if (path != null) {
            browser.show(address(path));
        }
        browser.picture("strangers/" + name);
        browser.assertAccessible(name);
        browser.assertWorksByKeyboard(name, "body");
        assertThat(browser.driver().findElements(By.tagName("h1"))).as(name).hasSize(1);
        browser.becomeTelephone();
        browser.assertAccessible(name + " on a telephone");
        assertThat(browser.fitsTelephone()).as("%s fits a telephone", name).isTrue();
        if (Browser.takesAllPictures()) {
            browser.wholePicture("strangers/" + name + "-telephone");
        }
        browser.becomeWindow();
        assertThat(browser.refusedByPolicy()).as(name).isEmpty();
    }

    private void bringTo(String standing) {
        switch (standing) {
            case "VALID" -> {}
            case "NOT_YET_VALID" -> CLOCK.set(CLOCK.instant().minus(Duration.ofDays(10)));
            case "NO_LONGER_VALID" -> CLOCK.pass(Duration.ofDays(20));
            case "SUPERSEDED" -> change(2, "HANDED_OVER");
            case "SUSPENDED", "REVOKED" -> change(1, standing);
            default -> token = token.substring(0, 20);
        }
    }

    private String token(String permit, int revision, SigningKeys of) {
        return PermitToken.seal(
                PermitClaims.binding(
                        permit,
                        revision,
                        "AZE",
                        "TUR",
                        first,
                        last,
                        code,
                        List.of(new PermitClaims.Bearer(DOCUMENT, BORN)),
                        new SecureRandom()),
                of.of("AZE"));
    }

    private void register(int revision, String state) {
        database.sql("insert into visit_permit (number, revision, request_number, request_revision, host_state,"
                        + " sending_state, state, valid_from, valid_to, check_code, token, snapshot, issued_at, version)"
                        + " values (?, ?, ?, 1, 'AZE', 'TUR', ?, ?, ?, ?, ?, '{}', ?, 1)")
                .params(
                        number,
                        revision,
                        "VIS-" + number,
                        state,
                        first,
                        last,
                        code.formatted(),
                        token,
                        CLOCK.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    private void change(int revision, String state) {
        database.sql("update visit_permit set revision = ?, state = ? where number = ?")
                .params(revision, state, number)
                .update();
    }

    private String validity() {
        return DATE.format(first) + " – " + DATE.format(last);
    }

    private static String another(CheckCode code) {
        var other = CheckCode.random(new SecureRandom());
        return other.equals(code) ? another(code) : other.formatted();
    }

    private static String given(String number, String checkCode) {
        return "{\"number\":\"%s\",\"checkCode\":\"%s\"}".formatted(number, checkCode);
    }

    private static String bearer(String documentNumber, String birthDate) {
        return "{\"documentNumber\":\"%s\",\"birthDate\":\"%s\"}".formatted(documentNumber, birthDate);
    }

    private HttpRequest.Builder asPage(String path) {
        return gate.request(path).header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
    }

    private HttpResponse<String> page(String path) {
        return send(asPage(path).GET());
    }

    private HttpResponse<String> form(String path, String fields) {
        return send(asPage(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(fields)));
    }

    private HttpResponse<String> body(String path, String json) {
        return send(
                gate.request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        return gate.send(request);
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return Client.json(answer);
    }

    /** The words of the first big heading, without markup. */
    private static @Nullable String heading(HttpResponse<String> page) {
        var found = java.util.regex.Pattern.compile(
                        "class=\"answer.*?<h2 role=\"status\">(.*?)</h2>", java.util.regex.Pattern.DOTALL)
                .matcher(page.body());
        return found.find() ? found.group(1).replaceAll("<[^>]*>", "").strip() : null;
    }
}
