package org.mushterek.visit.roster;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.common.WorkbookSheet;
import org.mushterek.visit.VisitDocument.Arm;

/**
 * The sheet {@code arms} of a workbook that holds a roll: one row for each kind of weapon, or for each weapon with a serial
 * number, and its bearer: by the number of the travel document, which stays when the roll is sorted, or by the line on the
 * roll.
 */
final class ArmsSheet {

    static final String NAME = "arms";

    private static final int MOST = 500;
    private static final int LONGEST_TYPE = 100;
    private static final int LONGEST_SERIAL = 60;
    private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,4}");

    private final int persons;
    private final Map<String, List<Integer>> byDocument;
    private final List<Finding> findings;
    private final List<Arm> arms = new ArrayList<>();
    private final Set<String> serials = new HashSet<>();
    private @Nullable List<Optional<ArmsColumn>> header;

    private ArmsSheet(int persons, Map<String, List<Integer>> byDocument, List<Finding> findings) {
        this.persons = persons;
        this.byDocument = byDocument;
        this.findings = findings;
    }

    /**
     * Reads the sheet.
     *
     * @param persons how many stand on the roll
     * @param byDocument the lines on which the number of a travel document stands
     * @param findings to which all that is wrong is added; its places are {@code 3/arms.bearer}
     * @return null where the workbook has no such sheet, or nothing stands in it
     */
    static @Nullable List<Arm> read(
            byte[] content, int persons, Map<String, List<Integer>> byDocument, List<Finding> findings) {
        var sheet = new ArmsSheet(persons, byDocument, findings);
        WorkbookSheet.readNamed(content, NAME, sheet::take);
        return sheet.arms.isEmpty() ? null : List.copyOf(sheet.arms);
    }

    private void take(int row, List<String> cells) {
        if (cells.stream().allMatch(String::isBlank)) {
            return;
        }
        var columns = header;
        if (columns == null) {
            header = cells.stream().map(ArmsColumn::ofHeader).toList();
            if (!header.contains(Optional.of(ArmsColumn.TYPE)) || !header.contains(Optional.of(ArmsColumn.QUANTITY))) {
                throw Refusal.of(Refusal.Kind.INVALID, "roster.armsHeader");
            }
            return;
        }
        if (arms.size() >= MOST) {
            throw Refusal.of(
                    Refusal.Kind.TOO_LARGE, Message.of("roster.tooManyArms").with("most", MOST));
        }
        Map<ArmsColumn, String> values = new EnumMap<>(ArmsColumn.class);
        for (int at = 0; at < Math.min(cells.size(), columns.size()); at++) {
            var cell = cells.get(at).strip();
            if (!cell.isEmpty()) {
                columns.get(at).ifPresent(column -> values.put(column, cell));
            }
        }
        arms.add(arm(row, values));
    }

    private Arm arm(int row, Map<ArmsColumn, String> values) {
        var type = values.getOrDefault(ArmsColumn.TYPE, "");
        var serial = values.get(ArmsColumn.SERIAL_NUMBER);
        if (type.isEmpty() || type.length() > LONGEST_TYPE) {
            tell(row, ArmsColumn.TYPE, "roster.armType");
        }
        int quantity = number(row, ArmsColumn.QUANTITY, values.get(ArmsColumn.QUANTITY), "roster.armQuantity");
        if (serial != null && (serial.length() > LONGEST_SERIAL || quantity > 1)) {
            tell(row, ArmsColumn.SERIAL_NUMBER, "roster.armSerial");
        }
        if (serial != null && !serials.add(type + "\n" + serial)) {
            tell(row, ArmsColumn.SERIAL_NUMBER, "roster.armTwice");
        }
        var bearer = values.get(ArmsColumn.BEARER);
        return new Arm(type, serial, quantity, bearer == null ? null : line(row, bearer));
    }

    /** The line of a bearer, who is named by it or by a document; 1 where that names nobody, which is told. */
    private int line(int row, String bearer) {
        var lines = byDocument.getOrDefault(bearer.toUpperCase(Locale.ROOT).replace(" ", ""), List.of());
        if (lines.size() == 1) {
            return lines.get(0);
        }
        int line = NUMBER.matcher(bearer).matches() ? Integer.parseInt(bearer) : 0;
        if (line < 1 || line > persons) {
            tell(row, ArmsColumn.BEARER, "roster.armBearer");
            return 1;
        }
        return line;
    }

    private int number(int row, ArmsColumn column, @Nullable String written, String fault) {
        if (written == null || !NUMBER.matcher(written).matches()) {
            tell(row, column, fault);
            return 1;
        }
        return Integer.parseInt(written);
    }

    private void tell(int row, ArmsColumn column, String fault) {
        findings.add(new Finding(
                fault,
                new RosterPlace(row, NAME + "." + column.header()).toString(),
                Message.of(fault + ".wrong"),
                Message.of(fault + ".cure").with("persons", persons),
                null));
    }
}
