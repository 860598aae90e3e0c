package org.mushterek.common;

/** Texts of a table that a spreadsheet opens: what begins like a formula stays a text. */
public final class CellText {

    private CellText() {}

    /** A spreadsheet takes what begins so for a formula; behind an apostrophe it is a text. */
    public static String harmless(String text) {
        return isFormula(text) ? "'" + text : text;
    }

    /** The text that {@link #harmless} was given. */
    public static String asWritten(String cell) {
        return cell.startsWith("'") && isFormula(cell.substring(1)) ? cell.substring(1) : cell;
    }

    private static boolean isFormula(String text) {
        return !text.isEmpty() && "=+-@\t\r\n|%".indexOf(text.charAt(0)) >= 0;
    }
}
