package org.mushterek;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;

/** Does what docs/api.md shows. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:api-examples;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE",
            "mushterek.data-folder=target/api-examples"
        })
@ActiveProfiles("demo")
class ApiExamplesIT {

    @LocalServerPort
    private int port;

    @TempDir
    private Path folder;

    @Test
    void workAsTheyStandThere() throws Exception {
        assumeTrue(isInstalled("bash") && isInstalled("curl") && isInstalled("sed"), "bash, curl and sed are missing");
        var commands = Files.readString(Path.of("docs", "api.md"))
                .lines()
                .filter(line -> line.startsWith("    "))
                .collect(Collectors.joining("\n"))
                .replace("localhost:8080", "127.0.0.1:" + port)
                .replace("curl -u", "curl -sS --fail-with-body -u");
        assertThat(commands)
                .contains(
                        "Idempotency-Key",
                        "/secret",
                        "refusal.json",
                        "/amendments",
                        "/roster/persons",
                        "/decision-corrections");
        var log = folder.resolve("commands.log");

        var shell = new ProcessBuilder("bash", "-e", "-x", "-o", "pipefail", "-c", commands)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(shell.waitFor(2, TimeUnit.MINUTES)).isTrue();

        var said = Files.readString(log);
        assertThat(shell.exitValue()).as(said).isZero();
        assertThat(said).contains("400 application/problem+json").doesNotContain("{\"type\":");
        assertThat(folder.resolve("refusal.json")).doesNotExist();
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
