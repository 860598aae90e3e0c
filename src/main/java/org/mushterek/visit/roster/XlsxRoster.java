package org.mushterek.visit.roster;

import org.mushterek.common.Message;
import org.mushterek.common.WorkbookSheet;

/** Reads the first sheet of a workbook; a document number that lost its leading zeros there is for the rules to find. */
final class XlsxRoster {

    private XlsxRoster() {}

    static RosterTable read(byte[] content) {
        var cells = new RosterCells();
        WorkbookSheet.read(
                content, Message.of("roster.tooLarge").with("limitKib", RosterReader.MAX_BYTES / 1024), cells::take);
        return cells.table();
    }
}
