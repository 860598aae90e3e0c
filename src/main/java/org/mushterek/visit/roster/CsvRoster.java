package org.mushterek.visit.roster;

import org.mushterek.common.CsvSheet;

/** Reads a roll from CSV. */
final class CsvRoster {

    private CsvRoster() {}

    static RosterTable read(String text) {
        var cells = new RosterCells();
        CsvSheet.read(text, name -> RosterColumn.ofHeader(name).isPresent(), RosterCells::noHeader, cells::take);
        return cells.table();
    }
}
