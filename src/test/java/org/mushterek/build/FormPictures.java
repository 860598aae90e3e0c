package org.mushterek.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Image;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Language;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.springframework.core.Ordered;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.support.AbstractTestExecutionListener;

/**
 * A picture of each task's form, its three languages side by side, taken as the walks of the tests come by: opened by the
 * officer who is about to answer it, held to be accessible in each language, in a window and on a telephone, which it fits, to be
 * worked without a mouse and to be printed; and of each form in which a process is started. The command of all pictures ends with naming what no walk came by.
 */
public final class FormPictures extends AbstractTestExecutionListener {

    private static final Path FOLDER = Path.of("target", "screenshots", "forms");
    private static final Pattern PROCESS = Pattern.compile("<bpmn:process id=\"([^\"]+)\" name=\"([^\"]+)\"");
    private static final Pattern START = Pattern.compile("<bpmn:startEvent [^>]*camunda:formKey=");
    private static final Pattern TASK = Pattern.compile("<bpmn:userTask id=\"userTask_([^\"]+)\"");

    /** Of a form's own pixels: three of them stand on a wide page, and can still be read. */
    private static final double SCALE = 0.75;

    private static final int GAP = 12;

    private static final int COLOURS = 96;
    private static final Set<String> TAKEN = new HashSet<>();

    private static int port;
    private static @Nullable Browser browser;
    private static @Nullable String reader;

    /** Keeps the pictures of the README; names the tasks and starts of the diagrams without a picture, and then ends with an exception. */
    public static void main(String[] arguments) throws IOException {
        ReadmePictures.keep();
        var missing = new TreeSet<String>();
        try (var diagrams = Files.walk(Path.of("processes"))) {
            for (var diagram :
                    diagrams.filter(file -> file.toString().endsWith(".bpmn")).toList()) {
                var model = Files.readString(diagram);
                var process = PROCESS.matcher(model);
                assertThat(process.find()).as("%s has a process", diagram).isTrue();
                TASK.matcher(model)
                        .results()
                        .map(task -> name(process.group(1), "userTask_" + task.group(1)))
                        .filter(name -> !Files.exists(picture(name)))
                        .forEach(missing::add);
                if (START.matcher(model).find() && !Files.exists(picture(start(process.group(2))))) {
                    missing.add(start(process.group(2)));
                }
            }
        }
        if (!missing.isEmpty()) {
            throw new IllegalStateException("No walk comes by\n  " + String.join("\n  ", missing));
        }
    }

    @Override
    public int getOrder() {
        // Before the program ends: see WorldOfItsOwn.
        return Ordered.LOWEST_PRECEDENCE - 1;
    }

    @Override
    public void beforeTestMethod(TestContext test) {
        port = Browser.takesAllPictures() && test.hasApplicationContext()
                ? test.getApplicationContext().getEnvironment().getProperty("local.server.port", Integer.class, 0)
                : 0;
    }

    @Override
    public void afterTestClass(TestContext test) throws IOException {
        port = 0;
        reader = null;
        if (browser != null) {
            browser.close();
            browser = null;
        }
    }

