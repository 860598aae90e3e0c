package org.mushterek.build;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.springframework.util.FileSystemUtils;

/**
 * A headless window of the system's Chromium with a fresh profile: no cookies, no cache, no other account. A test that
 * opens one is marked {@link NeedsChromium}.
 */
public final class Browser implements AutoCloseable {

    // Selenium warns at each start that it does not know the newest browser's own protocol, which no test uses.
    private static final List<Logger> PROTOCOL_WARNINGS = List.of(
            Logger.getLogger("org.openqa.selenium.devtools.CdpVersionFinder"),
            Logger.getLogger("org.openqa.selenium.chromium.ChromiumDriver"));

    static {
        PROTOCOL_WARNINGS.forEach(logger -> logger.setLevel(Level.SEVERE));
    }

    private final ChromeDriver driver;
    private final Path profile;

    private Browser(ChromeDriver driver, Path profile) {
        this.driver = driver;
        this.profile = profile;
    }

    /** Opens a window of a staff officer's usual screen. */
    public static Browser open() throws IOException {
        return open(1366, 900);
    }

    /** Opens a window of this outer size in pixels. */
    public static Browser open(int width, int height) throws IOException {
        var chromium = Chromium.OF_THIS_MACHINE.orElseThrow(() -> new IllegalStateException(
                "No Chromium with its chromedriver found.\nMaybe the test lacks @NeedsChromium."));
        var profile = Files.createTempDirectory("browser");
        var options = new ChromeOptions()
                .setBinary(chromium.browser().file().toFile())
                .addArguments(
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--force-device-scale-factor=1",
                        "--user-data-dir=" + profile,
                        "--window-size=%d,%d".formatted(width, height));
        // With the driver named, Selenium looks for none, and so downloads none.
        var service = new ChromeDriverService.Builder()
                .usingDriverExecutable(chromium.driver().file().toFile())
                .usingAnyFreePort()
                .withSilent(true)
                .build();
        try {
            return new Browser(new ChromeDriver(service, options), profile);
        } catch (RuntimeException notStarted) {
            service.stop();
            FileSystemUtils.deleteRecursively(profile);
            throw notStarted;
        }
    }

    public ChromeDriver driver() {
        return driver;
    }

    /** Shows the page and waits until it is loaded. */
    public void show(URI page) {
        driver.get(page.toString());
    }

    /** Keeps what the window shows as {@code target/screenshots/<name>.png}, in place of an earlier one of that name. */
    public Path screenshot(String name) throws IOException {
        var picture = Path.of("target", "screenshots", name + ".png");
        Files.createDirectories(picture.getParent());
        return Files.write(picture, driver.getScreenshotAs(OutputType.BYTES));
    }

    @Override
    public void close() throws IOException {
        try {
            driver.quit();
        } finally {
            FileSystemUtils.deleteRecursively(profile);
        }
    }
}
