package org.mushterek.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs {@code mvnw} as on another machine: with few programs on its PATH, and an archive that this test serves. */
class MavenWrapperTest {

    private static final List<String> PROGRAMS_OF_ANY_SYSTEM =
            List.of("dirname", "sed", "head", "tar", "gzip", "mkdir", "mv", "rm", "cat", "sha512sum", "shasum", "perl");
    private static final List<String> DOWNLOADERS = List.of("curl", "wget");

    /** Says who it is, and each argument it was given in brackets. */
    private static final String MAVEN_SCRIPT = """
            #!/bin/sh
            printf '%s in <%s>' '{name}' "$PWD"
            for argument in "$@"; do printf '<%s>' "$argument"; done
            """;

    @TempDir
    Path folder;

    private Path programs;
    private Path home;
    private Path project;
    private Map<String, String> environment;
    private LoopbackServer server;
    private byte[] archive;
    private final AtomicInteger downloads = new AtomicInteger();
    private CountDownLatch mayAnswer = new CountDownLatch(0);
    private int bytesSent;

    @BeforeEach
    void prepareAnotherMachine() throws Exception {
        programs = Files.createDirectory(folder.resolve("programs"));
        home = Files.createDirectory(folder.resolve("home of an officer"));
        project = Files.createDirectory(folder.resolve("the project")).toRealPath();
        Files.copy(Path.of("mvnw"), project.resolve("mvnw"));
        executable(project.resolve("mvnw"));
        PROGRAMS_OF_ANY_SYSTEM.forEach(this::offer);
        DOWNLOADERS.forEach(this::offer);
        archive = archiveOf("apache-maven-x/bin/mvn", MAVEN_SCRIPT.replace("{name}", "downloaded Maven"));
        bytesSent = archive.length;
        server = new LoopbackServer(exchange -> {
            downloads.incrementAndGet();
            await(mayAnswer);
            exchange.sendResponseHeaders(200, archive.length);
            exchange.getResponseBody().write(archive, 0, bytesSent);
            exchange.close();
        });
        environment = new HashMap<>(Map.of(
                "PATH", programs.toString(),
                "HOME", home.toString(),
                "JAVA_HOME", System.getProperty("java.home"),
                "MVNW_DISTRIBUTION_URL", server.address("/maven.tar.gz").toString(),
                "MVNW_DISTRIBUTION_SHA512", sha512(archive)));
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Test
    void isExecutable() {
        assertThat(Path.of("mvnw")).isExecutable();
        assertThat(Path.of(".ci", "run")).isExecutable();
    }

    @ParameterizedTest(name = "downloads with {0}")
    @MethodSource("installedDownloaders")
    void installsMavenWhoseSumMatches(String downloader) throws Exception {
        for (var other : DOWNLOADERS) {
            if (!other.equals(downloader)) {
                Files.deleteIfExists(programs.resolve(other));
            }
        }

        var run = run("verify");

        assertThat(run.output()).isEqualTo("downloaded Maven in <%s><verify>".formatted(project));
        assertThat(run.code()).isZero();
        assertThat(installed()).hasSize(1);
    }

    /** What this machine has, and Java itself, which is there wherever the product can be built. */
    static Stream<String> installedDownloaders() {
        return Stream.concat(
                DOWNLOADERS.stream()
                        .filter(name -> Program.find(System.getenv(), name).isPresent()),
                Stream.of("Java"));
    }

    @Test
    void downloadsOnlyOnce() throws Exception {
        run("verify");
        var second = run("verify");

        assertThat(second).isEqualTo(new Run(0, "downloaded Maven in <%s><verify>".formatted(project), ""));
        assertThat(downloads).hasValue(1);
    }

    @Test
    void downloadsAgainWhereAnotherSumIsAskedFor() throws Exception {
        run("verify");
        archive = archiveOf("apache-maven-y/bin/mvn", MAVEN_SCRIPT.replace("{name}", "another Maven"));
        bytesSent = archive.length;
        environment.put("MVNW_DISTRIBUTION_SHA512", sha512(archive));

        assertThat(run().output()).isEqualTo("another Maven in <%s>".formatted(project));
        assertThat(downloads).hasValue(2);
    }

    @Test
    void refusesArchiveWithOneFlippedBit() throws Exception {
        var expected = sha512(archive);
        archive[archive.length / 2] ^= 1;

        var run = run("verify");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.output()).isEmpty();
        assertThat(run.messages())
                .contains("does not match", "expected " + expected, "but was  " + sha512(archive))
                .doesNotContain("downloaded Maven");
        assertThat(filesIn(home)).isEmpty();
    }

