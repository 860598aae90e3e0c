package org.mushterek.document;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Language;
import org.mushterek.common.Message;
import org.mushterek.common.Sides;
import org.mushterek.common.Texts;
import org.mushterek.common.WrittenTime;
import org.mushterek.document.PaperPrinter.Print;
import org.mushterek.document.PaperSheet.Cell;
import org.mushterek.document.PaperSheet.Voiding;
import org.springframework.stereotype.Component;

/**
 * Prints a {@link PaperSheet} as one PDF/A-2b and PDF/UA-1 file, in the layout of the permit: number, protective marking
 * and marks of a draft, a voided paper or the demonstration on each page.
 */
@Component
public class CasePaper {

    private static final int LONGEST_NUMBER_IN_MARGIN = 40;

    /** As many facts stand on one page with their heading, which names what they are about. */
    private static final int MOST_FACTS_TOGETHER = 12;

    /** Millimetres that a cell has beside its text, which the renderer does not count into its width. */
    private static final int CELL_MARGINS = 3;

    private final Texts texts;
    private final Sides sides;
    private final PaperText paperText = new PaperText();
    private final PaperPrinter printer;

    public CasePaper(Texts texts, Sides sides) {
        this.texts = texts;
        this.sides = sides;
        this.printer = new PaperPrinter(texts);
    }

    /** @param voiding null while the paper holds */
    public RenderedPaper render(PaperSheet sheet, @Nullable Voiding voiding) {
        return printer.print(new Print(
                sheet.number(),
                "sheet",
                Map.of("paper", new Page(sheet, voiding)),
                sheet.madeAt(),
                ((long) sheet.number().hashCode() << Integer.SIZE) + (voiding == null ? 0 : 1),
                Set.of()));
    }

    /** A version of a text; the language is null where it is that of nobody. */
    record Part(@Nullable String lang, String text) {}

    record CellView(List<Part> parts, int space, boolean choice) {}

    record FactView(List<Part> label, List<CellView> values, boolean strong) {}

    record ColumnView(List<Part> label, int width) {}

    record RowView(List<CellView> cells, boolean strong) {}

    record GridView(List<ColumnView> columns, List<RowView> rows) {}

    record SectionView(
            List<Part> heading,
            List<List<Part>> prose,
            List<FactView> facts,
            @Nullable GridView grid,
            List<List<Part>> notes,
            List<List<Part>> signatures,
            boolean startsPage,
            boolean whole) {}

    /** The sheet in the words that are printed; whatever comes from outside has passed {@link PaperText}. */
    final class Page {

        private final PaperSheet sheet;
        private final @Nullable Voiding voiding;

        Page(PaperSheet sheet, @Nullable Voiding voiding) {
            this.sheet = sheet;
            this.voiding = voiding;
        }

        /** The English title of the file, as readers show it in their title bar. */
        public String fileTitle() {
            return texts.say(titleKey(), Language.EN) + " " + numberInMargin();
        }

        public List<Part> title() {
            return said(Message.of(titleKey()));
        }

        public String number() {
            return paperText.printable(sheet.number());
        }

        public String numberInMargin() {
            return paperText.brief(sheet.number(), LONGEST_NUMBER_IN_MARGIN);
        }

        public boolean ofVisit() {
            return sheet.hostState() != null && sheet.sendingState() != null;
        }

        public List<Part> host() {
            return state(sheet.hostState());
        }

        public List<Part> sending() {
            return state(sheet.sendingState());
        }

        /** The marking in capital letters; empty where one is to be written by hand. */
        public List<Part> marking() {
            var code = sheet.marking();
            return code == null ? List.of() : said(Message.of("ui." + code), true);
        }

        public boolean draft() {
            return sheet.draft();
        }

        public boolean demoAssumption() {
            return sheet.demoAssumption();
        }

        public boolean voided() {
            return voiding != null;
        }

        public @Nullable String voidedAt() {
            return voiding == null ? null : WrittenTime.zulu(voiding.at());
        }

        public @Nullable String replacedBy() {
            return voiding == null || voiding.replacedBy() == null ? null : paperText.printable(voiding.replacedBy());
        }

        public @Nullable String replaces() {
            return sheet.replaces() == null ? null : paperText.printable(sheet.replaces());
        }

        public String madeZulu() {
            return WrittenTime.zulu(sheet.madeAt());
        }

        /** The moment on the clocks of the host and of the sending side, where their zones are known. */
        public String madeLocally() {
            return Stream.of(sheet.hostState(), sheet.sendingState())
                    .flatMap(state -> state == null ? Stream.empty() : sides.find(state).stream())
                    .map(side -> WrittenTime.local(sheet.madeAt(), side.zone(), side.code()))
                    .collect(Collectors.joining(" · "));
        }

        public List<SectionView> sections() {
            return sheet.sections().stream()
                    .map(section -> new SectionView(
                            said(section.heading()),
                            section.prose().stream().map(CasePaper.this::said).toList(),
                            section.facts().stream()
                                    .map(fact -> new FactView(
                                            said(fact.label()),
                                            fact.values().stream()
                                                    .map(CasePaper.this::cell)
                                                    .toList(),
                                            fact.strong()))
                                    .toList(),
                            grid(section.grid()),
                            section.notes().stream().map(CasePaper.this::said).toList(),
                            section.signatures().stream()
                                    .map(CasePaper.this::said)
                                    .toList(),
                            section.startsPage(),
                            section.grid() == null && section.facts().size() <= MOST_FACTS_TOGETHER))
                    .toList();
        }

        private String titleKey() {
            return "paper." + sheet.name() + ".title";
        }
    }

    private @Nullable GridView grid(PaperSheet.@Nullable Grid grid) {
        return grid == null
                ? null
                : new GridView(
                        grid.columns().stream()
                                .map(column -> new ColumnView(
                                        said(column.label()), Math.max(0, column.millimetres() - CELL_MARGINS)))
                                .toList(),
                        grid.rows().stream()
                                .map(row -> new RowView(
                                        row.cells().stream().map(this::cell).toList(), row.strong()))
                                .toList());
    }

    private CellView cell(Cell cell) {
        var said = cell.said();
        var text = cell.text();
        List<Part> parts = said != null
                ? said(said)
                : text == null ? List.of() : List.of(new Part(null, paperText.printable(text)));
        return new CellView(parts, cell.spaceMillimetres(), cell.choice());
    }

    private List<Part> state(@Nullable String code) {
        if (code == null) {
            return List.of();
        }
        return texts.knows("side." + code)
                ? said(Message.of("side." + code))
                : List.of(new Part(null, paperText.printable(code)));
    }

    private List<Part> said(Message message) {
        return said(message, false);
    }

    /** Each version once: what is the same in two languages is not repeated. */
    private List<Part> said(Message message, boolean inCapitals) {
        var versions = new LinkedHashMap<String, String>();
        for (var language : Language.values()) {
            UnaryOperator<String> shown = text -> inCapitals ? text.toUpperCase(language.locale()) : text;
            versions.putIfAbsent(paperText.printable(shown.apply(texts.say(message, language))), language.code());
        }
        var parts = new ArrayList<Part>();
        versions.forEach((text, language) -> parts.add(new Part(language, text)));
        return parts;
    }
}
