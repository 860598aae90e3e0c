package org.mushterek.web.task;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.mushterek.build.Browser;
import org.mushterek.common.Language;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;

/** Tasklist as an officer works in it: one window, one account after the other. */
public final class Tasklist implements AutoCloseable {

    /** What would run in a page, in a template of the page, or in a spreadsheet, if any of them took it for more than a text. */
    public static final String HOSTILE = "<img src=x onerror=\"window.hit=1\"> {{7*7}} =1+1";

    /** The list's name in each language. */
    private static final List<String> TASKS_OF_MY_SIDE =
            List.of("My side's tasks", "Tərəfimin tapşırıqları", "Tarafımın görevleri");

    private static final String PATH = "/camunda/app/tasklist/default/";

    /** Pages beside Tasklist use the looks of its forms. */
    private static final String FORM = ".mushterek-task:not(main)";

    private static final int LOOKS_AT_LIST = 15;
    private static final int LONG = 5;

    /** What to click of the line that holds these words. */
    private static final String LINE_OF_LIST = """
        const [words] = arguments;
        return [...document.querySelectorAll('.tasks-list li.task')]
          .find((line) => words.every((word) => line.innerText.includes(word)))?.querySelector('a, h4, .names');\
        """;

    /** The part of the address that names the list which is open. */
    private static final String LIST =
            "return (location.hash.match(/filter=[^&;]+/) || ['']).map((filter) => filter && '#/?' + filter)[0]";

    private static final String GONE = "return document.querySelector(arguments[0]) === null";

    private static final String HOLDING = """
        const [selector, text] = arguments;
        return [...document.querySelectorAll(selector)].some((part) => part.innerText.includes(text));\
        """;

    private final Browser browser;
    private final int port;
    private String account = "";
    private boolean isShown;
    /** Where nothing of Tasklist is open yet, it can be opened at a list. */
    private boolean isEmpty;
    /** The address of the list of the whole side, once it was clicked: the same for every account. */
    private String listOfMySide = "";

    private Tasklist(Browser browser, int port) {
        this.browser = browser;
        this.port = port;
    }

    public static Tasklist open(int port) throws IOException {
        return new Tasklist(Browser.open(1440, 1000), port);
    }

    public Browser browser() {
        return browser;
    }

    /**
     * Signs in, whoever was signed in before. Tasklist's scripts take longer than any other page: it is shown where something
     * in it is wanted, and stays for who is signed in already. {@code TasklistIT} and {@code EveryPageIT} press the button and
     * are led there.
     */
    public Tasklist signIn(String account) {
        if (!account.equals(this.account)) {
            browser.signIn(port, account);
            this.account = account;
            isShown = false;
            isEmpty = true;
        }
        return this;
    }

    private void show() {
        if (!isShown) {
            visit(PATH);
            find("[cam-tasklist-filters] a");
        }
    }

    /** Shows Tasklist, at the list of the whole side where its address is known, and tells whether it asks for that list. */
    private boolean showMySide() {
        if (!isEmpty || listOfMySide.isEmpty()) {
            show();
            return false;
        }
        visit(PATH + listOfMySide);
        find("[cam-tasklist-filters] a");
        isShown = true;
        return true;
    }

    /** Starts a process by its name, as the dialog offers it. */
    public Tasklist start(String process) {
        show();
        press(".start-process-action a, a.start-process-action, [cam-tasklist-navigation] a[ng-click*=open]");
        until(() -> browser.driver().findElements(By.cssSelector(".modal-content a")).stream()
                        .filter(link -> link.getText().strip().equals(process))
                        .findFirst()
                        .orElse(null))
                .click();
        until(() -> browser.driver().findElements(By.cssSelector(".modal-content button.btn-primary")).stream()
                        .filter(button -> button.isDisplayed() && button.isEnabled())
                        .findFirst()
                        .orElse(null))
                .click();
        awaitEndOf(".modal-content");
        return this;
    }

    /**
     * Opens the task whose line in the list holds all these words, from the list of the whole side, and takes it over
     * where nobody has.
     */
    public Tasklist take(String... words) {
        var isAsked = new AtomicBoolean(showMySide());
        var patience = new AtomicInteger();
        until(() -> {
            // Each click asks for the list anew; a machine that is busy gets more time before the next.
            if (!isAsked.getAndSet(false)) {
                tasksOfMySide().click();
            }
            var looks = Browser.BETWEEN_LOOKS.multipliedBy(patience.addAndGet(LOOKS_AT_LIST));
            if (browser.look(LINE_OF_LIST, looks, List.of(words)) instanceof WebElement line) {
                listOfMySide = String.valueOf(browser.driver().executeScript(LIST));
                line.click();
                return Boolean.TRUE;
            }
            if (patience.get() % (5 * LOOKS_AT_LIST) == 0) {
                browser.driver().navigate().refresh();
            }
            return null;
        });
        until(() -> browser.look("return document.querySelector('.mushterek-task .m-bar')", Browser.LOOK));
        for (var claim : browser.driver().findElements(By.cssSelector(".claim"))) {
            if (claim.isDisplayed()) {
                claim.click();
            }
        }
        // Not for a control in it: some forms have nothing to be filled in.
        find(".mushterek-task .m-body:not([disabled])");
        browser.assertFormFitsTelephone(number());
        return this;
    }

    /** The number of the case whose form is open. */
    public String number() {
        return find(".m-number").getText();
    }

    public Tasklist choose(String action) {
        press(".m-choice[data-code=" + action + "] input");
        return this;
    }

    /** Types into the field of this name. */
    public Tasklist type(String name, String text) {
        type(find("[name='" + name + "']"), text);
        return this;
    }

