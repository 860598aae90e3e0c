package org.mushterek.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.mushterek.web.security.Client;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.ElementClickInterceptedException;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.ScriptTimeoutException;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;
import org.springframework.util.FileSystemUtils;

/**
 * A headless window of the system's Chromium that knows nothing of an earlier one: no cookies, no cache, no other account.
 * A test that opens one is marked {@link NeedsChromium}. The program behind it takes longer to start than most pages to
 * read: a JVM keeps it from test to test, and closes what it showed.
 */
public final class Browser implements AutoCloseable {

    // Selenium warns at each start that it does not know the newest browser's own protocol, which no test uses.
    private static final List<Logger> PROTOCOL_WARNINGS = List.of(
            Logger.getLogger("org.openqa.selenium.devtools.CdpVersionFinder"),
            Logger.getLogger("org.openqa.selenium.chromium.ChromiumDriver"));

    static {
        PROTOCOL_WARNINGS.forEach(logger -> logger.setLevel(Level.SEVERE));
    }

    /**
     * A page of a test is left before the compilers that make a script faster have earned what they cost, and a collection of
     * garbage need not end soon.
     */
    private static final String SHORT_LIVED_SCRIPTS =
            "--no-opt --no-maglev --single-threaded-gc --min-semi-space-size=16";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Between two looks at a page that something is awaited of. */
    public static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    /** So long the page looks by itself before it is asked again. */
    public static final Duration LOOK = Duration.ofSeconds(1);

    private static final String LOOKING = """
        const [atMost, between, given, done] = arguments;
        const look = function () { %s };
        const end = performance.now() + atMost;
        const lookAgain = () => {
          const seen = look(...given);
          if (seen || performance.now() > end) {
            done(seen || null);
          } else {
            setTimeout(lookAgain, between);
          }
        };
        lookAgain();\
        """;

    /** What can be chosen in a list counts as seen where its list is. */
    private static final String SHOWN = """
        const [selector, isEnabled] = arguments;
        const shown = [...document.querySelectorAll(selector)].filter((part) =>
          (part.closest('select') || part).checkVisibility({ opacityProperty: true, visibilityProperty: true }) && !(isEnabled && part.matches(':disabled')));
        return shown.length > 0 && shown;\
        """;

    private static final int TELEPHONE_WIDTH = 390;
    private static final int LONGEST_PICTURE = 6000;

