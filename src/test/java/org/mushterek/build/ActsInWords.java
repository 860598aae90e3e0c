package org.mushterek.build;

import java.util.Map;
import java.util.TreeSet;
import org.mushterek.common.Texts;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every act that any test puts on record is told in words on the page of the audit, however its code was put together. */
public final class ActsInWords {

    /** Where the page of the audit finds the words of an area's acts, as {@code audit.js} does. */
    private static final Map<String, String> STORIES = Map.of(
            "visit", "story",
            "agreement", "instrument.story",
            "calendar", "decree.story",
            "afteraction", "afteraction.story",
            "exercise", "drill.story",
            "planning", "planning.story",
            "incident", "incident.story");

    private ActsInWords() {}

    public static boolean isTold(Texts texts, String act) {
        if (texts.knows("ui.audit.action." + act)) {
            return true;
        }
        var parts = act.split("\\.", -1);
        return STORIES.containsKey(parts[0]) && texts.knows("ui." + STORIES.get(parts[0]) + "." + parts[1]);
    }

    /** @throws AssertionError naming each act that the tests of a program recorded and nobody could read */
    static void demand(ApplicationContext program) {
        var texts = program.getBean(Texts.class);
        var untold = new TreeSet<>(program.getBean(JdbcClient.class)
                .sql("select distinct action from audit_entry")
                .query(String.class)
                .list());
        untold.removeIf(act -> isTold(texts, act));
        if (!untold.isEmpty()) {
            throw new AssertionError("Acts on record without words on the page of the audit: " + untold);
        }
    }
}
