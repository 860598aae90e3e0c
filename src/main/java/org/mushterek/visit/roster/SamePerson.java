package org.mushterek.visit.roster;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;

/** Finds rows that tell of a person of an earlier row: by document, by personal number, by names and birth date. */
final class SamePerson {

    private final Map<String, Integer> rowsByDocument = new HashMap<>();
    private final Map<String, Integer> rowsByPersonalNumber = new HashMap<>();
    private final Map<String, Integer> rowsByPerson = new HashMap<>();

    /** The faults of a row against those before it, which it joins. */
    List<Finding> faultsOf(VisitorRow row) {
        var faults = new ArrayList<Finding>();
        seek(rowsByDocument, row.documentKey(), row, "roster.sameDocument", RosterColumn.DOCUMENT_NUMBER, faults);
        seek(
                rowsByPersonalNumber,
                row.personalNumber(),
                row,
                "roster.samePersonalNumber",
                RosterColumn.PERSONAL_NUMBER,
                faults);
        seek(rowsByPerson, row.personKey(), row, "roster.samePerson", RosterColumn.SURNAME, faults);
        return faults;
    }

    private static void seek(
            Map<String, Integer> rows,
            @Nullable String key,
            VisitorRow row,
            String code,
            RosterColumn column,
            List<Finding> faults) {
        if (key == null) {
            return;
        }
        var earlier = rows.putIfAbsent(key, row.number());
        if (earlier != null) {
            var values = Map.<String, Object>of("row", row.number(), "earlier", earlier);
            faults.add(new Finding(
                    code,
                    new RosterPlace(row.number(), column.header()).toString(),
                    new Message(code + ".wrong", values),
                    new Message(code + ".cure", values),
                    null));
        }
    }
}
