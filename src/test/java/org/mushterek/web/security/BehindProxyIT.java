package org.mushterek.web.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.TreeMap;
import org.camunda.bpm.engine.RuntimeService;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mushterek.engine.TrialProcesses;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;

/** The program behind a proxy that ends TLS. {@link DoorsIT} holds what holds without one. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:proxy;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE",
            "mushterek.processes.location=classpath*:test-processes/",
            "mushterek.public-address=https://visits.example.org",
            "mushterek.trusted-proxies=10.9.8.7, 127.0.0.1",
            "mushterek.gate.checks-by-address.times=2",
            "mushterek.feeds.reads-by-address.times=2",
            "mushterek.sign-in.refusals-by-address.times=2",
            "mushterek.engine-rest.largest-list=2"
        })
@ActiveProfiles("demo")
@Import(TrialProcesses.class)
class BehindProxyIT {

    private static final List<String> OF_THE_SIGN_IN = List.of("JSESSIONID", "MUSHTEREK-CSRF", "XSRF-TOKEN");

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient database;

    @Autowired
    private RuntimeService runtime;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void sendsTheCookiesOfTheSignInOverTlsOnly() throws Exception {
        var cookies = new TreeMap<String, String>();
        keep(cookies, send(get("/sign-in")));
        var forgery = valueOf(cookies, "MUSHTEREK-CSRF");
        keep(
                cookies,
                send(request("/sign-in")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Cookie", sent(cookies))
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "account=tur.planner&password=demo&_csrf=" + forgery))));
        keep(cookies, send(get("/").header("Cookie", sent(cookies))));
        keep(cookies, send(get("/camunda/app/tasklist/default/").header("Cookie", sent(cookies))));

        assertThat(cookies.keySet()).containsAll(OF_THE_SIGN_IN);
        for (var name : OF_THE_SIGN_IN) {
            assertThat(cookies.get(name)).as(name).containsPattern("; ?Secure").contains("SameSite=Lax");
        }
        assertThat(send(get("/api/me").header("Cookie", sent(cookies))).statusCode())
                .isEqualTo(200);
    }

    @Test
    void believesItsProxyForWhomItAsks() throws Exception {
        assertThat(send(get("/").header("X-Forwarded-Proto", "https")
                                .header("X-Forwarded-Host", "visits.example.org")
                                .header("X-Forwarded-Port", "443"))
                        .headers()
                        .firstValue("Location"))
                .contains("https://visits.example.org/sign-in");
        // Each client has an allowance of its own, which one address for all would soon use up.
        for (var client : List.of("203.0.113.1", "203.0.113.1", "203.0.113.2", "203.0.113.2")) {
            assertThat(send(get("/verify/x").header("X-Forwarded-For", client)).statusCode())
                    .as(client)
                    .isNotEqualTo(429);
        }
        assertThat(send(get("/verify/x").header("X-Forwarded-For", "203.0.113.1"))
                        .statusCode())
                .isEqualTo(429);
        assertThat(send(get("/verify/x").header("X-Forwarded-For", "203.0.113.9, 203.0.113.2"))
                        .statusCode())
                .as("the client cannot write itself another address")
                .isEqualTo(429);
    }

    /** Each account makes whoever guesses wait; this is for who tries many accounts. */
    @Test
    void looksAtNoMorePasswordsFromAnAddressThatSentTooManyWrongOnes() throws Exception {
        assertThat(signIn("203.0.113.21", "tur.range", "demo").statusCode()).isEqualTo(200);
        assertThat(signIn("203.0.113.21", "tur.border", "wrong").statusCode()).isEqualTo(401);
        assertThat(signIn("203.0.113.21", "tur.range", "demo").statusCode())
                .as("one wrong and two right ones")
                .isEqualTo(200);
        assertThat(signIn("203.0.113.21", "tur.nobody", "demo").statusCode()).isEqualTo(401);

        var audited = refusals();
        var late = signIn("203.0.113.21", "tur.range", "demo");

        assertThat(late.statusCode()).isEqualTo(429);
        assertThat(late.headers().firstValueAsLong("Retry-After").orElse(0)).isPositive();
        assertThat(Client.json(late).get("type").asText()).endsWith(":gate.tooOften");
        // An account that there is and one that there is not are told the same: when to come back.
        for (var account : List.of("tur.range", "tur.nobody")) {
            var way = signInOnPage("203.0.113.21", account, "tr")
                    .headers()
                    .firstValue("Location")
                    .orElseThrow();
            assertThat(way).as(account).matches(".*/sign-in\\?refused=[1-9][0-9]*&lang=tr");
            var seconds = way.replaceAll(".*refused=([0-9]+).*", "$1");
            assertThat(send(get(URI.create(way).getPath() + "?"
                                    + URI.create(way).getQuery()))
                            .body())
                    .contains("Ağınızdan çok fazla yanlış oturum açma denemesi geldi", seconds + " saniye sonra");
        }
        assertThat(refusals()).isEqualTo(audited);
        assertThat(signIn("203.0.113.22", "tur.range", "demo").statusCode()).isEqualTo(200);
        assertThat(signInOnPage("203.0.113.22", "tur.nobody", "en").headers().firstValue("Location"))
                .hasValueSatisfying(way -> assertThat(way).endsWith("/sign-in?refused&lang=en"));
        assertThat(signInOnPage("203.0.113.22", "tur.range", "en").headers().firstValue("Location"))
                .hasValueSatisfying(way -> assertThat(way).doesNotContain("sign-in"));
    }

    private HttpResponse<String> signIn(String client, String account, String password) throws Exception {
        var basic = Base64.getEncoder().encodeToString((account + ":" + password).getBytes(StandardCharsets.UTF_8));
        return send(get("/api/me").header("X-Forwarded-For", client).header("Authorization", "Basic " + basic));
    }

    private HttpResponse<String> signInOnPage(String client, String account, String language) throws Exception {
        var cookies = new TreeMap<String, String>();
        keep(cookies, send(get("/sign-in")));
        return send(request("/sign-in")
                .header("X-Forwarded-For", client)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Cookie", sent(cookies))
                .POST(HttpRequest.BodyPublishers.ofString("account=%s&lang=%s&password=demo&_csrf=%s"
                        .formatted(account, language, valueOf(cookies, "MUSHTEREK-CSRF")))));
    }

    /** Whatever somebody writes into the address of the form, it shows no words but its own. */
    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "1234567", "5%20minutes", "%3Cb%3E"})
    void showsNothingOfAnAddressThatIsNoTimeToWait(String typed) throws Exception {
        assertThat(send(get("/sign-in?lang=en&refused=" + typed)).body())
                .contains("Sign-in refused. The account or the password is wrong")
                .doesNotContain("Try again in");
    }

    private int refusals() {
        return database.sql("select count(*) from audit_entry where action = 'signIn.refused'")
                .query(Integer.class)
                .single();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET  | /task                                 |
            GET  | /task?processDefinitionKey=trial      |
            POST | /task?firstResult=0                   | {"processDefinitionKey":"trial"}
            """)
    void endsAListOfTheEngineThatAsksForNoPage(String method, String path, @Nullable String body) throws Exception {
        var program = Client.withBasic(port, "tur.planner", "demo");
        for (var trial = 0; trial < 3; trial++) {
            runtime.createProcessInstanceByKey("trial")
                    .processDefinitionTenantId("tur")
                    .execute();
        }

        assertThat(Client.json(list(program, method, "/engine-rest" + path, body)))
                .hasSize(2);
        var paged = path + (path.contains("?") ? "&" : "?") + "maxResults=";
        assertThat(Client.json(list(program, method, "/engine-rest" + paged + "2", body)))
                .hasSize(2);
        var refused = list(program, method, "/engine-rest" + paged + "3", body);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(Client.json(refused).get("detail").asText()).contains("maxResults", "2");
        assertThat(Client.json(program.get("/engine-rest/task/count"))
                        .get("count")
                        .asInt())
                .isGreaterThanOrEqualTo(3);
    }

    private static HttpResponse<String> list(Client program, String method, String path, @Nullable String body) {
        return body == null ? program.get(path) : program.post(path, body);
    }

    /** One customer has a whole network of them. */
    @Test
    void countsTheReadersOfCalendarsInANetworkOfIPv6Together() throws Exception {
        for (var client : List.of("2001:db8:1:2::1", "2001:db8:1:2::2", "2001:db8:1:3::1")) {
            assertThat(send(get("/feeds/x.ics").header("X-Forwarded-For", client))
                            .statusCode())
                    .as(client)
                    .isEqualTo(404);
        }
        assertThat(send(get("/feeds/x.ics").header("X-Forwarded-For", "2001:db8:1:2:ffff::3"))
                        .statusCode())
                .isEqualTo(429);
    }

    @Test
    void saysWhatATrustedProxyIs() {
        assertThatThrownBy(() -> new PublicAddress("", "10.0.0.0/8"))
                .hasMessageContaining("10.0.0.0/8")
                .hasMessageContaining("10.0.0.5");
        assertThat(new PublicAddress("http://visits.example.org", "").isSecure())
                .isFalse();
        assertThat(new PublicAddress("", "").isSecure()).isFalse();
        assertThat(new PublicAddress(" HTTPS://visits.example.org", "::1").isSecure())
                .isTrue();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private HttpRequest.Builder get(String path) {
        return request(path).GET();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static void keep(TreeMap<String, String> cookies, HttpResponse<String> answer) {
        answer.headers().allValues("Set-Cookie").forEach(cookie -> cookies.put(cookie.split("=", 2)[0], cookie));
    }

    private static String valueOf(TreeMap<String, String> cookies, String name) {
        return cookies.getOrDefault(name, name + "=;").split("[=;]", 3)[1];
    }

    private static String sent(TreeMap<String, String> cookies) {
        return String.join(
                "; ",
                cookies.values().stream().map(cookie -> cookie.split(";")[0]).toList());
    }
}
