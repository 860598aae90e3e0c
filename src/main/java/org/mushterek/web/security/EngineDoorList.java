package org.mushterek.web.security;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What may be asked of the engine's own interface, through either of its doors: reads that Tasklist needs and that stay
 * on one's own side, and five deeds, which the product does itself. Whatever is not on the list does not exist.
 */
final class EngineDoorList {

    /** What becomes of a request. */
    enum Passage {
        /** The engine's interface answers. */
        READ,
        CLAIM,
        UNCLAIM,
        COMPLETE,
        START
    }

    /**
     * A request that may pass.
     *
     * @param id the task's id, or the definition's id or key; null for reads
     * @param tenant the tenant that a start names
     */
    record Passing(
            Passage passage, @Nullable String id, @Nullable String tenant) {}

    private record Entry(String method, Pattern path, Passage passage, boolean hasId, boolean hasTenant) {}

    private static final String ALLOWED = """
            READ     GET     /engine
            READ     GET     /engine/
            READ     GET     /version
            READ     GET     /user/{name}/profile
            READ     GET     /filter
            READ     GET     /filter/count
            READ     GET     /filter/{name}
            READ     GET     /filter/{name}/list
            READ     GET     /filter/{name}/count
            READ     POST    /filter/{name}/list
            READ     POST    /filter/{name}/count
            READ     OPTIONS /filter
            READ     OPTIONS /filter/{name}
            READ     GET     /task
            READ     POST    /task
            READ     GET     /task/count
            READ     POST    /task/count
            READ     GET     /task/{name}
            READ     GET     /task/{name}/form
            READ     GET     /task/{name}/deployed-form
            READ     GET     /task/{name}/identity-links
            READ     GET     /process-definition
            READ     GET     /process-definition/count
            READ     GET     /process-definition/{name}
            READ     GET     /process-definition/{name}/xml
            READ     GET     /process-definition/{name}/startForm
            READ     GET     /process-definition/{name}/deployed-start-form
            READ     GET     /process-definition/key/{name}
            READ     GET     /process-definition/key/{name}/tenant-id/{name}
            READ     GET     /process-definition/key/{name}/tenant-id/{name}/xml
            CLAIM    POST    /task/{id}/claim
            UNCLAIM  POST    /task/{id}/unclaim
            COMPLETE POST    /task/{id}/complete
            COMPLETE POST    /task/{id}/submit-form
            START    POST    /process-definition/{id}/start
            START    POST    /process-definition/{id}/submit-form
            START    POST    /process-definition/key/{id}/start
            START    POST    /process-definition/key/{id}/submit-form
            START    POST    /process-definition/key/{id}/tenant-id/{tenant}/start
            START    POST    /process-definition/key/{id}/tenant-id/{tenant}/submit-form
            """;

    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9_.:-]*";
    private static final Pattern TRICKS = Pattern.compile("%(?!3A)|;|//|\\\\|/\\.");

    private final List<Entry> entries = new ArrayList<>();

    EngineDoorList() {
        for (var line : ALLOWED.lines().toList()) {
            var words = line.split("\\s+");
            var path = words[2].replace("{name}", NAME)
                    .replace("{id}", "(?<id>" + NAME + ")")
                    .replace("{tenant}", "(?<tenant>" + NAME + ")");
            entries.add(new Entry(
                    words[1],
                    Pattern.compile(path),
                    Passage.valueOf(words[0]),
                    words[2].contains("{id}"),
                    words[2].contains("{tenant}")));
        }
    }

    /** Every address of the list: a method, and the path below the door with its variables. */
    static List<String> addresses() {
        return ALLOWED.lines()
                .map(line -> line.split("\\s+"))
                .map(words -> words[1] + " " + words[2])
                .toList();
    }

    /**
     * @param path below the door and still encoded, such as {@code /task/4711/claim} or
     *     {@code /engine/default/task/4711/claim}
     */
    Optional<Passing> judge(String method, String path) {
        if (TRICKS.matcher(path).find()) {
            return Optional.empty();
        }
        var plain = path.replace("%3A", ":");
        var engine = "/engine/default";
        var inEngine = plain.startsWith(engine + "/") ? plain.substring(engine.length()) : plain;
        for (var entry : entries) {
            var found = entry.path().matcher(inEngine);
            if (entry.method().equals(method) && found.matches()) {
                return Optional.of(new Passing(
                        entry.passage(),
                        entry.hasId() ? found.group("id") : null,
                        entry.hasTenant() ? found.group("tenant") : null));
            }
        }
        return Optional.empty();
    }
}
