package org.mushterek.visit.roster;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.mushterek.common.FileText;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.visit.Visitor;

/**
 * Reads a nominal roll (box 12 of the request form) from a workbook, CSV or JSON file. All or nothing: one fault anywhere and no
 * visitor comes out, but every fault does.
 *
 * <p>CSV is UTF-8, with or without a byte order mark, separated by {@code ,}, {@code ;} or tab, with a header in any
 * order; a workbook ({@code .xlsx}) has the same columns in its first sheet, and the arms with their bearers may stand in a sheet
 * {@code arms}; JSON is a list of flat objects whose fields
 * have the same names in snake_case or camelCase. What the file is shows in its first characters. Dates are {@code yyyy-MM-dd} or {@code dd.MM.yyyy}.
 */
public final class RosterReader {

    /** The largest file, in bytes. */
    public static final int MAX_BYTES = 1024 * 1024;

    /** The longest roll, in persons. How many may travel on one request is for a rule. */
    public static final int MAX_PERSONS = 1000;

    /** No more findings than this are told. */
    public static final int MAX_FINDINGS = 200;

    /** No more notes than this are told. */
    public static final int MAX_NOTES = 200;

    /**
     * Reads a file.
     *
     * @param content the bytes as they came
     * @param today the day on which ages are counted, in the zone of the side that asks
     * @throws Refusal {@code TOO_LARGE} for a file or roll beyond the limits, {@code INVALID} for one that is no roll at
     *     all: binary, in another encoding, without a usable header, malformed or empty
     */
    public RosterReading read(byte[] content, LocalDate today) {
        if (content.length > MAX_BYTES) {
            throw Refusal.of(
                    Refusal.Kind.TOO_LARGE, Message.of("roster.tooLarge").with("limitKib", MAX_BYTES / 1024));
        }
        var table = FileText.isPacked(content) ? XlsxRoster.read(content) : ofText(FileText.of(content));

        var earlier = new SamePerson();
        var visitors = new ArrayList<Visitor>();
        var notes = new ArrayList<Message>();
        var findings = new ArrayList<Finding>();
        var persons = new HashMap<String, List<Integer>>();
        int line = 0;
        for (var row : table.rows()) {
            line++;
            var examined = VisitorRow.examine(row, line, today);
            findings.addAll(examined.faults());
            findings.addAll(earlier.faultsOf(examined));
            notes.addAll(examined.notes());
            var document = examined.documentNumber();
            if (document != null) {
                persons.computeIfAbsent(document, number -> new ArrayList<>()).add(line);
            }
            var visitor = examined.visitor();
            if (visitor != null) {
                visitors.add(visitor);
            }
        }
        var arms = FileText.isPacked(content) ? ArmsSheet.read(content, line, persons, findings) : null;
        return findings.isEmpty()
                ? new RosterReading.Sound(visitors, shortened(notes), arms)
                : new RosterReading.Faulty(
                        findings.subList(0, Math.min(findings.size(), MAX_FINDINGS)), findings.size());
    }

    private static RosterTable ofText(String text) {
        var first = text.stripLeading().charAt(0);
        return first == '[' || first == '{' ? JsonRoster.read(text) : CsvRoster.read(text);
    }

    private static List<Message> shortened(List<Message> notes) {
        if (notes.size() <= MAX_NOTES) {
            return notes;
        }
        var shortened = new ArrayList<>(notes.subList(0, MAX_NOTES));
        shortened.add(Message.of("roster.note.more").with("count", notes.size() - MAX_NOTES));
        return shortened;
    }
}
