package org.mushterek.web.description;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mushterek.web.security.Client;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;

/** Makes a client from the description alone, as somebody else would, and works with it. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:generated-client;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE",
            "mushterek.data-folder=target/generated-client"
        })
@ActiveProfiles("demo")
class GeneratedClientIT {

    /** Put there by the build. */
    private static final Path GENERATOR = Path.of("target", "openapi-generator", "openapi-generator-cli.jar");

    private static final String OPTIONS = "useJakartaEe=true,openApiNullable=false,hideGenerationTimestamp=true,"
            + "invokerPackage=client,apiPackage=client.api,modelPackage=client.model,serializationLibrary=jackson,"
            + "annotationLibrary=none,documentationProvider=none";

    @LocalServerPort
    private int port;

    @TempDir
    private Path folder;

    @Test
    void opensFillsAndReadsARequestAndFollowsOneToItsPermit() throws Exception {
        generate();
        compile();

        try (var classes = new URLClassLoader(
                new URL[] {folder.resolve("classes").toUri().toURL()},
                getClass().getClassLoader())) {
            var program = classes.loadClass("CaseByClient");
            var address = "http://127.0.0.1:" + port;
            var said = program.getMethod("walk", String.class, String.class, String.class)
                    .invoke(null, address, "tur.planner", "demo");

            var number = String.valueOf(((LinkedHashMap<?, ?>) said).get("number"));
            assertThat(number).matches("VIS-TUR-\\d{4}-\\d{4}");
            var expected = new LinkedHashMap<String, Object>();
            expected.put("number", number);
            expected.put("again", number);
            expected.put("version", 2);
            expected.put("stale", "412 application/problem+json");
            expected.put("unconditional", "428 application/problem+json");
            expected.put("arrival", "2027-05-24T08:15:00");
            expected.put("unknown", "404 application/problem+json");
            expected.put("listed", number + " of 1");
            expected.put("task", "userTask_prepareRequest");
            expected.put("shown", "visit-request 50 tr");
            expected.put("texts", true);
            expected.put("dossier", number);
            expected.put("events", "visit.opened task.created task.claimed");
            assertThat(said).isEqualTo(expected);

            var permitted =
                    program.getMethod("permit", String.class, String.class).invoke(null, address, "demo");

            var permittedNumber = String.valueOf(((LinkedHashMap<?, ?>) permitted).get("number"));
            assertThat(permittedNumber).matches("VIS-TUR-\\d{4}-\\d{4}").isNotEqualTo(number);
            assertThat(permitted).isEqualTo(permitted(permittedNumber));
        }
    }

    private static Map<String, Object> permitted(String number) {
        var expected = new LinkedHashMap<String, Object>();
        expected.put("number", number);
        expected.put("persons", 2);
        expected.put("judged", "true []");
        expected.put("permit", "AZE for TUR");
        expected.put("sameCode", true);
        expected.put("from", true);
        expected.put("decision", "APPROVED [1 APPROVED, 2 APPROVED]");
        expected.put("surname", "Yıldırım");
        expected.put("deadlines", false);
        expected.put("desks", 4);
        expected.put("duty", "aze.medical");
        expected.put("submission", "tur.planner 2");
        return expected;
    }

    private void generate() throws Exception {
        assertThat(GENERATOR)
                .as("which the build copies before the integration tests")
                .exists();
        var description = Client.withBasic(port, "tur.planner", "demo").get("/v3/api-docs");
        Files.writeString(folder.resolve("api.json"), description.body());
        var log = folder.resolve("generator.log");
        var generator = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-jar",
                        GENERATOR.toAbsolutePath().toString(),
                        "generate",
                        "--input-spec=" + folder.resolve("api.json"),
                        "--generator-name=java",
                        "--library=restclient",
                        "--output=" + folder.resolve("client"),
                        "--additional-properties=" + OPTIONS,
                        "--global-property=apiTests=false,modelTests=false,apiDocs=false,modelDocs=false")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(generator.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(generator.exitValue()).as(Files.readString(log)).isZero();
    }

    private void compile() throws Exception {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var faults = new StringWriter();
        try (var files = compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8);
                Stream<Path> generated = Files.walk(folder.resolve("client").resolve("src/main/java"))) {
            var sources = new ArrayList<Path>(
                    generated.filter(file -> file.toString().endsWith(".java")).toList());
            sources.add(Path.of("src", "test", "client", "CaseByClient.java"));
            var options = List.of(
                    "-proc:none",
                    "-nowarn",
                    "-d",
                    Files.createDirectories(folder.resolve("classes")).toString(),
                    "-classpath",
                    System.getProperty("java.class.path"));
            var done = compiler.getTask(faults, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call();
            assertThat(done).as(faults.toString()).isTrue();
        }
    }
}
