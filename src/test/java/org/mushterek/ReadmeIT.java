package org.mushterek;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.mushterek.visit.CaseWalk;
import org.mushterek.visit.VisitRequestProcess;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;

/** The commands that the README shows, as they stand there. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:readme;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE",
            "mushterek.data-folder=target/readme"
        })
@ActiveProfiles("demo")
class ReadmeIT {

    private static final String HEADING = "## Five minutes to a permit, by REST";

    @LocalServerPort
    private int port;

    @Test
    void submitsARequestWithTheCommandsOfTheReadme() throws Exception {
        assumeTrue(isInstalled("bash") && isInstalled("curl") && isInstalled("sed"), "bash, curl and sed are missing");
        var commands = Files.readString(Path.of("README.md"))
                .lines()
                .dropWhile(line -> !line.equals(HEADING))
                .dropWhile(line -> !line.startsWith("    "))
                .takeWhile(line -> line.startsWith("    "))
                .collect(Collectors.joining("\n"))
                .replace("localhost:8080", "127.0.0.1:" + port)
                .replace("curl ", "curl -sS --fail-with-body ");
        assertThat(commands).contains("completion");
        Files.createDirectories(Path.of("target", "readme"));
        var said = Path.of("target", "readme", "commands.log");

        var shell = new ProcessBuilder("bash", "-e", "-c", commands + "\necho\necho \"number $number\"\n")
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(shell.waitFor(2, TimeUnit.MINUTES)).isTrue();

        var output = Files.readString(said);
        assertThat(shell.exitValue()).as(output).isZero();
        var number = output.lines()
                .filter(line -> line.startsWith("number "))
                .findFirst()
                .orElseThrow()
                .substring("number ".length());
        assertThat(new CaseWalk(port, Duration.ofSeconds(30))
                        .task("tur.security", number, VisitRequestProcess.CERTIFY_ROSTER))
                .isNotEmpty();
    }

    private static boolean isInstalled(String program) throws InterruptedException {
        try {
            return new ProcessBuilder(program, "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException missing) {
            return false;
        }
    }
}
