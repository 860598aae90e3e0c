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
 * serious and critical. Of Tasklist it looks at the open form alone, for nothing else there is the product's own.
 */
public final class Accessibility {

    private static final String SCRIPT = script();

    private static final String RUN = """
            const done = arguments[arguments.length - 1];
            const form = document.querySelector('.mushterek-task:not(main)');
            const scope = location.pathname.startsWith('/camunda') ? { include: [form || document.body] } : document;
            axe.run(scope, { resultTypes: ['violations'], iframes: false }).then(
              (found) => done(found.violations.filter((one) => ['serious', 'critical'].includes(one.impact))
                .flatMap((one) => one.nodes.map((node) =>
                  ({ rule: one.id, place: node.html.slice(0, 300), fault: node.failureSummary })))),
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
        if (!(Boolean) driver.executeScript("return typeof axe === 'object'")) {
            driver.executeScript(SCRIPT);
        }
        var found = (List<?>) driver.executeAsyncScript(RUN);
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
