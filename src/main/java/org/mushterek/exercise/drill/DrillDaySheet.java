package org.mushterek.exercise.drill;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.dhatim.fastexcel.Workbook;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.FilledSheet;
import org.mushterek.common.Finding;
import org.mushterek.common.Language;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.common.Texts;
import org.mushterek.exercise.Exercises;
import org.mushterek.exercise.drill.DrillConduct.Action;
import org.mushterek.exercise.drill.DrillConduct.Conducted;
import org.mushterek.exercise.drill.DrillConduct.Report;
import org.mushterek.exercise.drill.DrillConduct.Running;
import org.mushterek.exercise.drill.DrillConduct.State;
import org.mushterek.security.Account;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The sheet of a day: one row for each drill, filled in on the range and sent when there is network. Each row gets its own answer:
 * what is sound is reported, what is not waits in the file until it is mended, and what is reported already is not reported again.
 */
@Component
public class DrillDaySheet {

    private static final int MAX_BYTES = 1024 * 1024;
    private static final int MAX_ROWS = 500;
    private static final int WIDTH = 20;
    private static final int WIDE = 40;

    private static final FilledSheet.Limits LIMITS = new FilledSheet.Limits(
            MAX_BYTES,
            MAX_ROWS,
            Message.of("drill.sheet.tooLarge")
                    .with("limitKib", MAX_BYTES / 1024)
                    .with("rows", MAX_ROWS),
            Message.of("drill.sheet.empty"),
            Message.of("drill.sheet.wrongColumns"));

    /** What can become of a drill on a day, by the action that says so. */
    private static final List<Action> ENDS = List.of(Action.FINISH, Action.SUSPEND, Action.CANCEL);

    private final DrillConduct conduct;
    private final Exercises exercises;
    private final Texts texts;

    DrillDaySheet(DrillConduct conduct, Exercises exercises, Texts texts) {
        this.conduct = conduct;
        this.exercises = exercises;
        this.texts = texts;
    }

    /** What became of a row. */
    public enum Outcome {
        REPORTED,
        /** All of it was reported before. */
        PRESENT,
        /** Nothing was written behind the drill. */
        BLANK,
        FAULTY
    }

    /**
     * The answer to one row.
     *
     * @param row as the spreadsheet counts it, from 1
     * @param drill its code as written; null where none is
     * @param findings all that is wrong with it
     */
    public record RowAnswer(
            int row, Outcome outcome, @Nullable String drill, List<Finding> findings) {}

    /** The columns of the sheet. What is planned stands there for its reader and is not read again. */
    private enum Column implements FilledSheet.Column {
        DRILL("drill", "ui.drill.code"),
        NAME("name", "ui.drill.name"),
        PLANNED("planned", "ui.drill.sheet.planned"),
        STARTED_AT("startedAt", "ui.drill.sheet.startedAt"),
        ENDED_AT("endedAt", "ui.drill.sheet.endedAt"),
        OUTCOME("outcome", "ui.drill.sheet.outcome"),
        STRENGTH("strength", "ui.drill.strength"),
        ROUNDS("rounds", "ui.drill.rounds"),
        REMARKS("remarks", "ui.drill.remarks");

        private static final Set<Column> WRITTEN = EnumSet.range(STARTED_AT, REMARKS);

        private final String code;
        private final String text;

        Column(String code, String text) {
            this.code = code;
            this.text = text;
        }

        @Override
        public String code() {
            return code;
        }

        @Override
        public String text() {
            return text;
        }
    }

    /**
     * Reports what the sound rows say.
     *
     * @throws Refusal as {@link DrillConduct#report}, and INVALID or TOO_LARGE for a file that is no such workbook
     */
    @Transactional
    public List<RowAnswer> report(Account account, String code, byte[] workbook) {
        var running = conduct.reportedBy(account, code);
        var sheet = FilledSheet.read(
                workbook, Column.class, EnumSet.of(Column.DRILL, Column.STARTED_AT, Column.OUTCOME), texts, LIMITS);
        var drills = new HashMap<String, Conducted>();
        conduct.of(running.exercise()).forEach(drill -> drills.put(drill.drill(), drill));
        return sheet.rows().stream()
                .map(row -> answer(account, running, drills, row))
                .toList();
    }

