package org.mushterek.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDVectorFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/** The lines of a paper as they stand on its pages. */
public final class PaperLines {

    private static final Pattern ZULU = Pattern.compile("\\d\\d:\\d\\dZ");
    private static final Pattern GROUP = Pattern.compile("\\b\\d{6}Z[A-Z]{3}\\d\\d\\b");

    /** As the style sheet has it, in points: 15 mm. */
    private static final float SIDE_MARGIN = 15 * 72 / 25.4f;

    /** What printers leave white, in points: heads and feet of pages stand nearer to the edge than the text. */
    private static final float EDGE = 5 * 72 / 25.4f;

    /** By so much a letter's ink may reach beyond its pen, in points. */
    private static final float TOUCH = 1;

    /** Of the shapes of letters, whatever their font. */
    private static final float UNITS_OF_SIZE = 1000;

    /** By so much of their size two letters may be moved together. */
    private static final float KERNING = 0.2f;

    private PaperLines() {}

    /** @param size of its first letter, in points */
    private record Line(String words, float left, float size, boolean bold) {

        /** As the style sheet has it: nothing else that is so large and bold begins at the edge of the text. */
        boolean isHeading() {
            return bold && size > 9.5f && size < 11 && left < 60;
        }
    }

    /**
     * Whatever a paper's length pushes to the end of a page: of each page the last words are no heading.
     *
     * @return how many headings there are
     */
    public static int headingsWithWhatTheyHead(byte[] paper, String name) throws IOException {
        var headings = 0;
        for (var lines : ofPages(paper)) {
            headings += (int) lines.stream().filter(Line::isHeading).count();
            assertThat(lines.get(lines.size() - 1).isHeading())
                    .as("%s ends a page with %s", name, lines)
                    .isFalse();
        }
        return headings;
    }

    /**
     * A drawn letter.
     *
     * @param text what it says
     * @param left its pen's place before it, in points from the left edge of the page
     * @param right its pen's place behind it
     * @param base its line's place, from the upper edge
     * @param ink what is blackened of the page, with the upper edge as 0; nothing for a space
     */
    private record Letter(String text, float left, float right, float base, float size, Rectangle2D ink) {

        boolean isBlank() {
            return text.chars()
                    .allMatch(sign -> Character.isWhitespace(sign)
                            || Character.isSpaceChar(sign)
                            || Character.getType(sign) == Character.FORMAT);
        }
    }

    /**
     * What is drawn over the edge of the page or over another letter is found in the text of a paper all the same: so each
     * letter is looked at where it stands. It has a shape of its own in its font, its ink, with the dot of {@code İ} and the
     * breve of {@code Ğ}, lies inside the margins, and none of a line begins before the one to its left ends.
     */
    public static void assertWholeLetters(byte[] paper, String name) throws IOException {
        try (var pdf = Loader.loadPDF(paper)) {
            for (var number = 1; number <= pdf.getNumberOfPages(); number++) {
                var page = pdf.getPage(number - 1).getMediaBox();
                var letters = letters(pdf, number);
                assertThat(letters).as("%s, page %s", name, number).isNotEmpty();
                assertThat(letters.stream().filter(letter -> !letter.isBlank()))
                        .as("%s, page %s: letters without a shape", name, number)
                        .noneMatch(letter -> letter.ink().isEmpty());
                assertThat(letters.stream().filter(letter -> !letter.ink().isEmpty()))
                        .as("%s, page %s: letters outside the margins", name, number)
                        .noneMatch(letter -> letter.ink().getMinX() < SIDE_MARGIN - TOUCH
                                || letter.ink().getMaxX() > page.getWidth() - SIDE_MARGIN + TOUCH
                                || letter.ink().getMinY() < EDGE
                                || letter.ink().getMaxY() > page.getHeight() - EDGE);
                assertThat(overlapping(letters))
                        .as("%s, page %s: letters over each other", name, number)
                        .isEmpty();
            }
        }
    }

