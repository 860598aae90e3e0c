package org.mushterek.afteraction;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Language;
import org.mushterek.common.Texts;
import org.mushterek.common.WrittenTime;
import org.mushterek.security.Account;
import org.springframework.stereotype.Component;

/** Observations, joint texts and corrective actions of an exercise as a workbook: what the account may read, and nothing else. */
@Component
public class ObservationSheet {

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
            "settled",
            "originals");
    private static final List<String> ORDERED = List.of(
            "number",
            "owner",
            "fromObservation",
            "state",
            "title",
            "task",
            "organisation",
            "body",
            "person",
            "dueOn",
            "overdue",
            "resources",
            "done",
            "reference",
            "finding",
            "reason");

    private final Observations observations;
    private final Mergings mergings;
    private final CorrectiveActions actions;
    private final Texts texts;

    ObservationSheet(Observations observations, Mergings mergings, CorrectiveActions actions, Texts texts) {
        this.observations = observations;
        this.mergings = mergings;
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
            var merged = mergings.list(account, exercise).stream()
                    .filter(each -> each.state() == Merging.State.AGREED)
                    .toList();
            for (int at = 0; at < merged.size(); at++) {
                row(first, observed.size() + at + 1, cells(merged.get(at), language));
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
        var settled = each.settlement();
        return cells(
                each.number(),
                texts.say("side." + each.owner(), language),
                each.state().name(),
                each.release(),
                each.content(),
                settled == null
                        ? null
                        : texts.say("ui.afteraction.settled." + settled.kind(), language)
                                + (settled.reason() == null ? "" : ": " + settled.reason()),
                null,
                language);
    }

    private List<String> cells(Merging each, Language language) {
        var owners = each.originals().stream()
                .map(Merging.Original::owner)
                .distinct()
                .map(owner -> texts.say("side." + owner, language))
                .collect(Collectors.joining(", "));
        var originals = each.originals().stream()
                .map(Merging.Original::observation)
                .filter(Objects::nonNull)
                .collect(Collectors.joining(", "));
        return cells(
                each.number(),
                owners,
                each.state().name(),
                Observation.Release.BOTH,
                each.content(),
                null,
                originals,
                language);
    }

    private List<String> cells(
            String number,
            String owner,
            String state,
            Observation.Release release,
            Observation.Content content,
            @Nullable String settled,
            @Nullable String originals,
            Language language) {
        var marking = content.classification() == null ? Marking.UNCLASSIFIED : content.classification();
        return Stream.of(
                        number,
                        owner,
                        texts.say("ui.afteraction.state." + state, language),
                        texts.say("ui.afteraction.release." + release, language),
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
                        texts.say(marking.text(), language),
                        settled,
                        originals)
                .map(ObservationSheet::orEmpty)
                .toList();
    }

    private List<String> cells(CorrectiveAction each, Language language) {
        var order = each.order();
        var last =
                each.rounds().isEmpty() ? null : each.rounds().get(each.rounds().size() - 1);
        return Stream.of(
                        each.number(),
                        texts.say("side." + each.owner(), language),
                        each.observation(),
                        texts.say("ui.afteraction.state." + each.state(), language),
                        order.title(),
                        order.task(),
                        order.organisation(),
                        order.body() == null ? null : texts.say("ui.role." + order.body(), language),
                        order.person(),
                        day(order.dueOn()),
                        each.overdue() ? texts.say("ui.afteraction.yes", language) : null,
                        order.resources(),
                        last == null ? null : last.done(),
                        last == null ? null : last.reference(),
                        last == null ? null : last.finding(),
                        each.closingReason())
                .map(ObservationSheet::orEmpty)
                .toList();
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static @Nullable String day(@Nullable LocalDate day) {
        return day == null ? null : WrittenTime.DAY.format(day);
    }
}