    /** Types into the field that findings name by this place. */
    public Tasklist enter(String place, String text) {
        type(find("[data-place='" + place + "'] input"), text);
        return this;
    }

    /** A form looks through itself at each key, which takes 5 ms: of a longer text all but the end comes as one would paste it. */
    private void type(WebElement field, String text) {
        var all = Keys.chord(Keys.CONTROL, "a");
        if (text.length() < LONG || !List.of("text", "textarea").contains(field.getDomProperty("type"))) {
            field.sendKeys(all, text);
            return;
        }
        field.sendKeys(all);
        var last = text.offsetByCodePoints(text.length(), -1);
        browser.driver().executeCdpCommand("Input.insertText", Map.of("text", text.substring(0, last)));
        field.sendKeys(text.substring(last));
    }

    /** Loads this page of the program, Tasklist itself or another. */
    public Tasklist visit(String path) {
        browser.show(URI.create("http://127.0.0.1:" + port + path));
        isShown = path.equals(PATH);
        isEmpty = false;
        return this;
    }

    public Tasklist select(String name, String value) {
        new Select(find("select[name='" + name + "']")).selectByValue(value);
        return this;
    }

    /** Chooses in a list that has no name. */
    public Tasklist selectAt(String selector, String value) {
        new Select(find(selector)).selectByValue(value);
        return this;
    }

    public Tasklist click(String selector) {
        press(selector);
        return this;
    }

    public Tasklist upload(Path file) {
        browser.driver()
                .findElement(By.id("mushterek-roster"))
                .sendKeys(file.toAbsolutePath().toString());
        return this;
    }

    /** Gives a file to the control, which is hidden behind its label. */
    public Tasklist attach(String selector, Path file) {
        until(() -> browser.driver().findElements(By.cssSelector(selector)).stream()
                        .findFirst()
                        .orElse(null))
                .sendKeys(file.toAbsolutePath().toString());
        return this;
    }

    /** Waits until the form has nothing left to save. */
    public Tasklist seeSaved() {
        find(".mushterek-task [data-state=saved]");
        return this;
    }

    /** From now on a slow line carries what the form keeps, and nothing else. */
    public Tasklist keepSlowly() {
        browser.driver().executeScript("""
            const quick = window.fetch;
            window.fetch = (path, options) => {
              if (!String(path).endsWith('/draft')) {
                return quick(path, options);
              }
              window.onItsWay = true;
              return new Promise((done) => setTimeout(() => done(quick(path, options)), 2000));
            };\
            """);
        return this;
    }

    /** Waits until what the form keeps is on its slow way. */
    public Tasklist awaitSaving() {
        until(() -> (Boolean) browser.driver().executeScript("return window.onItsWay || null"));
        return this;
    }

    /** Completes the task and waits until its form is gone. */
    public Tasklist complete() {
        press(".form-actions .btn-primary");
        awaitEndOf(".mushterek-task");
        return this;
    }

    /** Tries to complete the task and gives what the form says against it. */
    public String refusal() {
        press(".form-actions .btn-primary");
        return find(".m-told .m-alert").getText();
    }

    public String text(String selector) {
        return find(selector).getText();
    }

    /** Waits until something on the page holds this text. */
    public Tasklist see(String selector, String text) {
        until(() -> {
            // As fast as the page tells; the text of an element is what can be seen of it.
            browser.look(HOLDING, Browser.LOOK, selector, text);
            return browser.driver().findElements(By.cssSelector(selector)).stream()
                    .filter(element -> element.getText().contains(text))
                    .findFirst()
                    .orElse(null);
        });
        return this;
    }

    /** Keeps a picture of what is open; where the build asks for pictures, its whole length in each language and on a telephone, too. */
    public Tasklist screenshot(String name) throws IOException {
        browser.screenshot(name);
        if (!browser.driver().findElements(By.cssSelector(FORM)).isEmpty()) {
            browser.assertFormFitsTelephone(name);
        }
        if (Browser.takesAllPictures()) {
            var spoken = find(".m-languages [aria-pressed=true]").getAttribute("lang");
            for (var language : Language.values()) {
                speak(language.code());
                browser.wholePicture(language.code() + "/" + name);
                if (!browser.driver()
                        .findElements(By.cssSelector(".mushterek-task"))
                        .isEmpty()) {
                    browser.telephonePicture(language.code() + "/" + name + "-telephone");
                }
                browser.assertAccessible(name + " in " + language.code());
            }
            speak(String.valueOf(spoken));
        }
        return this;
    }

    private void speak(String language) {
        if (language.equals(find(".m-languages [aria-pressed=true]").getAttribute("lang"))) {
            return;
        }
        press(".m-languages button[lang=" + language + "]");
        find(".m-languages button[lang=" + language + "][aria-pressed=true]");
    }

    private void awaitEndOf(String selector) {
        until(() -> browser.look(GONE, Browser.LOOK, selector));
    }

    private WebElement tasksOfMySide() {
        return until(() -> browser.driver().findElements(By.cssSelector("[cam-tasklist-filters] a")).stream()
                .filter(link -> TASKS_OF_MY_SIDE.stream().anyMatch(link.getText()::startsWith))
                .findFirst()
                .orElse(null));
    }

    private WebElement find(String selector) {
        return browser.findEnabled(selector);
    }

    private void press(String selector) {
        until(() -> {
            find(selector).click();
            return Boolean.TRUE;
        });
    }

    private <T> T until(Supplier<T> condition) {
        return browser.patiently().until(driver -> condition.get());
    }

    @Override
    public void close() throws IOException {
        browser.close();
    }
}
