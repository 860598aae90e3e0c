package org.mushterek.exercise.drill;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.dhatim.fastexcel.Workbook;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.CellText;
import org.mushterek.common.FilledSheet;
import org.mushterek.common.Language;
import org.mushterek.common.Refusal;
import org.mushterek.common.Texts;
import org.mushterek.exercise.drill.DrillProgramme.Drill;
import org.mushterek.exercise.drill.DrillProgramme.DrillKind;
import org.mushterek.exercise.drill.DrillProgramme.Follow;
import org.mushterek.exercise.drill.DrillProgramme.Overseer;
import org.mushterek.exercise.drill.DrillProgramme.Team;
import org.mushterek.exercise.drill.DrillProgrammeSheet.Column;
import org.mushterek.exercise.drill.DrillProgrammeSheet.Kind;
import org.mushterek.exercise.schedule.PlanRule.Light;
import org.mushterek.security.Account;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The sheet that {@link DrillProgrammeSheet} reads, to be filled in: what the programme has already stands in it, so that it can be
 * sent back as it is. Heads are in the account's language; what may stand in which column is said in all of them.
 */
@Component
public class DrillProgrammeTemplate {

    private static final List<Language> LANGUAGES = List.of(Language.AZ, Language.TR, Language.EN);
    private static final int WIDTH = 18;
    private static final int WIDE = 40;
    private static final int WIDEST = 60;

    private final DrillScheduling schedules;
    private final Texts texts;

    DrillProgrammeTemplate(DrillScheduling schedules, Texts texts) {
        this.schedules = schedules;
        this.texts = texts;
    }

