package org.mushterek.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.List;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/**
 * Makes text of any origin fit for paper: what the embedded fonts cannot show, what controls a terminal and what turns
 * the reading direction round becomes a visible mark, so that nothing is hidden and no letter drops out unseen.
 */
final class PaperText {

    static final String REGULAR = "net/sf/jasperreports/fonts/dejavu/DejaVuSansCondensed.ttf";
    static final String BOLD = "net/sf/jasperreports/fonts/dejavu/DejaVuSansCondensed-Bold.ttf";

    private static final char UNPRINTABLE = '\uFFFD';

    private final List<CmapLookup> fonts = List.of(lookup(REGULAR), lookup(BOLD));

    /** The text in composed letters, its lines separated by {@code \n}, every character printable. */
    String printable(String text) {
        var lines = Normalizer.normalize(text, Normalizer.Form.NFC)
                .replace("\r\n", "\n")
                .replaceAll("[\r\u0085\u2028\u2029]", "\n")
                .replace('\t', ' ');
        var printable = new StringBuilder(lines.length());
        lines.codePoints()
                .forEach(character -> printable.appendCodePoint(isPrintable(character) ? character : UNPRINTABLE));
        return printable.toString();
    }

    /** {@link #printable} on one line, cut with an ellipsis where it is longer than a margin has room for. */
    String brief(String text, int longest) {
        var line = printable(text).replace('\n', ' ').strip();
        return line.length() <= longest ? line : line.substring(0, longest - 1).strip() + "…";
    }

    private boolean isPrintable(int character) {
        if (character == '\n') {
            return true;
        }
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default ->
                Character.isBmpCodePoint(character) && fonts.stream().allMatch(font -> font.getGlyphId(character) > 0);
        };
    }

    static InputStream open(String font) {
        var content = PaperText.class.getClassLoader().getResourceAsStream(font);
        if (content == null) {
            throw new IllegalStateException(
                    "The font %s is not on the class path.\nMaybe jasperreports-fonts is missing.".formatted(font));
        }
        return content;
    }

    private static CmapLookup lookup(String font) {
        try (var content = open(font);
                var parsed = new TTFParser().parse(new RandomAccessReadBuffer(content))) {
            return parsed.getUnicodeCmapLookup();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