    private static List<String> overlapping(List<Letter> letters) {
        var faults = new ArrayList<String>();
        var lines = letters.stream()
                .filter(letter -> !letter.isBlank())
                .collect(Collectors.groupingBy(
                        letter -> Math.round(letter.base() * 2), TreeMap::new, Collectors.toList()));
        for (var line : lines.values()) {
            line.sort(Comparator.comparing(Letter::left));
            for (var at = 1; at < line.size(); at++) {
                var before = line.get(at - 1);
                if (line.get(at).left() < before.right() - before.size() * KERNING) {
                    faults.add(before.text() + line.get(at).text() + " in "
                            + line.stream().map(Letter::text).collect(Collectors.joining()));
                }
            }
        }
        return faults;
    }

    /** What lies across the page, such as a mark behind the text, is left out. */
    private static List<Letter> letters(PDDocument pdf, int page) throws IOException {
        var letters = new ArrayList<Letter>();
        var stripper = new PDFTextStripper() {
            @Override
            protected void processTextPosition(TextPosition drawn) {
                var turned = drawn.getTextMatrix();
                if (turned.getShearX() != 0 || turned.getShearY() != 0) {
                    return;
                }
                var ink = new Rectangle2D.Double();
                var pen = drawn.getX();
                try {
                    if (drawn.getFont() instanceof PDVectorFont shapes) {
                        for (var code : drawn.getCharacterCodes()) {
                            var shape = shapes.getNormalizedPath(code).getBounds2D();
                            var size = drawn.getFontSizeInPt() / UNITS_OF_SIZE;
                            var drawnInk = new Rectangle2D.Double(
                                    pen + shape.getMinX() * size,
                                    drawn.getY() - shape.getMaxY() * size,
                                    shape.getWidth() * size,
                                    shape.getHeight() * size);
                            ink.setRect(ink.isEmpty() ? drawnInk : ink.createUnion(drawnInk));
                        }
                    }
                } catch (IOException unreadable) {
                    throw new UncheckedIOException(unreadable);
                }
                letters.add(new Letter(
                        drawn.getUnicode(), pen, pen + drawn.getWidth(), drawn.getY(), drawn.getFontSizeInPt(), ink));
            }
        };
        stripper.setStartPage(page);
        stripper.setEndPage(page);
        stripper.getText(pdf);
        return letters;
    }

    /** Each Zulu time stands with its date-time group, which may be on the next line of its column. */
    public static void assertZuluWithItsGroup(byte[] paper, String name) throws IOException {
        try (var pdf = Loader.loadPDF(paper)) {
            var text = new PDFTextStripper().getText(pdf);
            assertThat(ZULU.matcher(text).results().count())
                    .as("Zulu times of %s, as many as their date-time groups", name)
                    .isEqualTo(GROUP.matcher(text).results().count());
        }
    }

    /** The lines of the text of each page, from above, without what stands in its margins. */
    private static List<List<Line>> ofPages(byte[] content) throws IOException {
        var pages = new ArrayList<List<Line>>();
        try (var pdf = Loader.loadPDF(content)) {
            for (var number = 1; number <= pdf.getNumberOfPages(); number++) {
                var lines = new TreeMap<Integer, Line>();
                var stripper = new PDFTextStripper() {
                    @Override
                    protected void writeString(String words, List<TextPosition> letters) {
                        var first = letters.get(0);
                        if (first.getYDirAdj() > 60 && first.getYDirAdj() < first.getPageHeight() - 60) {
                            lines.putIfAbsent(
                                    Math.round(first.getYDirAdj()),
                                    new Line(
                                            words,
                                            first.getXDirAdj(),
                                            first.getFontSizeInPt(),
                                            first.getFont().getName().contains("Bold")));
                        }
                    }
                };
                stripper.setStartPage(number);
                stripper.setEndPage(number);
                stripper.setSortByPosition(true);
                stripper.getText(pdf);
                assertThat(lines).isNotEmpty();
                pages.add(List.copyOf(lines.values()));
            }
        }
        return pages;
    }
}