    /**
     * As a workbook. Every cell is text, so that no spreadsheet reorders days or drops zeros.
     *
     * @throws Refusal NOT_FOUND where the account's side does not lead the schedule
     */
    @Transactional(readOnly = true)
    public byte[] xlsx(Account account, String number) {
        var programme = schedules.requireOfHost(account, number).programme();
        var language = account.language();
        var bytes = new ByteArrayOutputStream();
        try (var workbook = new Workbook(bytes, "Mushterek", "1.0")) {
            var sheet = workbook.newWorksheet(number);
            var columns = Column.values();
            for (var column : columns) {
                sheet.value(0, column.ordinal(), texts.say(column.text(), language));
                sheet.width(column.ordinal(), column == Column.NAME ? WIDE : WIDTH);
            }
            sheet.range(0, 0, 0, columns.length - 1).style().bold().set();
            sheet.range(1, 0, DrillProgrammeSheet.MAX_ROWS, columns.length - 1)
                    .style()
                    .format("@")
                    .set();
            sheet.freezePane(0, 1);
            var line = 1;
            for (var row : rows(programme, language)) {
                for (var column : columns) {
                    var cell = row.get(column);
                    if (cell != null) {
                        sheet.value(line, column.ordinal(), cell);
                    }
                }
                line++;
            }
            var help = workbook.newWorksheet("az · tr · en");
            for (var column : columns) {
                help.value(column.ordinal(), 0, column.code());
                for (int at = 0; at < LANGUAGES.size(); at++) {
                    var said = LANGUAGES.get(at);
                    help.value(
                            column.ordinal(),
                            at + 1,
                            texts.say(column.text(), said) + ": " + texts.say(column.help(), said));
                }
            }
            var below = columns.length + 1;
            for (var word : words()) {
                for (int at = 0; at < LANGUAGES.size(); at++) {
                    help.value(below, at + 1, texts.say(word, LANGUAGES.get(at)));
                }
                help.value(below, 0, word.substring(word.lastIndexOf('.') + 1));
                below++;
            }
            help.width(0, WIDTH);
            for (int at = 1; at <= LANGUAGES.size(); at++) {
                help.width(at, WIDEST);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** The keys of the words that stand for something. */
    private static List<String> words() {
        var words = new ArrayList<String>();
        Arrays.stream(Kind.values()).forEach(kind -> words.add("ui.drill.kind." + kind));
        Arrays.stream(DrillKind.values()).forEach(kind -> words.add("ui.drill.activity." + kind));
        Arrays.stream(Light.values()).forEach(light -> words.add("ui.drill.light." + light));
        return words;
    }

    /**
     * As CSV in UTF-8 with a byte order mark and semicolons, which spreadsheets in both countries open with all letters and columns in
     * place.
     *
     * @throws Refusal NOT_FOUND where the account's side does not lead the schedule
     */
    @Transactional(readOnly = true)
    public byte[] csv(Account account, String number) {
        var programme = schedules.requireOfHost(account, number).programme();
        var language = account.language();
        var lines = new ArrayList<List<String>>();
        lines.add(Arrays.stream(Column.values())
                .map(column -> texts.say(column.text(), language))
                .toList());
        rows(programme, language)
                .forEach(row -> lines.add(Arrays.stream(Column.values())
                        .map(column -> row.getOrDefault(column, ""))
                        .toList()));
        return lines.stream()
                .map(line -> line.stream().map(DrillProgrammeTemplate::quoted).collect(Collectors.joining(";")))
                .collect(Collectors.joining("\r\n", "\uFEFF", "\r\n"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String quoted(String cell) {
        var harmless = CellText.harmless(cell);
        return harmless.matches("(?s).*[\";\\r\\n].*") ? '"' + harmless.replace("\"", "\"\"") + '"' : harmless;
    }

    private List<Map<Column, String>> rows(DrillProgramme programme, Language language) {
        var rows = new ArrayList<Map<Column, String>>();
        programme.teams().forEach(team -> rows.add(row(team, language)));
        programme.drills().forEach(drill -> rows.add(row(drill, language)));
        return rows;
    }

    private Map<Column, String> row(Team team, Language language) {
        var cells = new EnumMap<Column, String>(Column.class);
        cells.put(Column.KIND, texts.say("ui.drill.kind." + Kind.TEAM, language));
        cells.put(Column.CODE, team.code());
        cells.put(Column.NAME, team.name());
        cells.put(Column.SIDE, team.side());
        put(cells, Column.REST_HOURS, team.restHours());
        return cells;
    }

    private Map<Column, String> row(Drill drill, Language language) {
        var cells = new EnumMap<Column, String>(Column.class);
        var light = drill.light();
        cells.put(Column.KIND, texts.say("ui.drill.kind." + Kind.DRILL, language));
        cells.put(Column.CODE, drill.code());
        cells.put(Column.NAME, drill.name());
        cells.put(Column.RANGE, drill.range());
        put(cells, Column.MINUTES, drill.minutes());
        cells.put(Column.TEAMS, String.join(", ", drill.teams()));
        put(cells, Column.PERSONS, drill.persons());
        cells.put(Column.ACTIVITY, texts.say("ui.drill.activity." + drill.activity(), language));
        put(cells, Column.LIGHT, light == null ? null : texts.say("ui.drill.light." + light, language));
        cells.put(
                Column.FOLLOWS,
                drill.follows().stream().map(DrillProgrammeTemplate::told).collect(Collectors.joining(", ")));
        cells.put(Column.SAME_DAY_AS, String.join(", ", drill.sameDayAs()));
        cells.put(Column.NOT_SAME_DAY_AS, String.join(", ", drill.notSameDayAs()));
        put(cells, Column.NOT_BEFORE, told(drill.notBefore()));
        put(cells, Column.ENDS_BY, told(drill.endsBy()));
        put(cells, Column.PINNED_TO, told(drill.pinnedTo()));
        put(cells, Column.OBJECTIVE, drill.objective());
        put(cells, Column.AIRSPACE, drill.airspace());
        put(cells, Column.FREQUENCY, drill.frequency());
        put(cells, Column.SAFETY_OFFICER, told(drill.safetyOfficer()));
        put(cells, Column.OFFICER_IN_CHARGE, told(drill.officerInCharge()));
        return cells;
    }

    private static void put(Map<Column, String> cells, Column column, @Nullable Object value) {
        if (value != null) {
            cells.put(column, String.valueOf(value));
        }
    }

    private static String told(Follow follow) {
        var least = follow.atLeastMinutes();
        var most = follow.atMostMinutes();
        return follow.drill()
                + (most == null ? (least == null ? "" : "+" + least) : "+" + (least == null ? 0 : least) + ".." + most);
    }

    private static @Nullable String told(@Nullable LocalDateTime moment) {
        return moment == null ? null : FilledSheet.told(moment);
    }

    private static @Nullable String told(@Nullable Overseer overseer) {
        var name = overseer == null ? null : overseer.name();
        return overseer == null ? null : name == null ? overseer.grade() : overseer.grade() + " " + name;
    }
}
