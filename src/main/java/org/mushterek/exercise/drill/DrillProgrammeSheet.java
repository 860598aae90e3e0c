package org.mushterek.exercise.drill;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.CellText;
import org.mushterek.common.FilledSheet;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.common.Texts;
import org.mushterek.exercise.drill.DrillProgramme.Drill;
import org.mushterek.exercise.drill.DrillProgramme.DrillKind;
import org.mushterek.exercise.drill.DrillProgramme.Follow;
import org.mushterek.exercise.drill.DrillProgramme.Overseer;
import org.mushterek.exercise.drill.DrillProgramme.Team;
import org.mushterek.exercise.drill.DrillScheduling.Shown;
import org.mushterek.exercise.schedule.PlanRule.Light;
import org.mushterek.security.Account;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A programme from a workbook or CSV: one row for each team and drill. Each row gets its own answer: what is sound is in the
 * programme, in the place of what bore the same code; what is not waits in the file until it is mended, and leaves the programme as it
 * was. What the file does not name stays, too.
 */
@Component
public class DrillProgrammeSheet {

    private static final int MAX_BYTES = 1024 * 1024;
    private static final int MINUTES_OF_HOUR = 60;

    /** Rows below the header: teams and drills. */
    static final int MAX_ROWS = DrillProgrammeCheck.MOST_DRILLS + DrillProgrammeCheck.MOST_TEAMS;

    private static final FilledSheet.Limits LIMITS = new FilledSheet.Limits(
            MAX_BYTES,
            MAX_ROWS,
            Message.of("drill.sheet.tooLarge")
                    .with("limitKib", MAX_BYTES / 1024)
                    .with("rows", MAX_ROWS),
            Message.of("drill.sheet.empty"),
            Message.of("drill.rows.wrongColumns"));