    /** The account is about to answer this task; nothing happens unless all pictures are taken and this one is missing. */
    public static void comeBy(String account, String task, String process, String step) {
        var name = name(process, step);
        if (port == 0 || !TAKEN.add(name) || Files.exists(picture(name))) {
            return;
        }
        try {
            take(account, task, name);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static void take(String account, String task, String name) throws IOException {
        var window = browser == null ? Browser.open(1440, 1000) : browser;
        browser = window;
        if (!account.equals(reader)) {
            window.driver().manage().deleteAllCookies();
            window.signIn(port, account);
            reader = account;
        }
        window.show(URI.create("http://127.0.0.1:" + port + "/camunda/app/tasklist/default/#/?task=" + task));
        window.driver().navigate().refresh();
        window.find(".mushterek-task .m-bar");
        var claim = window.driver().findElements(By.cssSelector(".claim")).stream()
                .filter(WebElement::isDisplayed)
                .findFirst();
        claim.ifPresent(WebElement::click);
        window.find(".mushterek-task .m-body:not([disabled])");
        var own = String.valueOf(window.find(".m-languages [aria-pressed=true]").getAttribute("lang"));
        var forms = new ArrayList<BufferedImage>();
        for (var language : Language.values()) {
            speak(window, language.code());
            awaitKept(window);
            forms.add(window.wholeForm());
            window.assertAccessible(name + " in " + language.code());
            window.assertFormFitsTelephone(name + " in " + language.code());
            window.becomeTelephone();
            window.assertAccessible(name + " in " + language.code() + " on a telephone");
            window.telephonePicture("forms/" + language.code() + "/" + name + "-narrow");
        }
        speak(window, own);
        window.assertWorksByKeyboard(name, ".mushterek-task");
        assertPrints(window, name);
        if (claim.isPresent()) {
            giveBack(window, task);
        }
        ImageIO.write(fewColours(sideBySide(forms)), "png", picture(name).toFile());
    }

    /** On paper stands what the task is about, and nothing that is pressed. */
    private static void assertPrints(Browser window, String name) throws IOException {
        var heading = window.find(".mushterek-task .m-number").getText();
        var pressed = window.driver().findElements(By.cssSelector(".mushterek-task .m-bar button")).stream()
                .filter(WebElement::isDisplayed)
                .map(button -> button.getText().strip())
                .filter(text -> !text.isEmpty())
                .toList();
        var lines = window.printed().lines().map(String::strip).toList();
        assertThat(String.join(" ", lines)).as("%s in print", name).contains(heading);
        assertThat(lines).as("%s in print", name).doesNotContainAnyElementsOf(pressed);
    }

    /** Some forms keep what they propose as soon as they are opened: on its picture a form says so, or nothing, not that it is on its way. */
    private static void awaitKept(Browser window) {
        window.await(() -> window.driver()
                .findElements(By.cssSelector(".mushterek-task .m-status[data-state=saving]"))
                .isEmpty());
    }

    private static void speak(Browser window, String language) {
        window.find(".m-languages [lang=" + language + "]").click();
        window.await(() -> "true"
                        .equals(window.find(".m-languages [lang=" + language + "]")
                                .getAttribute("aria-pressed"))
                && window.find(".mushterek-task .m-body:not([disabled])").isDisplayed());
    }

    /** Whoever else the test sends finds the task as it was. */
    private static void giveBack(Browser window, String task) {
        var status = window.driver()
                .executeAsyncScript(
                        "const done = arguments[arguments.length - 1];"
                                + " const token = /(?:^|; )MUSHTEREK-CSRF=([^;]+)/.exec(document.cookie);"
                                + " fetch('/api/tasks/' + arguments[0] + '/claim', { method: 'DELETE',"
                                + " headers: { 'X-MUSHTEREK-CSRF': token ? decodeURIComponent(token[1]) : '' } })"
                                + ".then((answer) => done(answer.status), () => done(0));",
                        task);
        assertThat(status).as("the task is given back").isEqualTo(204L);
    }

    private static BufferedImage sideBySide(List<BufferedImage> forms) {
        var width =
                forms.stream().mapToInt(form -> scaled(form.getWidth()) + GAP).sum() - GAP;
        var height =
                forms.stream().mapToInt(form -> scaled(form.getHeight())).max().orElseThrow();
        var all = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var pen = all.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        pen.setColor(Color.LIGHT_GRAY);
        pen.fillRect(0, 0, width, height);
        var left = 0;
        for (var form : forms) {
            pen.drawImage(
                    form.getScaledInstance(
                            scaled(form.getWidth()), scaled(form.getHeight()), Image.SCALE_AREA_AVERAGING),
                    left,
                    0,
                    null);
            left += scaled(form.getWidth()) + GAP;
        }
        pen.dispose();
        return all;
    }

    private static int scaled(int pixels) {
        return Math.max(1, (int) Math.round(pixels * SCALE));
    }

    /** Each pixel in the nearest of the most frequent colours: a third of the file, and nothing to be seen of it. */
    static BufferedImage fewColours(BufferedImage picture) {
        var counts = new HashMap<Integer, Integer>();
        for (var y = 0; y < picture.getHeight(); y++) {
            for (var x = 0; x < picture.getWidth(); x++) {
                counts.merge(picture.getRGB(x, y) & 0xF8F8F8, 1, Integer::sum);
            }
        }
        var kept = counts.entrySet().stream()
                .sorted(Map.Entry.<Integer, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(COLOURS)
                .mapToInt(colour -> colour.getKey() | colour.getKey() >> 5 & 0x070707)
                .toArray();
        var nearest = new HashMap<Integer, Integer>();
        var fewer = new BufferedImage(
                picture.getWidth(),
                picture.getHeight(),
                BufferedImage.TYPE_BYTE_INDEXED,
                new IndexColorModel(8, kept.length, kept, 0, false, -1, DataBuffer.TYPE_BYTE));
        for (var y = 0; y < picture.getHeight(); y++) {
            for (var x = 0; x < picture.getWidth(); x++) {
                var index = nearest.computeIfAbsent(
                        picture.getRGB(x, y) & 0xF8F8F8, colour -> nearest(colour | colour >> 5 & 0x070707, kept));
                fewer.getRaster().setSample(x, y, 0, index);
            }
        }
        return fewer;
    }

    private static int nearest(int colour, int[] kept) {
        var best = 0;
        var least = Integer.MAX_VALUE;
        for (var at = 0; at < kept.length; at++) {
            var red = (colour >> 16 & 255) - (kept[at] >> 16 & 255);
            var green = (colour >> 8 & 255) - (kept[at] >> 8 & 255);
            var blue = (colour & 255) - (kept[at] & 255);
            var distance = red * red + green * green + blue * blue;
            if (distance < least) {
                least = distance;
                best = at;
            }
        }
        return best;
    }

    /** Keeps the dialog in which the process of this name is about to be started, where all pictures are taken. */
    public static void keepStart(Browser window, String process) throws IOException {
        if (Browser.takesAllPictures()) {
            window.assertWorksByKeyboard("the start of " + process, ".modal-content");
            var dialog = window.find(".modal-content").getRect();
            var all = ImageIO.read(new ByteArrayInputStream(window.driver().getScreenshotAs(OutputType.BYTES)));
            Files.createDirectories(FOLDER);
            ImageIO.write(
                    fewColours(all.getSubimage(dialog.x, dialog.y, dialog.width, dialog.height)),
                    "png",
                    picture(start(process)).toFile());
        }
    }

    private static String start(String process) {
        return "start." + process.replace(' ', '-');
    }

    private static String name(String process, String step) {
        return process + "." + step.substring("userTask_".length());
    }

    private static Path picture(String name) {
        return FOLDER.resolve(name + ".png");
    }
}