    @Test
    void refusesArchiveThatEndsEarly() throws Exception {
        archive = Arrays.copyOf(archive, archive.length - 1);
        bytesSent = archive.length;

        var run = run("verify");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.messages()).contains("does not match");
        assertThat(filesIn(home)).isEmpty();
    }

    @ParameterizedTest(name = "downloads with {0}")
    @MethodSource("installedDownloaders")
    void refusesDownloadThatBreaksOff(String downloader) throws Exception {
        for (var other : DOWNLOADERS) {
            if (!other.equals(downloader)) {
                Files.deleteIfExists(programs.resolve(other));
            }
        }
        // One try: wget would go on asking for the rest, twenty times.
        Files.writeString(home.resolve(".wgetrc"), "tries = 1\n");
        bytesSent = archive.length / 2;

        var run = run("verify");

        assertThat(run.code()).isEqualTo(1);
        // Java does not notice the early end; the sum does.
        assertThat(run.messages())
                .contains(
                        downloader.equals("Java")
                                ? "does not match"
                                : "the download of " + environment.get("MVNW_DISTRIBUTION_URL") + " failed");
        assertThat(installed()).isEmpty();
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void refusesAddressThatDoesNotAnswer() throws Exception {
        server.close();

        var run = run("verify");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.messages()).contains("the download of", "failed");
        assertThat(filesIn(home)).isEmpty();
    }

    @Test
    void refusesArchiveWithoutMaven() throws Exception {
        archive = archiveOf("apache-maven-x/README.txt", "nothing to run");
        bytesSent = archive.length;
        environment.put("MVNW_DISTRIBUTION_SHA512", sha512(archive));

        var run = run("verify");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.messages()).contains("holds no Maven");
        assertThat(filesIn(home)).isEmpty();
    }

    @Test
    void installsAfterAnEarlierRunWasKilledInMidDownload() throws Exception {
        mayAnswer = new CountDownLatch(1);
        var killed = start(project, "verify");
        while (downloads.get() == 0) {
            assertThat(killed.isAlive()).isTrue();
            Thread.onSpinWait();
        }
        var children = killed.descendants().toList();
        killed.destroyForcibly().waitFor();
        children.forEach(ProcessHandle::destroyForcibly);
        assertThat(installed()).isEmpty();
        mayAnswer.countDown();

        assertThat(run("verify").output()).isEqualTo("downloaded Maven in <%s><verify>".formatted(project));
        assertThat(installed()).hasSize(1);
    }

    @Test
    void letsTwoRunsAtOnceBothSucceed() throws Exception {
        mayAnswer = new CountDownLatch(1);
        var first = start(project, "first");
        var second = start(project, "second");
        while (downloads.get() < 2) {
            assertThat(first.isAlive()).isTrue();
            assertThat(second.isAlive()).isTrue();
            Thread.onSpinWait();
        }
        mayAnswer.countDown();

        assertThat(finish(first).output()).isEqualTo("downloaded Maven in <%s><first>".formatted(project));
        assertThat(finish(second).output()).isEqualTo("downloaded Maven in <%s><second>".formatted(project));
        assertThat(installed()).hasSize(1);
        assertThat(leftovers()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.8.0", "3.8.7", "3.10.1", "4.0.0-rc-4"})
    void usesMavenOnPathFromThreeDotEight(String version) throws Exception {
        putMavenOnPath("\\033[1mApache Maven " + version + "\\033[m\\nMaven home: /usr/share/maven\\n");

        assertThat(run("verify")).isEqualTo(new Run(0, "Maven of the PATH in <%s><verify>".formatted(project), ""));
        assertThat(downloads).hasValue(0);
        assertThat(filesIn(home)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Apache Maven 3.7.9", "\\033[1mApache Maven 3.6.3\\033[m", "Apache Maven 2.9.1", "", "no JDK"})
    void downloadsWhereMavenOnPathIsTooOldOrSaysNothingKnown(String version) throws Exception {
        putMavenOnPath(version + "\\n");

        assertThat(run("verify").output()).isEqualTo("downloaded Maven in <%s><verify>".formatted(project));
        assertThat(downloads).hasValue(1);
    }

    @Test
    void passesArgumentsUnchanged() throws Exception {
        assertThat(run("-Dname=two words", "*", "", "$HOME", "-fae", "\"'\\").output())
                .isEqualTo("downloaded Maven in <%s><-Dname=two words><*><><$HOME><-fae><\"'\\>".formatted(project));
    }

    @Test
    void buildsItsOwnProjectFromAnotherFolder() throws Exception {
        var run = finish(start(home, "verify", "-fae"));

        assertThat(run.output())
                .isEqualTo(
                        "downloaded Maven in <%s><-f><%s/pom.xml><verify><-fae>".formatted(home.toRealPath(), project));
    }

    @Test
    void leavesTheProjectToWhoeverNamesOne() throws Exception {
        var run = finish(start(home, "--file", "other.xml", "verify"));

        assertThat(run.output())
                .isEqualTo("downloaded Maven in <%s><--file><other.xml><verify>".formatted(home.toRealPath()));
    }

    @ParameterizedTest
    @CsvSource({
        "openjdk version \"1.8.0_392\", is version 8; 17 or later is needed",
        "openjdk version \"16.0.2\" 2021-07-20, is version 16; 17 or later is needed",
        "nothing known, is version unknown; 17 or later is needed"
    })
    void refusesJdkOlderThanSeventeen(String version, String complaint) throws Exception {
        putJdk(version, "java", "javac");

        var run = run("verify");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.messages()).contains(complaint);
        assertThat(downloads).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "openjdk version \"17\" 2021-09-14",
                "java version \"21.0.1\" 2023-10-17 LTS",
                "x version \"25-ea\""
            })
    void takesJdkFromSeventeen(String version) throws Exception {
        putJdk(version, "java", "javac");

        assertThat(run("verify").output()).isEqualTo("downloaded Maven in <%s><verify>".formatted(project));
    }

    @Test
    void refusesRuntimeWithoutCompiler() throws Exception {
        putJdk("openjdk version \"17.0.15\"", "java");

        assertThat(run("verify").messages()).contains("no JDK found in JAVA_HOME=" + environment.get("JAVA_HOME"));
    }

    @Test
    void refusesMachineWithoutJdk() throws Exception {
        environment.remove("JAVA_HOME");

        var run = run("verify");

        assertThat(run)
                .isEqualTo(
                        new Run(
                                1,
                                "",
                                "mvnw: no JDK found in the PATH, and JAVA_HOME is not set. Install a JDK, version 17 or later.\n"));
    }

    @Test
    void findsJdkOnThePath() throws Exception {
        for (var name : List.of("java", "javac")) {
            offer(name, Path.of(environment.get("JAVA_HOME"), "bin", name));
        }
        environment.remove("JAVA_HOME");

        assertThat(run("verify").code()).isZero();
    }

    private record Run(int code, String output, String messages) {}

    private Run run(String... arguments) throws IOException, InterruptedException {
        return finish(start(project, arguments));
    }

    private Process start(Path from, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(project.resolve("mvnw").toString()));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).directory(from.toFile());
        process.environment().clear();
        process.environment().putAll(environment);
        return process.start();
    }

    /** What both streams hold is less than a pipe's buffer, so one may be read after the other. */
    private static Run finish(Process process) throws IOException, InterruptedException {
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes());
        var messages = new String(process.getErrorStream().readAllBytes());
        return new Run(process.waitFor(), output, messages);
    }

    private void offer(String name) {
        Program.find(System.getenv(), name).ifPresent(program -> offer(name, program.file()));
    }

    private void offer(String name, Path original) {
        try {
            executable(Files.writeString(programs.resolve(name), "#!/bin/sh\nexec '%s' \"$@\"\n".formatted(original)));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private void putMavenOnPath(String version) throws IOException {
        var script = MAVEN_SCRIPT
                .replace("{name}", "Maven of the PATH")
                .replace(
                        "#!/bin/sh\n",
                        "#!/bin/sh\n[ \"$1\" != -version ] || { printf '%s'; exit; }\n".formatted(version));
        executable(Files.writeString(programs.resolve("mvn"), script));
    }

    private void putJdk(String version, String... names) throws IOException {
        var jdk = folder.resolve("jdk");
        Files.createDirectories(jdk.resolve("bin"));
        for (var name : names) {
            executable(Files.writeString(
                    jdk.resolve("bin").resolve(name), "#!/bin/sh\necho '%s' >&2\n".formatted(version)));
        }
        environment.put("JAVA_HOME", jdk.toString());
    }

    private byte[] archiveOf(String name, String content) throws Exception {
        var root = Files.createTempDirectory(folder, "archive");
        var file = root.resolve("content").resolve(name);
        Files.createDirectories(file.getParent());
        executable(Files.writeString(file, content));
        var packed = root.resolve("maven.tar.gz");
        var tar = new ProcessBuilder(
                        "tar",
                        "-czf",
                        packed.toString(),
                        "-C",
                        root.resolve("content").toString(),
                        ".")
                .inheritIO()
                .start();
        assertThat(tar.waitFor()).isZero();
        return Files.readAllBytes(packed);
    }

    private static void executable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static String sha512(byte[] content) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-512").digest(content));
    }

    private List<Path> installed() throws IOException {
        return filesIn(home).stream().filter(file -> file.endsWith("bin/mvn")).toList();
    }

    private List<Path> leftovers() throws IOException {
        return filesIn(home).stream()
                .filter(file -> file.toString().contains(".partial"))
                .toList();
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            if (!latch.await(1, TimeUnit.MINUTES)) {
                throw new IOException("The test never let the server answer.");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException(stopped);
        }
    }
}