    private static final Pattern FOLLOW = Pattern.compile("([A-Z0-9-]+)(?:\\+(\\d{1,6})(?:\\.\\.(\\d{1,6}))?)?");
    private static final Pattern LENGTH = Pattern.compile("(\\d{1,2}):([0-5]\\d)");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,6}");
    private static final Pattern OVERSEER = Pattern.compile("((?:OR|OF)-\\d{1,2})(?:\\s+(.*))?");
    private static final Pattern BETWEEN_CODES = Pattern.compile("[\\s,;]+");

    private final DrillScheduling schedules;
    private final DrillQuestions questions;
    private final Texts texts;

    DrillProgrammeSheet(DrillScheduling schedules, DrillQuestions questions, Texts texts) {
        this.schedules = schedules;
        this.questions = questions;
        this.texts = texts;
    }

    /** What a row is about. */
    public enum Kind {
        DRILL,
        TEAM
    }

    /** What became of a row. */
    public enum Outcome {
        ADDED,
        CHANGED,
        /** The programme has it so already. */
        PRESENT,
        FAULTY
    }

    /**
     * The answer to one row.
     *
     * @param row as the spreadsheet counts it, from 1
     * @param code as written; null where none is
     * @param findings all that is wrong with it
     */
    public record RowAnswer(
            int row, Outcome outcome, Kind kind, @Nullable String code, List<Finding> findings) {}

    /** What became of a file, and the schedule as it stands then. */
    public record Taken(Shown schedule, List<RowAnswer> rows) {}

    /** The columns, in the order in which the template has them. */
    enum Column implements FilledSheet.Column {
        KIND("kind"),
        CODE("code"),
        NAME("name"),
        SIDE("side"),
        REST_HOURS("restHours"),
        RANGE("range"),
        MINUTES("minutes"),
        TEAMS("teams"),
        PERSONS("persons"),
        ACTIVITY("activity"),
        LIGHT("light"),
        FOLLOWS("follows"),
        SAME_DAY_AS("sameDayAs"),
        NOT_SAME_DAY_AS("notSameDayAs"),
        NOT_BEFORE("notBefore"),
        ENDS_BY("endsBy"),
        PINNED_TO("pinnedTo"),
        OBJECTIVE("objective"),
        AIRSPACE("airspace"),
        FREQUENCY("frequency"),
        SAFETY_OFFICER("safetyOfficer"),
        OFFICER_IN_CHARGE("officerInCharge");

        private final String code;

        Column(String code) {
            this.code = code;
        }

        @Override
        public String code() {
            return code;
        }

        @Override
        public String text() {
            return "ui.drill." + code;
        }

        /** The key of what may stand in it. */
        String help() {
            return "drill.rows.column." + code;
        }
    }

    /** A row as it was read: what it would put into the programme, and what could not be read of it. */
    private record Read(
            int row,
            Kind kind,
            @Nullable String code,
            @Nullable Team team,
            @Nullable Drill drill,
            List<Finding> findings) {}

    /**
     * Takes the sound rows of a file into the programme.
     *
     * @param version of the schedule that was read
     * @throws Refusal as {@link DrillScheduling#write}, and INVALID or TOO_LARGE for a file that is no such sheet
     */
    @Transactional
    public Taken take(Account account, String number, int version, byte[] file) {
        var schedule = schedules.requirePlanning(account, number);
        if (schedule.version() != version) {
            throw Refusal.of(Refusal.Kind.STALE, "drill.changedMeanwhile");
        }
        var check = questions.check(schedule);
        var sheet = FilledSheet.readFile(file, Column.class, EnumSet.of(Column.CODE), texts, LIMITS);
        var before = schedule.programme();
        var rows = sheet.rows().stream().map(row -> read(sheet, before, row)).toList();
        var wrong = wrong(check, before, rows);
        var sound = rows.stream().filter(row -> !wrong.containsKey(row)).toList();
        var after = with(before, sound);
        var known = new HashSet<Object>();
        known.addAll(before.teams());
        known.addAll(before.drills());
        var codes = Stream.of(Kind.values()).collect(Collectors.toMap(kind -> kind, kind -> codes(before, kind)));
        var answers = rows.stream()
                .map(row -> {
                    var findings = wrong.getOrDefault(row, List.of());
                    var outcome = !findings.isEmpty()
                            ? Outcome.FAULTY
                            : known.contains(row.kind() == Kind.TEAM ? row.team() : row.drill())
                                    ? Outcome.PRESENT
                                    : Objects.requireNonNull(codes.get(row.kind()))
                                                    .contains(row.code())
                                            ? Outcome.CHANGED
                                            : Outcome.ADDED;
                    return new RowAnswer(row.row(), outcome, row.kind(), row.code(), findings);
                })
                .toList();
        return new Taken(
                after.equals(before)
                        ? schedules.read(account, number)
                        : schedules.write(account, number, version, null, after),
                answers);
    }

    /** What is wrong with which rows, judged as if all of them were in the programme. */
    private static Map<Read, List<Finding>> wrong(DrillProgrammeCheck check, DrillProgramme before, List<Read> rows) {
        var whole = with(before, rows);
        var judged = new HashMap<String, List<Finding>>();
        check.findings(whole).forEach(finding -> judged.computeIfAbsent(
                        Stream.of(String.valueOf(finding.place()).split("/"))
                                .limit(2)
                                .collect(Collectors.joining("/")),
                        unused -> new ArrayList<>())
                .add(finding));
        var teams = whole.teams().stream().map(Team::code).toList();
        var drills = whole.drills().stream().map(Drill::code).toList();
        var seen = new HashSet<String>();
        var wrong = new LinkedHashMap<Read, List<Finding>>();
        for (var row : rows) {
            var findings = new ArrayList<>(row.findings());
            var code = row.code();
            if (code != null && !seen.add(row.kind() + code)) {
                findings.add(new Finding(
                        "drill.codeTwice",
                        Column.CODE.code(),
                        Message.of("drill.wrong.codeTwice").with("code", code),
                        Message.of("drill.wrong.codeTwice.cure"),
                        null));
            } else if (code != null) {
                var place = row.kind() == Kind.TEAM
                        ? "teams/" + (teams.indexOf(code) + 1)
                        : "drills/" + (drills.indexOf(code) + 1);
                var told = findings.stream().map(Finding::place).collect(Collectors.toSet());
                judged.getOrDefault(place, List.of()).stream()
                        .map(finding -> inColumn(finding))
                        .filter(finding -> !told.contains(finding.place()))
                        .forEach(findings::add);
            }
            if (!findings.isEmpty()) {
                wrong.put(row, findings);
            }
        }
        return wrong;
    }

    /** {@code drills/3/safetyOfficer/name} is told of the column {@code safetyOfficer}. */
    private static Finding inColumn(Finding finding) {
        var parts = String.valueOf(finding.place()).split("/");
        return new Finding(
                finding.code(),
                parts.length > 2 ? parts[2] : Column.CODE.code(),
                finding.wrong(),
                finding.cure(),
                finding.source());
    }

    private static Set<String> codes(DrillProgramme programme, Kind kind) {
        return (kind == Kind.TEAM
                        ? programme.teams().stream().map(Team::code)
                        : programme.drills().stream().map(Drill::code))
                .collect(Collectors.toSet());
    }

    /** The programme with these rows in it; of rows with one code the first counts. */
    private static DrillProgramme with(DrillProgramme before, List<Read> rows) {
        var teams = new LinkedHashMap<String, Team>();
        var drills = new LinkedHashMap<String, Drill>();
        for (var row : rows) {
            var code = row.code();
            var team = row.team();
            var drill = row.drill();
            if (code != null && team != null) {
                teams.putIfAbsent(code, team);
            } else if (code != null && drill != null) {
                drills.putIfAbsent(code, drill);
            }
        }
        var allTeams = new ArrayList<Team>();
        before.teams().forEach(team -> allTeams.add(taken(teams, team.code(), team)));
        allTeams.addAll(teams.values());
        var allDrills = new ArrayList<Drill>();
        before.drills().forEach(drill -> allDrills.add(taken(drills, drill.code(), drill)));
        allDrills.addAll(drills.values());
        return new DrillProgramme(allTeams, allDrills, before.overrides());
    }

    private static <T> T taken(Map<String, T> from, String code, T otherwise) {
        var found = from.remove(code);
        return found == null ? otherwise : found;
    }

    private Read read(FilledSheet<Column> sheet, DrillProgramme before, FilledSheet.Row<Column> row) {
        var cells = new Cells(sheet, row, new ArrayList<>());
        var kind = cells.word(Column.KIND, Kind.values(), "ui.drill.kind.", Kind.DRILL);
        var code = row.get(Column.CODE) == null ? null : upper(String.valueOf(row.get(Column.CODE)));
        if (code == null) {
            cells.fault(Column.CODE, "drill.wrong.code");
        }
        var read = Objects.requireNonNullElse(kind, Kind.DRILL);
        var team = code == null || read != Kind.TEAM ? null : team(cells, code, before);
        var drill = code == null || read != Kind.DRILL ? null : drill(cells, code, before);
        return new Read(row.number(), read, code, team, drill, cells.findings());
    }

    private static String upper(String code) {
        return code.toUpperCase(Locale.ROOT);
    }

    private Team team(Cells cells, String code, DrillProgramme before) {
        var known = before.teams().stream()
                .filter(team -> team.code().equals(code))
                .findFirst()
                .orElseGet(() -> new Team(code, "", code, null));
        return new Team(
                code,
                cells.has(Column.SIDE) ? cells.side() : known.side(),
                cells.has(Column.NAME) ? Objects.requireNonNullElse(cells.text(Column.NAME), code) : known.name(),
                cells.has(Column.REST_HOURS) ? cells.number(Column.REST_HOURS) : known.restHours());
    }

    private Drill drill(Cells cells, String code, DrillProgramme before) {
        var known = before.drill(code)
                .orElseGet(() -> new Drill(
                        code,
                        "",
                        null,
                        "",
                        0,
                        List.of(),
                        0,
                        DrillKind.DRY,
                        null,
                        List.of(),
                        List.of(),
                        List.of(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null));
        var range = cells.has(Column.RANGE) ? cells.text(Column.RANGE) : known.range();
        var persons = cells.has(Column.PERSONS) ? cells.number(Column.PERSONS) : Integer.valueOf(known.persons());
        var minutes = cells.has(Column.MINUTES) ? cells.minutes() : Integer.valueOf(known.minutes());
        return new Drill(
                code,
                cells.has(Column.NAME) ? Objects.requireNonNullElse(cells.text(Column.NAME), "") : known.name(),
                cells.has(Column.OBJECTIVE) ? cells.text(Column.OBJECTIVE) : known.objective(),
                range == null ? "" : upper(range),
                minutes == null ? 0 : minutes,
                cells.has(Column.TEAMS) ? cells.codes(Column.TEAMS) : known.teams(),
                persons == null ? 0 : persons,
                cells.has(Column.ACTIVITY)
                        ? Objects.requireNonNullElse(
                                cells.word(Column.ACTIVITY, DrillKind.values(), "ui.drill.activity.", DrillKind.DRY),
                                DrillKind.DRY)
                        : known.activity(),
                cells.has(Column.LIGHT)
                        ? cells.word(Column.LIGHT, Light.values(), "ui.drill.light.", null)
                        : known.light(),
                cells.has(Column.FOLLOWS) ? cells.follows() : known.follows(),
                cells.has(Column.SAME_DAY_AS) ? cells.codes(Column.SAME_DAY_AS) : known.sameDayAs(),
                cells.has(Column.NOT_SAME_DAY_AS) ? cells.codes(Column.NOT_SAME_DAY_AS) : known.notSameDayAs(),
                cells.has(Column.NOT_BEFORE) ? cells.moment(Column.NOT_BEFORE) : known.notBefore(),
                cells.has(Column.ENDS_BY) ? cells.moment(Column.ENDS_BY) : known.endsBy(),
                cells.has(Column.PINNED_TO) ? cells.moment(Column.PINNED_TO) : known.pinnedTo(),
                cells.has(Column.AIRSPACE) ? cells.text(Column.AIRSPACE) : known.airspace(),
                cells.has(Column.FREQUENCY) ? cells.text(Column.FREQUENCY) : known.frequency(),
                cells.has(Column.SAFETY_OFFICER) ? cells.overseer(Column.SAFETY_OFFICER) : known.safetyOfficer(),
                cells.has(Column.OFFICER_IN_CHARGE)
                        ? cells.overseer(Column.OFFICER_IN_CHARGE)
                        : known.officerInCharge());
    }

    /** What stands in a row, and what of it cannot be read. */
    private final class Cells {

        private final FilledSheet<Column> sheet;
        private final FilledSheet.Row<Column> row;
        private final List<Finding> findings;

        private Cells(FilledSheet<Column> sheet, FilledSheet.Row<Column> row, List<Finding> findings) {
            this.sheet = sheet;
            this.row = row;
            this.findings = findings;
        }

        List<Finding> findings() {
            return List.copyOf(findings);
        }

        boolean has(Column column) {
            return sheet.has(column);
        }

        void fault(Column column, String key) {
            findings.add(new Finding(key, column.code(), Message.of(key), Message.of(key + ".cure"), null));
        }

        @Nullable
        String text(Column column) {
            var cell = row.get(column);
            return cell == null ? null : CellText.asWritten(cell);
        }

        /** One of the words, in any language; null, with a finding, for anything else. */
        <E extends Enum<E>> @Nullable E word(Column column, E[] values, String words, @Nullable E otherwise) {
            var cell = row.get(column);
            if (cell == null) {
                return otherwise;
            }
            var found = Arrays.stream(values)
                    .filter(each -> FilledSheet.means(texts, cell, each.name(), words + each.name()))
                    .findFirst();
            if (found.isEmpty()) {
                fault(column, "drill.rows.word");
            }
            return found.orElse(null);
        }

        String side() {
            var cell = row.get(Column.SIDE);
            return cell == null
                    ? ""
                    : questions
                            .sides()
                            .filter(side -> FilledSheet.means(texts, cell, side, "side." + side))
                            .findFirst()
                            .orElse(cell);
        }

        @Nullable
        Integer number(Column column) {
            var cell = row.get(column);
            if (cell == null || NUMBER.matcher(cell).matches()) {
                return cell == null ? null : Integer.valueOf(cell);
            }
            fault(column, "drill.sheet.number");
            return null;
        }

        /** Minutes, or hours and minutes as 2:30. */
        @Nullable
        Integer minutes() {
            var cell = row.get(Column.MINUTES);
            var timed = cell == null ? null : LENGTH.matcher(cell);
            return timed != null && timed.matches()
                    ? Integer.valueOf(
                            Integer.parseInt(timed.group(1)) * MINUTES_OF_HOUR + Integer.parseInt(timed.group(2)))
                    : number(Column.MINUTES);
        }

        @Nullable
        LocalDateTime moment(Column column) {
            var cell = row.get(column);
            var moment = FilledSheet.moment(cell);
            if (cell != null && moment.isEmpty()) {
                fault(column, "drill.sheet.moment");
            }
            return moment.orElse(null);
        }

        List<String> codes(Column column) {
            var cell = row.get(column);
            return cell == null
                    ? List.of()
                    : BETWEEN_CODES
                            .splitAsStream(upper(cell))
                            .filter(code -> !code.isEmpty())
                            .toList();
        }

        /** D04, D05+60, D06+60..240: codes with the least and the most minutes between. */
        List<Follow> follows() {
            var follows = new ArrayList<Follow>();
            for (var entry : codes(Column.FOLLOWS)) {
                var found = FOLLOW.matcher(entry);
                if (found.matches()) {
                    follows.add(new Follow(found.group(1), minutes(found.group(2)), minutes(found.group(3))));
                } else {
                    fault(Column.FOLLOWS, "drill.rows.follows");
                }
            }
            return follows;
        }

        private static @Nullable Integer minutes(@Nullable String digits) {
            return digits == null ? null : Integer.valueOf(digits);
        }

        /** A grade, and a name behind it. */
        @Nullable
        Overseer overseer(Column column) {
            var cell = row.get(column);
            if (cell == null) {
                return null;
            }
            var found = OVERSEER.matcher(cell);
            if (!found.matches()) {
                fault(column, "drill.rows.overseer");
                return null;
            }
            return new Overseer(found.group(1), found.group(2));
        }
    }
}
