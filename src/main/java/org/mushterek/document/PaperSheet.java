package org.mushterek.document;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Message;

/**
 * All that stands on a paper other than a permit, as a snapshot: the same sheet always gives the same paper. Whatever has
 * a key is printed in the languages of the papers side by side; texts are plain text of any content.
 *
 * @param name which paper: {@code paper.<name>.title} is its title
 * @param number the paper's number, which is also the document's id on each page
 * @param hostState three letters; null where the paper is of no visit
 * @param sendingState three letters; null where the paper is of no visit
 * @param marking code of the protective marking ({@code RESTRICTED}); null leaves room to write one
 * @param draft whether the paper is a proof that gives no right
 * @param demoAssumption whether the paper rests on what only the demo supplies
 * @param madeAt when what it says was fixed
 * @param replaces number of the paper that this one voids
 */
public record PaperSheet(
        String name,
        String number,
        @Nullable String hostState,
        @Nullable String sendingState,
        @Nullable String marking,
        boolean draft,
        boolean demoAssumption,
        Instant madeAt,
        @Nullable String replaces,
        List<Section> sections) {

    public PaperSheet {
        sections = List.copyOf(sections);
    }

    /** The same under a number. */
    public PaperSheet numbered(String itsNumber) {
        return new PaperSheet(
                name, itsNumber, hostState, sendingState, marking, draft, demoAssumption, madeAt, replaces, sections);
    }

    /**
     * A part of a paper under one heading, in this order: prose, facts, grid, notes, signatures.
     *
     * @param prose paragraphs
     * @param notes paragraphs in small print
     * @param signatures who signs or stamps, a box for each
     * @param startsPage whether it stands on a page of its own
     */
    public record Section(
            Message heading,
            List<Message> prose,
            List<Fact> facts,
            @Nullable Grid grid,
            List<Message> notes,
            List<Message> signatures,
            boolean startsPage) {

        public Section {
            prose = List.copyOf(prose);
            facts = List.copyOf(facts);
            notes = List.copyOf(notes);
            signatures = List.copyOf(signatures);
        }

        public static Section headed(String key) {
            return headed(Message.of(key));
        }

        public static Section headed(Message heading) {
            return new Section(heading, List.of(), List.of(), null, List.of(), List.of(), false);
        }

        public Section prose(Message paragraph) {
            return new Section(heading, added(prose, paragraph), facts, grid, notes, signatures, startsPage);
        }

        public Section prose(String key) {
            return prose(Message.of(key));
        }

        /** One more fact; without a value it shows a dash. */
        public Section fact(String key, Cell... values) {
            return with(new Fact(Message.of(key), List.of(values), false));
        }

        /** One more fact, in large letters. */
        public Section strong(String key, Cell... values) {
            return with(new Fact(Message.of(key), List.of(values), true));
        }

        private Section with(Fact fact) {
            return new Section(heading, prose, added(facts, fact), grid, notes, signatures, startsPage);
        }

        public Section grid(Grid table) {
            return new Section(heading, prose, facts, table, notes, signatures, startsPage);
        }

        public Section note(String key) {
            return note(Message.of(key));
        }

        public Section note(Message note) {
            return new Section(heading, prose, facts, grid, added(notes, note), signatures, startsPage);
        }

        public Section signed(String... keys) {
            var boxes = Arrays.stream(keys).map(Message::of).toList();
            return new Section(heading, prose, facts, grid, notes, boxes, startsPage);
        }

        public Section onNewPage() {
            return new Section(heading, prose, facts, grid, notes, signatures, true);
        }

        private static <T> List<T> added(List<T> list, T one) {
            var longer = new ArrayList<>(list);
            longer.add(one);
            return longer;
        }
    }

    /** @param values one below the other */
    public record Fact(Message label, List<Cell> values, boolean strong) {

        public Fact {
            values = List.copyOf(values);
        }
    }

    /**
     * What stands at one place: a text, or something to say, or room to write in.
     *
     * @param spaceMillimetres height of the room; 0 where something is printed
     * @param choice whether a box to tick stands before it
     */
    public record Cell(@Nullable String text, @Nullable Message said, int spaceMillimetres, boolean choice) {

        /** The text, or a dash where there is none. */
        public static Cell text(@Nullable Object text) {
            var shown = text == null ? "" : String.valueOf(text).strip();
            return new Cell(shown.isEmpty() ? "—" : shown, null, 0, false);
        }

        public static Cell said(String key) {
            return said(Message.of(key));
        }

        public static Cell said(Message message) {
            return new Cell(null, message, 0, false);
        }

        public static Cell choice(String key) {
            return new Cell(null, Message.of(key), 0, true);
        }

        /** Room to write in by hand. */
        public static Cell space(int millimetres) {
            return new Cell(null, null, millimetres, false);
        }
    }

    /** A table whose head is repeated on each page. */
    public record Grid(List<Column> columns, List<Row> rows) {

        public Grid {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
        }

        public static Grid of(Column... columns) {
            return new Grid(List.of(columns), List.of());
        }

        public Grid row(Cell... cells) {
            return row(new Row(List.of(cells), false));
        }

        public Grid row(Row row) {
            return new Grid(columns, Section.added(rows, row));
        }

        /** So many rows to be filled in by hand. */
        public Grid spaces(int count, int millimetres) {
            var grid = this;
            for (var i = 0; i < count; i++) {
                grid = grid.row(new Row(
                        columns.stream().map(column -> Cell.space(millimetres)).toList(), false));
            }
            return grid;
        }
    }

    /** @param millimetres width; 0 shares what the others leave */
    public record Column(Message label, int millimetres) {

        public static Column of(String key, int millimetres) {
            return new Column(Message.of(key), millimetres);
        }

        public static Column of(String key) {
            return of(key, 0);
        }
    }

    /** @param strong in bold letters */
    public record Row(List<Cell> cells, boolean strong) {

        public Row {
            cells = List.copyOf(cells);
        }

        public static Row of(boolean strong, Cell... cells) {
            return new Row(List.of(cells), strong);
        }
    }

    /**
     * That a paper no longer holds, as it is stamped on it.
     *
     * @param replacedBy number of the paper that holds instead; null where none does
     */
    public record Voiding(Instant at, @Nullable String replacedBy) {}
}
