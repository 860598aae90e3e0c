package org.mushterek.web.problem;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.connector.ClientAbortException;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.engine.TrialProcesses;
import org.mushterek.security.Account;
import org.mushterek.web.security.Client;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:problems;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE",
            "mushterek.processes.location=classpath*:test-processes/"
        })
@ActiveProfiles("demo")
@Import({TrialProcesses.class, ProblemsIT.TrialController.class, ProblemsIT.Pause.class})
@ExtendWith(OutputCaptureExtension.class)
class ProblemsIT {

    record Trial(String name, int count) {}

    @TestComponent
    @RestController
    static class TrialController {

        @PostMapping(path = "/api/trial", consumes = MediaType.APPLICATION_JSON_VALUE)
        Trial echo(@RequestBody Trial trial) {
            return trial;
        }

        @GetMapping("/api/trial/account")
        String account(Account account, @RequestParam int number) {
            return account.id() + " " + number;
        }

        @GetMapping("/api/trial/refusal/{kind}")
        void refuse(@PathVariable Refusal.Kind kind) {
            throw new Refusal(
                    kind,
                    Message.of("door.closed"),
                    List.of(new Finding("VIS-07", "dates.from", Message.of("side.TUR"), Message.of("side.AZE"), null)));
        }

        @GetMapping("/api/trial/hang-up")
        void hangUp() throws IOException {
            throw new ClientAbortException(new IOException("Broken pipe"));
        }

        @GetMapping("/api/trial/fault")
        void fail() {
            throw new IllegalStateException("Names a person");
        }
    }

    /** Lets a request that asks for it wait until its client has hung up. */
    @TestComponent
    @Order(Ordered.HIGHEST_PRECEDENCE)
    static class Pause implements Filter {

        private final CountDownLatch arrived = new CountDownLatch(1);
        private final CountDownLatch hungUp = new CountDownLatch(1);
        private final CountDownLatch over = new CountDownLatch(1);

        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            if (((HttpServletRequest) request).getHeader("X-Trial-Pause") == null) {
                chain.doFilter(request, response);
                return;
            }
            arrived.countDown();
            await(hungUp);
            try {
                chain.doFilter(request, response);
            } finally {
                over.countDown();
            }
        }

