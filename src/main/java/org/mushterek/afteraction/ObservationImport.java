package org.mushterek.afteraction;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.dhatim.fastexcel.Workbook;
import org.jspecify.annotations.Nullable;
import org.mushterek.afteraction.Observation.Content;
import org.mushterek.afteraction.Observation.Release;
import org.mushterek.common.FilledSheet;
import org.mushterek.common.Finding;
import org.mushterek.common.Language;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.common.Texts;
import org.mushterek.exercise.conduct.Conduct;
import org.mushterek.security.Account;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Observations from a workbook that was filled in somewhere without network. Each row gets its own answer: sound ones are submitted,
 * the others wait in the file until they are mended; a row that is there already is not submitted again.
 */
@Component
public class ObservationImport {

    /** The largest file, in bytes. */
    static final int MAX_BYTES = 1024 * 1024;

    /** The longest sheet, in rows below its header. */
    static final int MAX_ROWS = 500;

    private static final FilledSheet.Limits LIMITS = new FilledSheet.Limits(
            MAX_BYTES,
            MAX_ROWS,
            Message.of("afteraction.fileTooLarge")
                    .with("limitKib", MAX_BYTES / 1024)
                    .with("rows", MAX_ROWS),
            Message.of("afteraction.emptySheet"),
            Message.of("afteraction.wrongColumns"));
    private static final Set<Column> NEEDED =
            EnumSet.of(Column.TITLE, Column.OBSERVED_ON, Column.OBSERVATION, Column.TAGS);

    private final Observations observations;
    private final ObservationRows rows;
    private final Texts texts;

    ObservationImport(Observations observations, ObservationRows rows, Texts texts) {
        this.observations = observations;
        this.rows = rows;
        this.texts = texts;
    }

    /** What became of a row. */
    public enum Outcome {
        SUBMITTED,
        /** The side has the same observation already. */
        PRESENT,
        FAULTY
    }

    /**
     * The answer to one row.
     *
     * @param row as the spreadsheet counts it, from 1
     * @param number of the observation that it became or that is there already; null where it is faulty
     * @param findings all that is wrong with it
     */
    public record RowAnswer(
            int row, Outcome outcome, @Nullable String number, List<Finding> findings) {}

    /** The columns of the sheet; each is named by its code or by its word in any of the languages. */
    private enum Column implements FilledSheet.Column {
        TITLE("title"),
        OBSERVED_ON("observedOn"),
        OBJECTIVE("objective"),
        OBSERVATION("observation"),
        DISCUSSION("discussion"),
        CONCLUSION("conclusion"),
        RECOMMENDATION("recommendation"),
        TAGS("tags"),
        RELEASE("release"),
        CLASSIFICATION("classification");

        private final String place;

        Column(String place) {
            this.place = place;
        }

        @Override
        public String code() {
            return place;
        }

        @Override
        public String text() {
            return "ui.afteraction." + place;
        }
    }

    /**
     * Submits the sound rows of a workbook.
     *
     * @throws Refusal as {@link Observations#submit}, and INVALID or TOO_LARGE for a file that is no such workbook
     */
    @Transactional
    public List<RowAnswer> submit(Account account, String exercise, byte[] workbook) {
        var begun = observations.mayWrite(account, exercise);
        var sheet = FilledSheet.read(workbook, Column.class, NEEDED, texts, LIMITS);
        // The same workbook sent again would not see what the first is about to submit.
        observations.holdOthers(account);
        var present = rows.ofExercise(exercise).stream()
                .filter(each -> account.isOf(each.owner()) && each.state() != Observation.State.WITHDRAWN)
                .collect(Collectors.toMap(
                        each -> sameness(each.content()), Observation::number, (one, other) -> one, HashMap::new));
        return sheet.rows().stream()
                .map(row -> answer(account, exercise, begun, present, row))
                .toList();
    }

