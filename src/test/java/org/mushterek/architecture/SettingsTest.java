package org.mushterek.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.ClassPathResource;

/** Whoever runs the program finds every setting of it in one place, as it is. */
class SettingsTest {

    private static final Pattern ROW =
            Pattern.compile("^\\| `(mushterek\\.[a-zA-Z.-]+)` \\| (.*?) \\| .+ \\|$", Pattern.MULTILINE);

    /** A setting that a class asks for, alone or as the default of another. */
    private static final Pattern ASKED = Pattern.compile("\\$\\{(mushterek\\.[a-z.-]+)[:}]");

    /** What an administrator of a side is set up by stands once for all sides. */
    private static final Pattern OF_A_SIDE = Pattern.compile("mushterek\\.admin\\.SIDE\\..+");

    private static Map<String, String> documented() throws IOException {
        return ROW.matcher(Files.readString(Path.of("docs/operating.md")))
                .results()
                .collect(Collectors.toMap(
                        row -> row.group(1), row -> row.group(2).replace("`", ""), (one, two) -> one, TreeMap::new));
    }

    /** Those of an allowance are one: how often within how long. */
    private static Map<String, String> delivered() {
        var read = new YamlPropertiesFactoryBean();
        read.setResources(new ClassPathResource("application.yaml"));
        var settings = new TreeMap<String, String>();
        var yaml = Objects.requireNonNull(read.getObject());
        yaml.keySet().stream()
                .map(String::valueOf)
                .filter(name -> name.startsWith("mushterek."))
                .forEach(name -> {
                    var value = String.valueOf(yaml.get(name));
                    if (name.endsWith(".times")) {
                        var limit = name.substring(0, name.length() - ".times".length());
                        settings.put(limit, value + " in " + yaml.get(limit + ".within"));
                    } else if (!name.endsWith(".within")) {
                        settings.put(name, value);
                    }
                });
        return settings;
    }

    @Test
    void standInTheDocumentWithTheirDefaults() throws IOException {
        var documented = documented();
        var delivered = delivered();
        // Told in words there, for it is another setting.
        delivered.put("mushterek.notification.rounds", "as camunda.bpm.job-execution.enabled");

        assertThat(documented).containsAllEntriesOf(delivered);
    }

    @Test
    void standInTheDocumentWhereverAClassAsksForThem() throws IOException {
        var asked = new TreeSet<String>();
        try (var classes = Files.walk(Path.of("src/main/java"))) {
            for (var file :
                    classes.filter(path -> path.toString().endsWith(".java")).toList()) {
                ASKED.matcher(Files.readString(file)).results().forEach(found -> asked.add(found.group(1)));
            }
        }

        assertThat(asked).hasSizeGreaterThan(20);
        assertThat(documented()).containsKeys(asked.toArray(String[]::new));
    }

    @Test
    void areInTheDocumentNoMoreThanTheProgramKnows() throws IOException {
        var unknown = new TreeSet<>(documented().keySet());
        unknown.removeAll(delivered().keySet());
        unknown.removeIf(OF_A_SIDE.asMatchPredicate());

        assertThat(unknown)
                .containsExactly(
                        "mushterek.keys.folder", "mushterek.keys.may-create", "mushterek.keys.seals-renewed-on");
    }
}