    private RowAnswer answer(
            Account account, Running running, Map<String, Conducted> drills, FilledSheet.Row<Column> row) {
        var code = row.get(Column.DRILL);
        var before = code == null ? null : drills.get(code.toUpperCase(Locale.ROOT));
        if (before == null) {
            return faulty(row, List.of(fault(Column.DRILL, "drill.sheet.unknown")));
        }
        if (row.cells().keySet().stream().noneMatch(Column.WRITTEN::contains)) {
            return new RowAnswer(row.number(), Outcome.BLANK, code, List.of());
        }
        var findings = new ArrayList<Finding>();
        var reports = reports(before, row, findings);
        if (!findings.isEmpty()) {
            return faulty(row, findings);
        }
        // First all of them are judged, so that of a faulty row nothing is kept.
        var seen = before;
        for (var report : reports) {
            findings.addAll(judged(running, seen, report));
            if (!findings.isEmpty()) {
                return faulty(row, findings);
            }
            seen = seen.with(kept(report));
        }
        var now = before;
        for (var report : reports) {
            now = conduct.keep(account, running.exercise(), now, report, account.id());
        }
        drills.put(before.drill(), now);
        return new RowAnswer(row.number(), reports.isEmpty() ? Outcome.PRESENT : Outcome.REPORTED, code, List.of());
    }

    /** What the row says that was not reported yet. */
    private List<Report> reports(Conducted before, FilledSheet.Row<Column> row, List<Finding> findings) {
        var startedAt = moment(row, Column.STARTED_AT, findings);
        var endedAt = moment(row, Column.ENDED_AT, findings);
        var strength = number(row, Column.STRENGTH, findings);
        var rounds = number(row, Column.ROUNDS, findings);
        var outcome = outcome(row, findings);
        var found = new ArrayList<Report>();
        if (startedAt != null) {
            if (before.state() == State.PLANNED) {
                found.add(new Report(Action.START, startedAt, null, null, null));
            } else if (before.reports().stream()
                    .noneMatch(report ->
                            report.action() == Action.START && report.at().equals(startedAt))) {
                findings.add(fault(Column.STARTED_AT, "drill.sheet.startedOtherwise"));
            }
        }
        if (outcome != null) {
            if (endedAt == null && row.get(Column.ENDED_AT) == null) {
                findings.add(fault(Column.ENDED_AT, "drill.sheet.endMissing"));
            }
            var isFinish = outcome == Action.FINISH;
            var end = new Report(
                    outcome, endedAt, isFinish ? strength : null, isFinish ? rounds : null, row.get(Column.REMARKS));
            if (before.reports().stream().noneMatch(report -> isSame(report, end))) {
                found.add(end);
            }
        } else if (endedAt != null) {
            findings.add(fault(Column.OUTCOME, "drill.sheet.outcome"));
        }
        return found;
    }

    private static boolean isSame(DrillConduct.Kept kept, Report report) {
        return kept.action() == report.action()
                && kept.at().equals(report.at())
                && Objects.equals(kept.strength(), report.strength())
                && Objects.equals(kept.rounds(), report.rounds())
                && Objects.equals(kept.remarks(), report.remarks());
    }

    private static DrillConduct.Kept kept(Report report) {
        return new DrillConduct.Kept(
                Objects.requireNonNull(report.action()),
                Objects.requireNonNull(report.at()),
                report.strength(),
                report.rounds(),
                report.remarks(),
                "",
                java.time.Instant.EPOCH);
    }

    /** What is wrong with a report, by the columns of the sheet. */
    private List<Finding> judged(Running running, Conducted before, Report report) {
        var isStart = report.action() == Action.START;
        var findings = new ArrayList<Finding>();
        for (var finding : conduct.check(running, before, report)) {
            var place = "at".equals(finding.place()) ? (isStart ? "startedAt" : "endedAt") : finding.place();
            findings.add(new Finding(finding.code(), place, finding.wrong(), finding.cure(), finding.source()));
        }
        if (findings.isEmpty()) {
            DrillConduct.forbidden(before, Objects.requireNonNull(report.action()))
                    .ifPresent(refusal -> findings.add(new Finding(
                            refusal.reason().key(),
                            isStart ? "startedAt" : "outcome",
                            refusal.reason(),
                            Message.of("drill.sheet.stateCure"),
                            null)));
        }
        return findings;
    }

