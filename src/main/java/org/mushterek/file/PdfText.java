package org.mushterek.file;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/**
 * What is written in a PDF, within limits of room and time, because anybody may have made it. A file that is locked, broken or
 * only a picture of a paper says nothing, and of one that goes on for too long what was read until then is told.
 */
final class PdfText {

    /** Bytes that all streams of a file may have together when they are unpacked. */
    private static final int MOST_UNPACKED = 64 * 1024 * 1024;

    private static final int MOST_PAGES = 500;
    private static final int MOST_CHARACTERS = 2_000_000;
    private static final Duration LONGEST = Duration.ofSeconds(5);

    /** Names of packings that make much of little, or hide another, and of locks, to the blank or sign that ends a name. */
    private static final Pattern OTHER_PACKING =
            Pattern.compile("/(LZW|RL|AHx|A85|LZWDecode|RunLengthDecode|ASCIIHexDecode"
                    + "|ASCII85Decode|Encrypt|Crypt)(?=[\\x00\\s/\\[\\]<>(){}%]|\\z)");

    /** Longer than such a name, each of its letters written by its number, with its ends. */
    private static final int OVERLAP = 64;

    private static final Pattern ESCAPE = Pattern.compile("#([0-9A-Fa-f]{2})");
    private static final byte[] STREAM = "stream".getBytes(StandardCharsets.US_ASCII);

    private PdfText() {}

    static Optional<String> of(byte[] file) {
        return of(file, MOST_UNPACKED);
    }

    /** What is written in a file that becomes at most so many bytes. */
    static Optional<String> of(byte[] file, long mostUnpacked) {
        if (isPackedOtherwise(file, file.length)
                || new PackedTwice().isIn(file, 0, file.length)
                || unpacked(file, mostUnpacked) > mostUnpacked) {
            return Optional.empty();
        }
        try (var document = Loader.loadPDF(file)) {
            var written = new Bounded(System.nanoTime() + LONGEST.toNanos());
            written.setEndPage(MOST_PAGES);
            return Optional.of(written.read(document));
        } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError unreadable) {
            // A picture says how large it is, and room for all of it is made at once or not at all.
            return Optional.empty();
        }
    }

    /** A reading that ends where it takes too long or becomes too much. */
    private static final class Bounded extends PDFTextStripper {

        private final long end;
        private final StringBuilder text = new StringBuilder();

        Bounded(long end) {
            this.end = end;
        }

        private static final class Enough extends RuntimeException {
            private static final long serialVersionUID = 1;
        }

        String read(PDDocument document) throws IOException {
            try {
                writeText(document, new Writer() {
                    @Override
                    public void write(char[] characters, int from, int count) {
                        text.append(characters, from, count);
                        if (text.length() > MOST_CHARACTERS) {
                            throw new Enough();
                        }
                    }

                    @Override
                    public void flush() {
                        // Nothing is kept back.
                    }

                    @Override
                    public void close() {
                        // There is nothing to close.
                    }
                });
            } catch (Enough stopped) {
                // What was read is read.
            }
            return text.toString();
        }

        @Override
        public void processPage(PDPage page) throws IOException {
            demandTime();
            super.processPage(page);
        }

        @Override
        protected void processTextPosition(TextPosition position) {
            demandTime();
            super.processTextPosition(position);
        }

        private void demandTime() {
            if (System.nanoTime() - end > 0) {
                throw new Enough();
            }
        }
    }

    /** Whether something of it is locked, or packed in a way of which the size cannot be told as below. */
    private static boolean isPackedOtherwise(byte[] bytes, int length) {
        var text = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
        return OTHER_PACKING.matcher(text).find()
                || text.indexOf('#') >= 0
                        && OTHER_PACKING.matcher(unescaped(text)).find();
    }

    /** With the letters of names that are written by their numbers. */
    static String unescaped(String text) {
        return ESCAPE.matcher(text)
                .replaceAll(
                        found -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(found.group(1), 16))));
    }

    /**
     * Bytes of all streams together, at most a little more than may be: the library unpacks whole streams into memory, so each is
     * unpacked here first and thrown away.
     */
    private static long unpacked(byte[] file, long most) {
        long all = 0;
        for (int at = 0; at + STREAM.length < file.length && all <= most; at++) {
            if (Arrays.equals(file, at, at + STREAM.length, STREAM, 0, STREAM.length)) {
                int from = at + STREAM.length;
                while (from < file.length && (file[from] == '\r' || file[from] == '\n' || file[from] == ' ')) {
                    from++;
                }
                all += unpackedFrom(file, from, most - all);
            }
        }
        return all;
    }

    private static long unpackedFrom(byte[] file, int from, long room) {
        // The library does not look at the two bytes of the head either.
        int packed = Math.min(file.length, from + 2);
        var inflater = new Inflater(true);
        long all = 0;
        try {
            inflater.setInput(file, packed, file.length - packed);
            var part = new byte[OVERLAP + 64 * 1024];
            var twice = new PackedTwice();
            // What was unpacked last stands before what comes next, for a name may begin in one part and end in the
            // other.
            int before = 0;
            for (int got = inflater.inflate(part); got > 0 && all <= room; ) {
                if (isPackedOtherwise(part, before + got) || twice.isIn(part, before, before + got)) {
                    return room + 1;
                }
                all += got;
                int kept = Math.min(OVERLAP, before + got);
                System.arraycopy(part, before + got - kept, part, 0, kept);
                before = kept;
                got = inflater.inflate(part, before, part.length - before);
            }
        } catch (DataFormatException endOfWhatIsPacked) {
            return all;
        } finally {
            inflater.end();
        }
        return all;
    }
}
