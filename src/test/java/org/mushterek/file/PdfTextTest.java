package org.mushterek.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.junit.jupiter.api.Test;
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
        try (var document = new PDDocument();
                var written = new ByteArrayOutputStream()) {
            var page = new PDPage();
            var content = new PDStream(document);
            try (var stream = content.getCOSObject().createOutputStream(packing)) {
                var blanks = new byte[BYTES];
                Arrays.fill(blanks, (byte) ' ');
                stream.write(blanks);
            }
            page.setContents(content);
            document.addPage(page);
            document.save(written);
            return written.toByteArray();
        }
    }
}