    private static @Nullable LocalDateTime moment(FilledSheet.Row<Column> row, Column column, List<Finding> findings) {
        var cell = row.get(column);
        if (cell == null) {
            return null;
        }
        var moment = FilledSheet.moment(cell);
        if (moment.isEmpty()) {
            findings.add(fault(column, "drill.sheet.moment"));
        }
        return moment.orElse(null);
    }

    private static @Nullable Integer number(FilledSheet.Row<Column> row, Column column, List<Finding> findings) {
        var cell = row.get(column);
        if (cell != null && !cell.matches("[0-9]{1,9}")) {
            findings.add(fault(column, "drill.sheet.number"));
            return null;
        }
        return cell == null ? null : Integer.valueOf(cell);
    }

    private @Nullable Action outcome(FilledSheet.Row<Column> row, List<Finding> findings) {
        var cell = row.get(Column.OUTCOME);
        if (cell == null) {
            return null;
        }
        var found = ENDS.stream()
                .filter(each -> FilledSheet.means(texts, cell, each.name(), "ui.drill.report." + each))
                .findFirst();
        if (found.isEmpty()) {
            findings.add(fault(Column.OUTCOME, "drill.sheet.outcome"));
        }
        return found.orElse(null);
    }

    private static RowAnswer faulty(FilledSheet.Row<Column> row, List<Finding> findings) {
        return new RowAnswer(row.number(), Outcome.FAULTY, row.get(Column.DRILL), findings);
    }

    private static Finding fault(Column column, String key) {
        return new Finding(key, column.code(), Message.of(key), Message.of(key + ".cure"), null);
    }

    /**
     * The workbook of a day to fill in: its drills as planned, and a sheet that says what may stand in which column.
     *
     * @param day local at the host; null for all drills of the plan
     * @throws Refusal NOT_FOUND where the account's side is no party of the exercise
     */
    @Transactional(readOnly = true)
    public byte[] template(Account account, String code, @Nullable LocalDate day) {
        var exercise = exercises.get(account, code);
        var language = account.language();
        var drills = conduct.of(exercise).stream()
                .filter(drill -> day == null
                        || !drill.startsAt().toLocalDate().isAfter(day)
                                && !drill.endsAt().toLocalDate().isBefore(day))
                .toList();
        var bytes = new ByteArrayOutputStream();
        try (var workbook = new Workbook(bytes, "Mushterek", "1.0")) {
            var sheet = workbook.newWorksheet(texts.say("ui.drill.sheet", language));
            var columns = Column.values();
            for (var column : columns) {
                sheet.value(0, column.ordinal(), texts.say(column.text(), language));
                sheet.width(column.ordinal(), column == Column.NAME || column == Column.REMARKS ? WIDE : WIDTH);
            }
            sheet.range(0, 0, 0, columns.length - 1).style().bold().set();
            // Text, so that a spreadsheet neither reorders days nor drops hours.
            sheet.range(1, 0, MAX_ROWS, columns.length - 1).style().format("@").set();
            sheet.freezePane(0, 1);
            for (int at = 0; at < drills.size(); at++) {
                var drill = drills.get(at);
                sheet.value(at + 1, Column.DRILL.ordinal(), drill.drill());
                sheet.value(at + 1, Column.NAME.ordinal(), drill.name());
                sheet.value(
                        at + 1,
                        Column.PLANNED.ordinal(),
                        FilledSheet.told(drill.startsAt()) + " – " + FilledSheet.told(drill.endsAt()));
            }
            var help = workbook.newWorksheet("?");
            Arrays.stream(columns).filter(Column.WRITTEN::contains).forEach(column -> {
                help.value(column.ordinal(), 0, texts.say(column.text(), language));
                help.value(column.ordinal(), 1, texts.say("drill.column." + column, language));
            });
            for (int at = 0; at < ENDS.size(); at++) {
                help.value(columns.length + 1 + at, 0, said(ENDS.get(at), language));
            }
            help.width(0, WIDE);
            help.width(1, 2 * WIDE);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private String said(Action action, Language language) {
        return texts.say("ui.drill.report." + action, language);
    }
}
