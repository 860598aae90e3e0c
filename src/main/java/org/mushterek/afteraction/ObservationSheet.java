package org.mushterek.afteraction;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Language;
import org.mushterek.common.Texts;
import org.mushterek.security.Account;
import org.springframework.stereotype.Component;

/** Observations and corrective actions of an exercise as a workbook: what the account may read, and nothing else. */
@Component
public class ObservationSheet {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd.MM.yyyy", Locale.ROOT);
    private static final List<String> OBSERVED = List.of(
            "number",
            "owner",
            "state",
            "release",
            "title",
            "observedOn",
            "objective",
            "observation",
            "discussion",
            "conclusion",
            "recommendation",
            "tags",
            "classification",
            "settled");
    private static final List<String> ORDERED = List.of(
            "number",
            "owner",
            "fromObservation",
            "state",
            "title",
            "task",
            "organisation",
            "person",
            "dueOn",
            "overdue");

    private final Observations observations;
    private final CorrectiveActions actions;
    private final Texts texts;

    ObservationSheet(Observations observations, CorrectiveActions actions, Texts texts) {
        this.observations = observations;
        this.actions = actions;
        this.texts = texts;
    }

    /** The workbook in the account's language; all cells are text, so that none is taken for a formula. */
    public byte[] write(Account account, String exercise) {
        var language = account.language();
        var observed = observations.list(account, exercise);
        var bytes = new ByteArrayOutputStream();
        try (var workbook = new Workbook(bytes, "Mushterek", "1.0")) {
            var first = workbook.newWorksheet(texts.say("ui.afteraction.sheet.observations", language));
            head(first, OBSERVED, language);
            for (int at = 0; at < observed.size(); at++) {
                row(first, at + 1, cells(observed.get(at), language));
            }
            var second = workbook.newWorksheet(texts.say("ui.afteraction.sheet.actions", language));
            head(second, ORDERED, language);
            var ordered = actions.list(account, exercise, null);
            for (int at = 0; at < ordered.size(); at++) {
                row(second, at + 1, cells(ordered.get(at), language));
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private void head(Worksheet sheet, List<String> columns, Language language) {
        row(
                sheet,
                0,
                columns.stream()
                        .map(column -> texts.say("ui.afteraction." + column, language))
                        .toList());
        sheet.range(0, 0, 0, columns.size() - 1).style().bold().set();
        for (int at = 0; at < columns.size(); at++) {
            sheet.width(at, 24);
        }
        sheet.freezePane(0, 1);
    }

    private static void row(Worksheet sheet, int row, List<String> cells) {
        for (int at = 0; at < cells.size(); at++) {
            sheet.value(row, at, cells.get(at));
        }
    }

    private List<String> cells(Observation each, Language language) {
        var content = each.content();
        var settled = each.settlement();
        return Stream.of(
                        each.number(),
                        texts.say("side." + each.owner(), language),
                        texts.say("ui.afteraction.state." + each.state(), language),
                        texts.say("ui.afteraction.release." + each.release(), language),
                        content.title(),
                        day(content.observedOn()),
                        content.objective(),
                        content.observation(),
                        content.discussion(),
                        content.conclusion(),
                        content.recommendation(),
                        Objects.requireNonNull(content.tags()).stream()
                                .map(tag -> texts.say(tag.text(), language))
                                .collect(Collectors.joining(", ")),
                        texts.say(
                                Objects.requireNonNull(content.classification()).text(), language),
                        settled == null
                                ? null
                                : texts.say("ui.afteraction.settled." + settled.kind(), language)
                                        + (settled.reason() == null ? "" : ": " + settled.reason()))
                .map(ObservationSheet::orEmpty)
                .toList();
    }

    private List<String> cells(CorrectiveAction each, Language language) {
        var order = each.order();
        return Stream.of(
                        each.number(),
                        texts.say("side." + each.owner(), language),
                        each.observation(),
                        texts.say("ui.afteraction.state." + each.state(), language),
                        order.title(),
                        order.task(),
                        order.organisation(),
                        order.person(),
                        day(order.dueOn()),
                        each.overdue() ? texts.say("ui.afteraction.yes", language) : null)
                .map(ObservationSheet::orEmpty)
                .toList();
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static @Nullable String day(@Nullable LocalDate day) {
        return day == null ? null : DATE.format(day);
    }
}