        private static void await(CountDownLatch latch) {
            try {
                assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @LocalServerPort
    private int port;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private Pause pause;

    /** The engine's own interface would log each of them with a page of its insides. */
    @Test
    void logsNothingOfAClientThatHangsUpOnALongAnswerOfTheEngine(CapturedOutput output) throws IOException {
        for (int task = 0; task < 60; task++) {
            runtime.createProcessInstanceByKey("trial")
                    .processDefinitionTenantId("tur")
                    .execute();
        }
        // More than the buffers before the line hold.
        assertThat(officer().get("/engine-rest/task").body()).hasSizeGreaterThan(20_000);
        var before = output.getAll().length();

        try (var line = new Socket("127.0.0.1", port)) {
            // The end of the line is told at once, and nothing that still comes is taken.
            line.setSoLinger(true, 0);
            line.getOutputStream()
                    .write(("GET /engine-rest/task HTTP/1.1\r\n"
                                    + "Host: 127.0.0.1\r\n"
                                    + "X-Trial-Pause: 1\r\n"
                                    + "Authorization: Basic "
                                    + Base64.getEncoder().encodeToString("tur.planner:demo".getBytes(UTF_8))
                                    + "\r\n\r\n")
                            .getBytes(UTF_8));
            Pause.await(pause.arrived);
        }
        pause.hungUp.countDown();
        Pause.await(pause.over);

        assertThat(output.getAll().substring(before)).doesNotContain("Incident", "Exception", "\tat ");
    }

    @Test
    void makesNoIncidentOfAClientThatHangsUp(CapturedOutput output) {
        var before = output.getAll().length();
        Client.withBasic(port, "tur.planner", "demo").get("/api/trial/hang-up");
        assertThat(output.getAll().substring(before)).doesNotContain("Incident");

        Client.withBasic(port, "tur.planner", "demo").get("/api/trial/fault");
        assertThat(output.getAll().substring(before)).contains("Incident");
    }

    @Test
    void showsABrowserWhatIsWrongAndWhatWouldBeRight() {
        var officer = Client.signedIn(port, "tur.planner");

        var shown = officer.send(officer.request("/api/trial/refusal/INVALID").header("Accept", "text/html"));
        var fault = officer.send(officer.request("/api/trial/fault").header("Accept", "text/html"));

        assertThat(shown.statusCode()).isEqualTo(400);
        assertThat(shown.headers().firstValue("Content-Type")).contains("text/html;charset=UTF-8");
        assertThat(shown.body()).contains("<span>Türkiye</span> <span>Azerbaycan</span>", "Başlangıca dön");
        assertThat(fault.statusCode()).isEqualTo(500);
        assertThat(fault.body()).contains("Başlangıca dön").doesNotContain("Names a person");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"name":"a","count":1,"more":2} | problem.unknownField | more
        {"name":"a","count":"many"}     | problem.wrongType    | count
        {"name":"a","count":1.5}        | problem.wrongType    | count
        {"name":"a","count":null}       | problem.wrongType    | count
        {"name":7,"count":1}            | problem.wrongType    | name
        {"name":"a" "count":1}          | problem.badJson      | 1
        {"name":"a","count":1} x        | problem.badJson      | 1
        """)
    void tellsWhatIsWrongWithJson(String body, String key, String named) {
        var answer = officer().postForged("/api/trial", body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(Client.json(answer).get("type").asText()).isEqualTo("urn:mushterek:problem:" + key);
        assertThat(Client.json(answer).get("detail").asText()).contains(named);
    }

    @ParameterizedTest
    @CsvSource({
        "INVALID, 400",
        "FORBIDDEN, 403",
        "NOT_FOUND, 404",
        "CONFLICT, 409",
        "STALE, 412",
        "TOO_LARGE, 413",
        "UNACCEPTABLE, 422"
    })
    void tellsARefusalInTheAccountsLanguage(String kind, int status) {
        var answer = officer().get("/api/trial/refusal/" + kind);
        var problem = Client.json(answer);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(problem.get("type").asText()).isEqualTo("urn:mushterek:problem:door.closed");
        assertThat(problem.get("detail").asText()).startsWith("Bu yol kapalı.");
        assertThat(problem.get("findings").toString())
                .isEqualTo(
                        "[{\"code\":\"VIS-07\",\"place\":\"dates.from\",\"wrong\":\"Türkiye\",\"cure\":\"Azerbaycan\"}]");
    }

    @Test
    void hidesWhatIsInside() {
        var answer = officer().get("/api/trial/fault");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).doesNotContain("Names a person").doesNotContain("IllegalState");
        assertThat(Client.json(answer).get("incident").asText()).hasSize(36);
    }

    @Test
    void tellsWhatWouldBeRight() {
        assertThat(officer().send("PUT", "/api/trial").headers().firstValue("Allow"))
                .contains("POST");
        assertThat(officer().get("/api/nothing").statusCode()).isEqualTo(404);
        assertThat(officer().get("/api/trial/account").statusCode()).isEqualTo(400);
        assertThat(officer().get("/api/trial/account?number=x").statusCode()).isEqualTo(400);
        assertThat(officer().get("/api/trial/account?number=7").body()).isEqualTo("tur.planner 7");
        assertThat(officer()
                        .send(officer()
                                .request("/api/trial")
                                .header("Content-Type", "text/plain")
                                .POST(BodyPublishers.ofString("x")))
                        .statusCode())
                .isEqualTo(415);
    }

    @Test
    void takesNoHugeBodyWhetherItTellsItsLengthOrNot() {
        var huge = ("{\"name\":\"" + "x".repeat(2 * 1024 * 1024) + "\"}").getBytes();

        assertThat(officer().postForged("/api/trial", new String(huge)).statusCode())
                .isEqualTo(413);
        assertThat(officer()
                        .send(officer()
                                .request("/api/trial")
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(huge))))
                        .statusCode())
                .isEqualTo(413);
    }

    private Client officer() {
        return Client.withBasic(port, "tur.planner", "demo");
    }
}