    private RowAnswer answer(
            Account account, String exercise, Conduct begun, Map<String, String> present, FilledSheet.Row<Column> row) {
        var findings = new ArrayList<Finding>();
        var content = ObservationCheck.kept(content(row, findings));
        var told = findings.stream().map(Finding::place).toList();
        observations.check(account, begun, content).stream()
                .filter(finding -> !told.contains(finding.place()))
                .forEach(findings::add);
        if (!findings.isEmpty()) {
            return new RowAnswer(row.number(), Outcome.FAULTY, null, findings);
        }
        var known = present.get(sameness(content));
        if (known != null) {
            return new RowAnswer(row.number(), Outcome.PRESENT, known, List.of());
        }
        var number = observations.store(account, exercise, content).number();
        present.put(sameness(content), number);
        return new RowAnswer(row.number(), Outcome.SUBMITTED, number, List.of());
    }

    private static String sameness(Content content) {
        return content.observedOn() + "\n" + content.title() + "\n" + content.observation();
    }

    private Content content(FilledSheet.Row<Column> row, List<Finding> findings) {
        return new Content(
                row.get(Column.TITLE),
                FilledSheet.day(row.get(Column.OBSERVED_ON)).orElse(null),
                row.get(Column.OBJECTIVE),
                row.get(Column.OBSERVATION),
                row.get(Column.DISCUSSION),
                row.get(Column.CONCLUSION),
                row.get(Column.RECOMMENDATION),
                tags(row.get(Column.TAGS), findings),
                release(row.get(Column.RELEASE), findings),
                classification(row.get(Column.CLASSIFICATION), findings));
    }

    private List<Tag> tags(@Nullable String cell, List<Finding> findings) {
        var tags = new ArrayList<Tag>();
        for (var word : cell == null ? List.<String>of() : List.of(cell.split("[,;/\\n]"))) {
            if (!word.isBlank()) {
                var tag = Arrays.stream(Tag.values())
                        .filter(each -> FilledSheet.means(
                                texts, word, each.name(), each.text().key()))
                        .findFirst();
                tag.ifPresentOrElse(tags::add, () -> findings.add(ObservationCheck.fault("tags", "afteraction.tags")));
            }
        }
        return tags;
    }

    /** Who says nothing keeps it to the own side. */
    private Release release(@Nullable String cell, List<Finding> findings) {
        if (cell == null) {
            return Release.OWN_SIDE;
        }
        return Arrays.stream(Release.values())
                .filter(each -> FilledSheet.means(texts, cell, each.name(), "ui.afteraction.release." + each))
                .findFirst()
                .orElseGet(() -> {
                    findings.add(ObservationCheck.fault("release", "afteraction.release"));
                    return Release.OWN_SIDE;
                });
    }

    private @Nullable Marking classification(@Nullable String cell, List<Finding> findings) {
        if (cell == null) {
            return null;
        }
        var marking = Arrays.stream(Marking.values())
                .filter(each ->
                        FilledSheet.means(texts, cell, each.name(), each.text().key()))
                .findFirst();
        if (marking.isEmpty()) {
            findings.add(ObservationCheck.fault("classification", "afteraction.classification"));
        }
        return marking.orElse(null);
    }

    /** An empty workbook to fill in, in a language: the header, and a sheet that says what may stand in which column. */
    public byte[] template(Language language) {
        var bytes = new ByteArrayOutputStream();
        try (var workbook = new Workbook(bytes, "Mushterek", "1.0")) {
            var sheet = workbook.newWorksheet(texts.say("ui.afteraction.sheet.observations", language));
            var help = workbook.newWorksheet("?");
            for (var column : Column.values()) {
                sheet.value(0, column.ordinal(), texts.say(column.text(), language));
                sheet.width(column.ordinal(), column.ordinal() < 3 ? 20 : 40);
                help.value(column.ordinal(), 0, texts.say(column.text(), language));
                help.value(column.ordinal(), 1, texts.say("afteraction.column." + column, language));
            }
            sheet.range(0, 0, 0, Column.values().length - 1).style().bold().set();
            sheet.range(0, 0, MAX_ROWS, Column.values().length - 1)
                    .style()
                    .format("@")
                    .set();
            sheet.freezePane(0, 1);
            var line = Column.values().length + 1;
            for (var tag : Tag.values()) {
                help.value(line++, 0, texts.say(tag.text(), language));
            }
            for (var release : Release.values()) {
                help.value(++line, 0, texts.say("ui.afteraction.release." + release, language));
            }
            line++;
            for (var marking : Marking.values()) {
                help.value(++line, 0, texts.say(marking.text(), language));
            }
            help.width(0, 30);
            help.width(1, 80);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
