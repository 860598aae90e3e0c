package org.mushterek.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/** The lines of a paper as they stand on its pages. */
public final class PaperLines {

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