    /** What no test uses at the moment: empty windows that have forgotten all. */
    private static final Queue<Browser> IDLE = new ConcurrentLinkedQueue<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> IDLE.forEach(Browser::quit)));
    }

    private final ChromeDriver driver;
    private final Path folder;
    private final Set<String> origins = new HashSet<>();
    private boolean isTelephone;

    private Browser(ChromeDriver driver, Path folder) {
        this.driver = driver;
        this.folder = folder;
    }

    /** Opens a window of a staff officer's usual screen. */
    public static Browser open() throws IOException {
        return open(1366, 900);
    }

    /** Opens a window of this outer size in pixels. */
    public static Browser open(int width, int height) throws IOException {
        var idle = IDLE.poll();
        if (idle == null) {
            return start(width, height);
        }
        try {
            idle.driver.manage().window().setSize(new Dimension(width, height));
            return idle;
        } catch (WebDriverException ended) {
            idle.quit();
            return start(width, height);
        }
    }

    private static Browser start(int width, int height) throws IOException {
        var chromium = Chromium.OF_THIS_MACHINE.orElseThrow(() -> new IllegalStateException(
                "No Chromium with its chromedriver found.\nMaybe the test lacks @NeedsChromium."));
        // The driver makes a profile in it: with one that is named, a browser without a window opens no page.
        var folder = Files.createTempDirectory("browser");
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
                        "--disable-extensions",
                        "--disable-component-extensions-with-background-pages",
                        "--force-device-scale-factor=1",
                        "--disable-gpu-compositing",
                        "--js-flags=" + SHORT_LIVED_SCRIPTS,
                        "--window-size=%d,%d".formatted(width, height));
        var console = new LoggingPreferences();
        console.enable(LogType.BROWSER, Level.ALL);
        options.setCapability(ChromeOptions.LOGGING_PREFS, console);
        // With the driver named, Selenium looks for none, and so downloads none.
        var service = new ChromeDriverService.Builder()
                .usingDriverExecutable(chromium.driver().file().toFile())
                .usingAnyFreePort()
                .withEnvironment(Map.of("TMPDIR", folder.toString()))
                .withSilent(true)
                .build();
        try {
            return new Browser(new ChromeDriver(service, options), folder);
        } catch (RuntimeException notStarted) {
            service.stop();
            FileSystemUtils.deleteRecursively(folder);
            throw notStarted;
        }
    }

    public ChromeDriver driver() {
        return driver;
    }

    /** Shows the page and waits until it is loaded. */
    public void show(URI page) {
        if (page.getAuthority() != null) {
            origins.add(page.getScheme() + "://" + page.getAuthority());
        }
        driver.get(page.toString());
    }

    /**
     * Signs in to the demonstration on this port, as whoever has an account there and whoever was signed in before, and shows
     * nothing yet. The page of the sign-in, and Tasklist, to which it leads, take longer than most others: their own tests and
     * {@code EveryPageIT} fill it in and press its button.
     */
    public void signIn(int port, String account) {
        // What is open would go on asking, with or without a session.
        show(URI.create("about:blank"));
        driver.executeCdpCommand("Network.clearBrowserCookies", Map.of());
        var client = new Client(port);
        var answer = client.signIn(account, "demo");
        assertThat(answer.headers()
                        .firstValue("Location")
                        .map(place -> URI.create(place).getPath())
                        .orElse("status " + answer.statusCode()))
                .as("where the sign-in leads %s", account)
                .startsWith("/")
                .isNotEqualTo("/sign-in");
        for (var cookie : client.cookies()) {
            driver.executeCdpCommand(
                    "Network.setCookie",
                    Map.of(
                            "url", "http://127.0.0.1:" + port + "/",
                            "name", cookie.getName(),
                            "value", cookie.getValue(),
                            "path", cookie.getPath(),
                            "httpOnly", cookie.isHttpOnly()));
        }
    }

    /** What the console has said, since this was asked last, of whatever a page's policy of contents refused. */
    public List<String> refusedByPolicy() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .filter(line -> line.contains("Content Security Policy"))
                .distinct()
                .toList();
    }

    /** Waits for what a page shows when its calls are answered, also while it draws itself anew. */
    public WebDriverWait patiently() {
        var wait = new WebDriverWait(driver, PATIENCE, BETWEEN_LOOKS);
        wait.ignoreAll(List.of(
                StaleElementReferenceException.class,
                NoSuchElementException.class,
                ElementClickInterceptedException.class));
        return wait;
    }

    /** Waits until this holds. */
    public void await(BooleanSupplier condition) {
        patiently()
                .withMessage(() -> driver.getCurrentUrl() + " shows "
                        + driver.findElement(By.tagName("body")).getText())
                .until(shown -> condition.getAsBoolean());
    }

    /** The first element of these that is to be seen, as soon as it is. */
    public WebElement find(String selector) {
        return find(selector, false);
    }

    /** The first element of these that is to be seen and can be used, as soon as it is. */
    public WebElement findEnabled(String selector) {
        return find(selector, true);
    }

    private WebElement find(String selector, boolean isEnabled) {
        return patiently()
                .withMessage(() -> selector + " is not shown at " + driver.getCurrentUrl())
                .until(shown -> look(SHOWN, LOOK, selector, isEnabled) instanceof List<?> found
                        ? found.stream()
                                .map(WebElement.class::cast)
                                .filter(Browser::isDisplayed)
                                .findFirst()
                                .orElse(null)
                        : null);
    }

    /** An element that is just drawn anew is not to be seen; of some of them the driver says so in its own words. */
    private static boolean isDisplayed(WebElement element) {
        try {
            return element.isDisplayed();
        } catch (WebDriverException drawnAnew) {
            if (String.valueOf(drawnAnew.getMessage()).contains("does not belong to the document")) {
                return false;
            }
            throw drawnAnew;
        }
    }

    /**
     * What the page itself sees as soon as it sees anything: to ask it each time from outside takes longer than its look.
     *
     * @param script a function's body, of the arguments, that gives nothing, false or null until then
     * @return null where there is nothing to be seen for so long, or the page was left meanwhile
     */
    public @Nullable Object look(String script, Duration atMost, Object... arguments) {
        try {
            return driver.executeAsyncScript(
                    LOOKING.formatted(script), atMost.toMillis(), BETWEEN_LOOKS.toMillis(), List.of(arguments));
        } catch (ScriptTimeoutException left) {
            return null;
        }
    }

    /** Shows the page as a telephone of 390 by 844 pixels does. */
    public void becomeTelephone() {
        isTelephone = true;
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", TELEPHONE_WIDTH, "height", 844, "deviceScaleFactor", 1, "mobile", true));
        settle();
    }

    /** Waits until nothing moves to its place any more: what is clicked on its way there is missed. */
    public void settle() {
        driver.executeAsyncScript("""
            const done = arguments[arguments.length - 1];
            const look = () => document.getAnimations().some((move) => move instanceof CSSTransition && move.playState === 'running')
              ? setTimeout(look, 20) : done();
            requestAnimationFrame(() => requestAnimationFrame(look));\
            """);
    }

    /** Whether nothing of the page lies beside a telephone's screen. */
    public boolean fitsTelephone() {
        return (long) driver.executeScript("return document.documentElement.scrollWidth") <= TELEPHONE_WIDTH;
    }

    /** Holds that Tasklist, and the form that is open in it, can be read on a telephone without moving anything sideways. */
    public void assertFormFitsTelephone(String name) {
        becomeTelephone();
        var beside = (List<?>) driver.executeScript("""
            const form = document.querySelector('.mushterek-task');
            const room = form.getBoundingClientRect();
            const tight = [document.scrollingElement, form.closest('.task-details'), form].filter((part) => part.scrollWidth > part.clientWidth);
            if (!tight.length && room.left >= 0 && room.right <= innerWidth) {
              return [];
            }
            const parts = [...form.querySelectorAll('*')].filter((part) => part.getBoundingClientRect().right > room.right);
            return [...tight, form, ...parts].map((part) => part.outerHTML.slice(0, 200));\
            """);
        becomeWindow();
        assertThat(beside)
                .as("what lies beside a telephone's screen in %s", name)
                .isEmpty();
    }

    /** Shows the page as the window does again. */
    public void becomeWindow() {
        isTelephone = false;
        driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
        settle();
    }

    /**
     * Keeps what the window shows as {@link #picture} does. What is worth a picture must be accessible, whether it is kept
     * or not; on a telephone, too, which only the command of all pictures looks at, because it takes as long again.
     */
    public void screenshot(String name) throws IOException {
        picture(name);
        assertAccessible(name);
        if (!isTelephone && takesAllPictures()) {
            becomeTelephone();
            assertAccessible(name + " on a telephone");
            becomeWindow();
        }
    }

    /** Whether this run is the command that takes every picture in every language and on every screen. */
    public static boolean takesAllPictures() {
        return Boolean.getBoolean("mushterek.pictures");
    }

    /** Keeps what the window shows, whatever it is, where the run takes pictures: nobody looks at those of any other. */
    public void picture(String name) throws IOException {
        if (takesAllPictures()) {
            takePicture(name);
        }
    }

    /** Keeps what the window shows as {@code target/screenshots/<name>.png}, in place of an earlier one of that name. */
    public Path takePicture(String name) throws IOException {
        var picture = Path.of("target", "screenshots", name + ".png");
        Files.createDirectories(picture.getParent());
        return Files.write(picture, driver.getScreenshotAs(OutputType.BYTES));
    }

    /** Keeps what a telephone shows of Tasklist, the open form in its whole length, and becomes a window again. */
    public Path telephonePicture(String name) throws IOException {
        becomeTelephone();
        try {
            return wholePicture(name);
        } finally {
            becomeWindow();
        }
    }

    /** Keeps the whole length of the page, or of the form in Tasklist, not only what the window shows of it. */
    public Path wholePicture(String name) throws IOException {
        becomeAsLongAsThePage();
        var picture = takePicture(name);
        if (isTelephone) {
            becomeTelephone();
        } else {
            becomeWindow();
        }
        return picture;
    }

    /** The form in Tasklist in its whole length, without what stands around it. */
    public BufferedImage wholeForm() throws IOException {
        becomeAsLongAsThePage();
        var place = (List<?>) driver.executeScript("""
            const form = document.querySelector('.mushterek-task');
            const place = form.getBoundingClientRect();
            return [place.left, place.top, form.clientWidth, form.scrollHeight].map(Math.round);\
            """);
        var window = ImageIO.read(new ByteArrayInputStream(driver.getScreenshotAs(OutputType.BYTES)));
        becomeWindow();
        assertThat(place).as("where the form stands").isNotNull();
        var numbers =
                place.stream().mapToInt(number -> ((Number) number).intValue()).toArray();
        var left = Math.max(0, numbers[0]);
        var top = Math.max(0, numbers[1]);
        return window.getSubimage(
                left,
                top,
                Math.min(numbers[2], window.getWidth() - left),
                Math.min(numbers[3], window.getHeight() - top));
    }

    private void becomeAsLongAsThePage() {
        var length = (Number) driver.executeScript("""
            const form = document.querySelector('.mushterek-task');
            const end = form ? form.getBoundingClientRect().top + form.scrollHeight + 120 : 0;
            return Math.ceil(Math.max(end, document.documentElement.scrollHeight, innerHeight));\
            """);
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of(
                        "width",
                        isTelephone
                                ? TELEPHONE_WIDTH
                                : driver.manage().window().getSize().getWidth(),
                        "height",
                        Math.min(length.intValue(), LONGEST_PICTURE),
                        "deviceScaleFactor",
                        1,
                        "mobile",
                        isTelephone));
    }

    /** Holds that axe-core finds nothing serious or critical on what is shown. */
    public void assertAccessible(String name) {
        assertThat(Accessibility.findings(driver))
                .as("what is not accessible on %s", name)
                .isEmpty();
    }

    /** Holds that somebody without a mouse reaches all that can be worked in a part of the page, sees where he is, and gets out. */
    public void assertWorksByKeyboard(String name, String selector) {
        assertThat(KeyboardWalk.faults(driver, selector))
                .as("what keeps a keyboard out of %s", name)
                .isEmpty();
    }

    /** The text of the paper on which the page is printed, line by line. */
    public String printed() throws IOException {
        var paper = driver.executeCdpCommand("Page.printToPDF", Map.of());
        try (var document = Loader.loadPDF(Base64.getDecoder().decode(String.valueOf(paper.get("data"))))) {
            return new PDFTextStripper().getText(document);
        }
    }

    @Override
    public void close() {
        try {
            forget();
            IDLE.add(this);
        } catch (WebDriverException broken) {
            quit();
        }
    }

    /** What a test set for its window alone, such as another screen or a slow line, goes with the window. */
    private void forget() {
        isTelephone = false;
        driver.switchTo().newWindow(WindowType.TAB);
        var empty = driver.getWindowHandle();
        for (var window : driver.getWindowHandles()) {
            if (!window.equals(empty)) {
                driver.switchTo().window(window).close();
            }
        }
        driver.switchTo().window(empty);
        driver.manage().logs().get(LogType.BROWSER);
        driver.executeCdpCommand("Network.clearBrowserCookies", Map.of());
        driver.executeCdpCommand("Network.clearBrowserCache", Map.of());
        for (var origin : origins) {
            driver.executeCdpCommand("Storage.clearDataForOrigin", Map.of("origin", origin, "storageTypes", "all"));
        }
        origins.clear();
    }

    private void quit() {
        try {
            driver.quit();
        } finally {
            FileSystemUtils.deleteRecursively(folder.toFile());
        }
    }
}
