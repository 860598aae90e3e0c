package org.mushterek.visit.roster;

import java.util.List;
import java.util.Map;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;

/** The cells of a file before anybody has asked what they mean. */
record RosterTable(List<Row> rows) {

    /**
     * One person's cells.
     *
     * @param number as {@link RosterPlace#row()}
     * @param cells trimmed, none of them empty
     * @param faults what is wrong with the row's form
     */
    record Row(int number, Map<RosterColumn, String> cells, List<Finding> faults) {

        String place(RosterColumn column) {
            return place(column.header());
        }

        String place(String column) {
            return new RosterPlace(number, column).toString();
        }
    }

    /** Refuses as soon as there is one person too many, so that a long file costs no more than a permitted one. */
    static void demandRoomAfter(int persons) {
        if (persons >= RosterReader.MAX_PERSONS) {
            throw Refusal.of(
                    Refusal.Kind.TOO_LARGE,
                    Message.of("roster.tooManyPersons").with("limit", RosterReader.MAX_PERSONS));
        }
    }
}
