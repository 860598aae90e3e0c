package org.mushterek.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Looks for Chromium and Node on the PATH of another machine. */
class InstalledToolsTest {

    @TempDir
    Path folder;

    private Map<String, String> environment;

    @BeforeEach
    void nameFolder() {
        environment = Map.of("PATH", "/nowhere::" + folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"})
    void findsChromiumByAnyOfItsNames(String name) throws IOException {
        var browser = install(name, "echo Chromium 156");
        var driver = install("chromedriver", "echo ChromeDriver 156");

        assertThat(Chromium.find(environment)).contains(new Chromium(browser, driver));
    }

    @Test
    void prefersTheChromiumThatHasNoWindow() throws IOException {
        install("chromium", "echo Chromium 156");
        var shell = install("chromium-headless-shell", "echo Chromium 156");
        var driver = install("chromedriver", "echo ChromeDriver 156");

        assertThat(Chromium.find(environment)).contains(new Chromium(shell, driver));
    }

    @Test
    void startsTheBrowserItselfWhereItsCommandOnlyWaitsForIt() throws IOException {
        var commands = Files.createDirectory(folder.resolve("bin"));
        Files.move(
                install("chromium-headless-shell", "echo Chromium 156").file(),
                commands.resolve("chromium-headless-shell"));
        var programs = Files.createDirectories(folder.resolve("lib/chromium"));
        var shell = Files.move(
                install("chromium-headless-shell", "echo Chromium 156").file(),
                programs.resolve("chromium-headless-shell"));
        var driver = install("chromedriver", "echo ChromeDriver 156");

        assertThat(Chromium.find(Map.of("PATH", commands + ":" + folder)))
                .contains(new Chromium(new Program(shell), driver));
    }

    @Test
    void findsChromiumThatTheEnvironmentNames() throws IOException {
        install("chromium", "echo Chromium 156");
        var named = install("another", "echo Chromium 157");
        var driver = install("chromedriver", "echo ChromeDriver 156");

        assertThat(Chromium.find(Map.of(
                        "PATH", folder.toString(), "CHROME_BIN", named.file().toString())))
                .contains(new Chromium(named, driver));
    }

    @Test
    void findsNoChromiumWithoutItsDriver() throws IOException {
        install("chromium", "echo Chromium 156");

        assertThat(Chromium.find(environment)).isEmpty();
    }

    @Test
    void findsNoChromiumThatOnlyAsksToInstallAnother() throws IOException {
        install("chromium-browser", "echo 'requires the chromium snap to be installed' >&2; exit 1");
        install("chromedriver", "echo ChromeDriver 156");

        assertThat(Chromium.find(environment)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"v18.0.0, true", "v20.20.2, true", "v17.9.1, false", "v8.17.0, false", "unknown, false"})
    void findsNodeFromEighteen(String version, boolean found) throws IOException {
        install("node", "echo " + version);
        install("npm", "echo 9.2.0");

        assertThat(Node.find(environment).isPresent()).isEqualTo(found);
    }

    @Test
    void findsNoNodeWithoutItsPackageClient() throws IOException {
        install("node", "echo v20.20.2");

        assertThat(Node.find(environment)).isEmpty();
    }

    private Program install(String name, String command) throws IOException {
        var file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + command + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new Program(file);
    }
}
