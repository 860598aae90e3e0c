package org.mushterek.web.reporting;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Language;
import org.mushterek.common.Message;
import org.mushterek.common.Texts;
import org.mushterek.common.WrittenTime;
import org.mushterek.reporting.ReportedCases.Line;
import org.springframework.stereotype.Component;

/** What reports call things, in the words that pages and forms use for them. */
@Component
class CaseWords {

    private static final Pattern GAP = Pattern.compile("\\{\\w+}");

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    /** Of which kind of record how many persons, texts and files were erased. */
    private static final Pattern ERASED = Pattern.compile("(\\w+) (\\d+)/(\\d+)/(\\d+)");

    /** Where the words for codes stand, the likeliest first. */
    private static final List<String> CODES = List.of(
            "ui.outcome.",
            "ui.desk.",
            "ui.evidence.",
            "ui.instrument.result.",
            "planning.stage.",
            "planning.product.",
            "planning.gate.",
            "planning.day.",
            "side.",
            "ui.");

    /** Where the texts of what happens stand, by the area of the event. */
    private static final Map<String, String> STORIES = Map.of(
            "visit", "ui.story.",
            "planning", "ui.planning.story.",
            "agreement", "ui.instrument.story.",
            "exercise", "ui.drill.story.",
            "incident", "ui.incident.story.",
            "afteraction", "ui.afteraction.story.",
            "calendar", "ui.decree.story.");

    private static final Map<String, String> AREAS = Map.ofEntries(
            Map.entry("PLN", "planning"),
            Map.entry("INS", "agreement"),
            Map.entry("DRL", "exercise"),
            Map.entry("RSK", "exercise"),
            Map.entry("INC", "incident"),
            Map.entry("AAR", "afteraction"),
            Map.entry("OBS", "afteraction"),
            Map.entry("MRG", "afteraction"),
            Map.entry("ACT", "afteraction"),
            Map.entry("OFR", "afteraction"),
            Map.entry("DEC", "calendar"));

    private final Texts texts;

    CaseWords(Texts texts) {
        this.texts = texts;
    }

    /** What a step of a process is called. */
    String step(String step, Language language) {
        return texts.sayOr("ui.task." + step, step, language);
    }

    /** What happened. */
    String event(String type, @Nullable String detail, Language language) {
        var area = type.substring(0, type.indexOf('.'));
        var event = type.substring(type.indexOf('.') + 1);
        var key = Stream.of(
                        STORIES.getOrDefault(area, "ui.story.") + event,
                        "report.event." + type,
                        "ui.audit.action." + type)
                .filter(texts::knows)
                .findFirst();
        if (key.isEmpty()) {
            return event;
        }
        var about = detail(detail, language);
        var said = texts.say(key.get(), language);
        if (GAP.matcher(said).find()) {
            return GAP.matcher(said).replaceAll(Matcher.quoteReplacement(about)).strip();
        }
        return said;
    }

    /**
     * What goes with what happened, as the audit keeps it: codes in words, days as pages write them, and nothing of what only
     * the program needs, such as the id of a message. What is nobody's code stays, such as the number of a permit.
     */
    String detail(@Nullable String detail, Language language) {
        if (detail == null) {
            return "";
        }
        var erased = ERASED.matcher(detail);
        if (erased.matches()) {
            return texts.say(
                    Message.of("report.erased")
                            .with("kind", Message.of("ui.retention.kind." + erased.group(1)))
                            .with("persons", erased.group(2))
                            .with("texts", erased.group(3))
                            .with("files", erased.group(4)),
                    language);
        }
        return Arrays.stream(detail.split(":", -1))
                .map(part -> Arrays.stream(part.split(","))
                        .filter(code -> !ID.matcher(code).matches())
                        .map(code -> code(code, language))
                        .collect(Collectors.joining(", ")))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(": "));
    }

    private String code(String code, Language language) {
        if (DAY.matcher(code).matches()) {
            return WrittenTime.DAY.format(LocalDate.parse(code));
        }
        return CODES.stream()
                .map(family -> family + code)
                .filter(texts::knows)
                .findFirst()
                .map(key -> texts.say(key, language))
                .orElse(code);
    }

    /** Where a case stands. */
    String state(Line line, Language language) {
        if (line.kind().equals("VIS")) {
            return texts.sayOr("visit.state." + line.state(), line.state(), language);
        }
        if (line.state().isEmpty()) {
            return "";
        }
        // What happens is followed by a day in a story, and by nothing where it is how a case stands.
        var what = areaOf(line.kind()) + "." + line.state();
        var standing = "report.state." + what;
        return texts.knows(standing) ? texts.say(standing, language) : event(what, null, language);
    }

    /** To which area cases of a kind belong. */
    static String areaOf(String kind) {
        return AREAS.getOrDefault(kind, "visit");
    }

    /** What follows when those who hold the case have done their part. */
    String next(Line line, Language language) {
        if (!line.open()) {
            return line.ending() == null ? "" : ending(line, language);
        }
        // What the host has answered goes on with its own steps for the permit.
        if (line.kind().equals("VIS") && !line.state().equals("ANSWERED") && texts.knows("day.next." + line.state())) {
            return texts.say(Message.of("day.next." + line.state()), language);
        }
        return line.holders().stream()
                .flatMap(holder -> Optional.ofNullable(holder.step()).stream())
                .distinct()
                .map(step -> step(step, language))
                .collect(Collectors.joining(", "));
    }

    private String ending(Line line, Language language) {
        var ending = line.ending() == null ? "" : line.ending();
        if (ending.startsWith("permit")) {
            return event("visit." + ending, null, language);
        }
        return texts.sayOr("ui.outcome." + ending, state(line, language), language);
    }
}
