package org.mushterek.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.openqa.selenium.chrome.ChromeDriver;
import org.springframework.core.io.ClassPathResource;

/**
 * What axe-core finds on the page that a browser shows, of what keeps people out: its findings of the two gravest kinds,
 * serious and critical. Of Tasklist it looks at the open form alone, which differs from task to task; what stands around it does
 * not, and is asked for once.
 */
public final class Accessibility {

    private static final String SCRIPT = script();

    private static final String FORM = ".mushterek-task:not(main)";

    private static final String RUN = """
            const [form, isWhole, done] = arguments;
            const open = document.querySelector(form);
            const scope = !isWhole && location.pathname.startsWith('/camunda') ? { include: [open || document.body] } : document;
            axe.run(scope, { resultTypes: ['violations'], reporter: 'no-passes', iframes: false }).then(
              (found) => done(found.violations.filter((one) => ['serious', 'critical'].includes(one.impact))
                .flatMap((one) => one.nodes.map((node) => ({ rule: one.id, place: node.html.slice(0, 300),
                  fault: node.failureSummary })))),
              (fault) => done([{ rule: 'axe', place: '', fault: String(fault) }]));
            """;

    private Accessibility() {}

    /**
     * What is wrong.
     *
     * @param rule axe-core's id of the rule, such as {@code color-contrast}
     * @param place the element as it stands in the page
     */
    public record Finding(String rule, String place, String fault) {}

    /** The findings on what is shown now; empty where there is nothing to find. */
    public static List<Finding> findings(ChromeDriver driver) {
        return run(driver, false);
    }

    /** The findings on the whole of what is shown now: in Tasklist, on what stands around the form as well. */
    public static List<Finding> findingsOfWhole(ChromeDriver driver) {
        return run(driver, true);
    }

    private static List<Finding> run(ChromeDriver driver, boolean isWhole) {
        if (!(Boolean) driver.executeScript("return typeof axe === 'object'")) {
            driver.executeScript(SCRIPT);
        }
        var found = (List<?>) driver.executeAsyncScript(RUN, FORM, isWhole);
        return found.stream()
                .map(one -> (Map<?, ?>) one)
                .map(one -> new Finding(
                        String.valueOf(one.get("rule")),
                        String.valueOf(one.get("place")),
                        String.valueOf(one.get("fault"))))
                .toList();
    }

    private static String script() {
        try {
            return new ClassPathResource("axe.min.js").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
