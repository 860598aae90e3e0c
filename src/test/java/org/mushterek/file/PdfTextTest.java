package org.mushterek.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mushterek.visit.FileFixture;

class PdfTextTest {

    private static final int BYTES = 200_000;

    @Test
    void readsWhatIsWrittenInTheLettersOfBothAlphabets() {
        assertThat(PdfText.of(FileFixture.pdf("Əliyev, Şahin və Kanaryanoğlu: iki çanta"))
                        .orElseThrow())
                .contains("Əliyev, Şahin və Kanaryanoğlu: iki çanta");
    }

    @Test
    void readsNothingOfAPaperWithoutText() {
        assertThat(PdfText.of(FileFixture.pdf()).orElseThrow()).isBlank();
    }

    @Test
    void leavesWhatIsBrokenUnread() {
        assertThat(PdfText.of(FileFixture.pdf(1_000, 1))).isEmpty();
        assertThat(PdfText.of(new byte[0])).isEmpty();
        assertThat(PdfText.of("stream".getBytes(StandardCharsets.US_ASCII))).isEmpty();
    }

    @Test
    void leavesWhatBecomesTooMuchUnread() throws IOException {
        var file = blank(COSName.FLATE_DECODE);

        assertThat(file).hasSizeLessThan(BYTES / 10);
        assertThat(PdfText.of(file, BYTES + 2_000)).isPresent();
        assertThat(PdfText.of(file, BYTES - 1)).isEmpty();
    }

    @Test
    void leavesOtherPackingsUnread() throws IOException {
        assertThat(PdfText.of(blank(COSName.LZW_DECODE))).isEmpty();
        assertThat(PdfText.of(blank(COSName.RUN_LENGTH_DECODE))).isEmpty();
        var twice = new COSArray();
        twice.add(COSName.FLATE_DECODE);
        twice.add(COSName.FLATE_DECODE);
        assertThat(PdfText.of(blank(twice))).isEmpty();
        var escaped = new String(blank(COSName.LZW_DECODE), StandardCharsets.ISO_8859_1)
                .replace("/LZWDecode", "/LZ#57Decode")
                .getBytes(StandardCharsets.ISO_8859_1);
        assertThat(PdfText.of(escaped)).isEmpty();
    }

    /** All of these a reader of the format takes for one packing after the other. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[/FlateDecode/FlateDecode]",
                "[%a\n/FlateDecode%[b]\r\n %c\n/FlateDecode]",
                "[\0/FlateDecode\0\f/FlateDecode]",
                "[ /Fl#61teDecode /FlateDecode ]",
                "[[/FlateDecode /FlateDecode]]",
                "/LZWDecode%a\n",
                "/LZWDecode\0",
                "/LZWDecode}"
            })
    void leavesOtherPackingsUnreadHoweverTheyAreWritten(String packing) throws IOException {
        var said = "<</Filter " + packing + ">>";
        var sound = blank(COSName.FLATE_DECODE);

        assertThat(PdfText.of(sound)).isPresent();
        assertThat(PdfText.of(commented(sound, "<</Filter [/FlateDecode]/Length 5>>")))
                .isPresent();
        assertThat(PdfText.of(commented(sound, said))).isEmpty();
    }

    /** Wherever it comes in what is unpacked, of which a part is looked at at a time. */
    @ParameterizedTest
    @ValueSource(strings = {"[/FlateDecode %a\n/FlateDecode]", "/LZWDecode ", "/#4C#5A#57#44#65#63#6F#64#65 "})
    void leavesOtherPackingsUnreadWhereverTheyStandInAStream(String packing) throws IOException {
        for (var at = 65_520; at < 65_620; at++) {
            assertThat(PdfText.of(packed(at, packing))).as("at %d", at).isEmpty();
        }
        assertThat(PdfText.of(packed(65_530, "[/FlateDecode ] /LZWDecoder "))).isPresent();
    }

    /** The file with a text in a comment behind its first line, as if it stood in the dictionary of a stream. */
    private static byte[] commented(byte[] file, String text) {
        var sound = new String(file, StandardCharsets.ISO_8859_1);
        return sound.replace("/Type /Catalog", "/X " + text + "\n/Type /Catalog")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] packed(int at, String text) throws IOException {
        var content = new byte[BYTES];
        Arrays.fill(content, (byte) ' ');
        var said = text.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(said, 0, content, at, said.length);
        return file(COSName.FLATE_DECODE, content);
    }

    @Test
    void leavesAPictureUnreadThatSaysItIsLargerThanAnyMemory() throws IOException {
        var fax = new COSDictionary();
        fax.setInt(COSName.COLUMNS, 8);
        fax.setInt(COSName.ROWS, Integer.MAX_VALUE);
        try (var document = new PDDocument();
                var written = new ByteArrayOutputStream()) {
            var page = new PDPage();
            var content = new PDStream(document);
            try (var stream = content.getCOSObject().createRawOutputStream()) {
                stream.write(new byte[100]);
            }
            content.getCOSObject().setItem(COSName.FILTER, COSName.CCITTFAX_DECODE);
            content.getCOSObject().setItem(COSName.DECODE_PARMS, fax);
            page.setContents(content);
            document.addPage(page);
            document.save(written);

            assertThat(PdfText.of(written.toByteArray())).isEmpty();
        }
    }

    @Test
    void leavesWhatIsLockedUnread() throws IOException {
        try (var document = new PDDocument();
                var written = new ByteArrayOutputStream()) {
            document.addPage(new PDPage());
            document.protect(new StandardProtectionPolicy("owner", "", new AccessPermission()));
            document.save(written);

            assertThat(PdfText.of(written.toByteArray())).isEmpty();
        }
    }

    private static byte[] blank(COSBase packing) throws IOException {
        var blanks = new byte[BYTES];
        Arrays.fill(blanks, (byte) ' ');
        return file(packing, blanks);
    }

    private static byte[] file(COSBase packing, byte[] bytes) throws IOException {
        try (var document = new PDDocument();
                var written = new ByteArrayOutputStream()) {
            var page = new PDPage();
            var content = new PDStream(document);
            try (var stream = content.getCOSObject().createOutputStream(packing)) {
                stream.write(bytes);
            }
            page.setContents(content);
            document.addPage(page);
            document.save(written);
            return written.toByteArray();
        }
    }
}
