package org.mushterek.visit.roster;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.mushterek.common.Language;
import org.mushterek.common.Texts;

/**
 * An empty roll to start from: the header and one person as an example, to be replaced. It is CSV in UTF-8 with a byte
 * order mark and semicolons, which spreadsheets in both countries open with all letters and columns in place.
 */
public final class RosterTemplate {

    private static final String EXAMPLE = String.join(
            ";",
            "OF-3",
            "Nümunəyev",
            "Rəşad",
            "NUMUNAYEV",
            "RASHAD",
            "12.08.1990",
            "AZE",
            "PASSPORT",
            "C01234567",
            "15.04.2032",
            "P<AZENUMUNAYEV<<RASHAD<<<<<<<<<<<<<<<<<<<<<< C012345672AZE9008124M32041535ABC123<<<<<<<62",
            "5ABC123",
            "SECRET",
            "PARTICIPANT",
            "01.01.2027",
            "31.12.2027",
            "15.12.2026");

    private RosterTemplate() {}

    /**
     * The workbook as it is handed out: the roll with its example, an empty sheet for arms with their bearers, and a sheet that
     * says in each language what belongs into each column. All cells are text, so that no spreadsheet takes a leading zero away.
     */
    public static byte[] xlsx(Texts texts) {
        var bytes = new ByteArrayOutputStream();
        try (var workbook = new Workbook(bytes, "Mushterek", "1.0")) {
            var roll = workbook.newWorksheet("roll");
            var cells = EXAMPLE.split(";", -1);
            for (var column : RosterColumn.values()) {
                roll.value(0, column.ordinal(), column.header());
                roll.value(1, column.ordinal(), cells[column.ordinal()]);
                roll.width(column.ordinal(), column == RosterColumn.MRZ ? 60 : 18);
            }
            roll.range(0, 0, 0, cells.length - 1).style().bold().set();
            roll.range(0, 0, RosterReader.MAX_PERSONS, cells.length - 1)
                    .style()
                    .format("@")
                    .set();
            roll.freezePane(0, 1);
            var arms = workbook.newWorksheet(ArmsSheet.NAME);
            for (var column : ArmsColumn.values()) {
                arms.value(0, column.ordinal(), column.header());
                arms.width(column.ordinal(), 24);
            }
            arms.range(0, 0, 0, ArmsColumn.values().length - 1).style().bold().set();
            arms.range(0, 0, RosterReader.MAX_PERSONS, ArmsColumn.values().length - 1)
                    .style()
                    .format("@")
                    .set();
            arms.freezePane(0, 1);
            var help = workbook.newWorksheet("az · tr · en");
            var languages = List.of(Language.AZ, Language.TR, Language.EN);
            for (var column : RosterColumn.values()) {
                help.value(column.ordinal(), 0, column.header());
                for (int at = 0; at < languages.size(); at++) {
                    help.value(
                            column.ordinal(), at + 1, texts.say("roster.column." + column.name(), languages.get(at)));
                }
            }
            int below = RosterColumn.values().length + 1;
            for (var column : ArmsColumn.values()) {
                help.value(below + column.ordinal(), 0, ArmsSheet.NAME + "." + column.header());
                for (int at = 0; at < languages.size(); at++) {
                    help.value(
                            below + column.ordinal(),
                            at + 1,
                            texts.say("roster.arms." + column.name(), languages.get(at)));
                }
            }
            help.width(0, 18);
            for (int at = 1; at <= languages.size(); at++) {
                help.width(at, 60);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** The text file as it is handed out. */
    public static byte[] csv() {
        var text = "\uFEFF" + String.join(";", RosterColumn.headers()) + "\r\n" + EXAMPLE + "\r\n";
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
