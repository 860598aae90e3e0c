package org.mushterek.audit;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mushterek.audit.AuditCheck.Outcome;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The command {@code audit-check} of the packaged program: looks through an exported file, or with {@code --database} through a
 * database, and names every entry that is not as it was written. It changes nothing.
 */
public final class AuditCheckCommand {

    public static final String NAME = "audit-check";

    /** Nothing is wrong. */
    public static final int WHOLE = 0;
    /** Something is not as it was written. */
    public static final int FAULTY = 1;
    /** Nothing could be checked. */
    public static final int UNUSABLE = 2;

    private static final String KEYS = "--keys=";
    private static final String DATABASE = "--database";
    private static final String USAGE = """
            audit-check FILE [--keys=FOLDER]   checks an exported file; with the public keys in FOLDER
                                               (audit-*.pub), which should be handed over apart from the file
            audit-check --database [OPTIONS]   checks the database that the options of the program name,
                                               such as --spring.datasource.url=…, and its folder of keys
            """;

    private AuditCheckCommand() {}

    /** What of the program a check needs: its settings. */
    @Configuration(proxyBeanMethods = false)
    static class OnlyTheSettings {}

    /** @return one of {@link #WHOLE}, {@link #FAULTY}, {@link #UNUSABLE} */
    public static int run(List<String> arguments, PrintStream out) {
        try {
            if (arguments.contains(DATABASE)) {
                return tell(checkDatabase(arguments), out);
            }
            var files = arguments.stream()
                    .filter(argument -> !argument.startsWith("-"))
                    .toList();
            var unknown = arguments.stream()
                    .filter(argument -> argument.startsWith("-") && !argument.startsWith(KEYS))
                    .toList();
            if (files.size() != 1 || !unknown.isEmpty()) {
                out.print(USAGE);
                return UNUSABLE;
            }
            var keys = arguments.stream()
                    .filter(argument -> argument.startsWith(KEYS))
                    .map(argument -> Path.of(argument.substring(KEYS.length())))
                    .findFirst()
                    .orElse(null);
            return checkFile(Path.of(files.get(0)), keys, out);
        } catch (IOException unreadable) {
            out.println("Cannot read " + unreadable.getMessage());
        } catch (IllegalArgumentException | IllegalStateException unusable) {
            out.println(unusable.getMessage());
        } catch (DataAccessException unreachable) {
            out.println("The database cannot be read: " + root(unreachable)
                    + "\nAn H2 file is held by the running program: stop it, or check an export.");
        }
        return UNUSABLE;
    }

    private static int checkFile(Path file, @Nullable Path keys, PrintStream out) throws IOException {
        if (keys != null && CheckpointKeys.publicKeys(keys).isEmpty()) {
            out.println("There is no public key (audit-*.pub) in " + keys + ".");
            return UNUSABLE;
        }
        try (var reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            var outcome = ExportCheck.check(reader, keys);
            if (keys == null) {
                out.println("The keys were taken from the file itself: only --keys shows that nobody made it all up.");
            }
            return tell(outcome, out);
        }
    }

    private static Outcome checkDatabase(List<String> arguments) {
        var options = new ArrayList<>(arguments);
        options.remove(DATABASE);
        var application = new SpringApplicationBuilder(OnlyTheSettings.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .registerShutdownHook(false)
                .build();
        application.setDefaultProperties(Map.of("logging.level.root", "ERROR"));
        try (var context = application.run(options.toArray(String[]::new))) {
            var settings = context.getEnvironment();
            var url = settings.getRequiredProperty("spring.datasource.url");
            // A misspelt address must not make a new, empty database.
            var source = new DriverManagerDataSource(
                    url.startsWith("jdbc:h2:file:") ? url + ";IFEXISTS=TRUE" : url,
                    settings.getProperty("spring.datasource.username", ""),
                    settings.getProperty("spring.datasource.password", ""));
            return new AuditCheck(new JdbcTemplate(source), keyFolder(settings)).check();
        }
    }

    private static Path keyFolder(Environment settings) {
        var folder = settings.getProperty("mushterek.keys.folder");
        return folder == null
                ? Path.of(settings.getRequiredProperty("mushterek.data-folder"), "keys")
                : Path.of(folder);
    }

    private static int tell(Outcome outcome, PrintStream out) {
        outcome.faults().forEach(out::println);
        var last = outcome.last();
        out.printf(
                "%d entries in %d chains, %s: %s%n",
                outcome.entries(),
                outcome.chains(),
                last == null ? "no checkpoint" : "checkpoint %d of %s".formatted(last.number(), last.takenAt()),
                outcome.faults().isEmpty()
                        ? "nothing is wrong"
                        : outcome.faults().size() + " faults");
        return outcome.faults().isEmpty() ? WHOLE : FAULTY;
    }

    private static String root(Throwable fault) {
        var root = fault;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }
}
