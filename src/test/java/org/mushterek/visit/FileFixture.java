package org.mushterek.visit;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.jspecify.annotations.Nullable;

/** Files as officers send them, whole and broken. */
public final class FileFixture {

    private FileFixture() {}

    public static byte[] pdf() {
        try (var document = new PDDocument();
                var written = new ByteArrayOutputStream()) {
            document.addPage(new PDPage());
            document.save(written);
            return written.toByteArray();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** A paper that says this. */
    public static byte[] pdf(String text) {
        try (var document = new PDDocument();
                var font = FileFixture.class.getResourceAsStream("/net/sf/jasperreports/fonts/dejavu/DejaVuSans.ttf");
                var written = new ByteArrayOutputStream()) {
            var page = new PDPage();
            document.addPage(page);
            try (var content = new PDPageContentStream(document, page)) {
                content.beginText();
                content.setFont(PDType0Font.load(document, font), 12);
                content.newLineAtOffset(40, 700);
                content.showText(text);
                content.endText();
            }
            document.save(written);
            return written.toByteArray();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** A PDF of exactly so many bytes, each number another file. */
    public static byte[] pdf(int bytes, int number) {
        var file = new byte[bytes];
        Arrays.fill(file, (byte) ' ');
        var head = ("%PDF-1.7\n%" + number + "\n").getBytes(StandardCharsets.US_ASCII);
        var end = "\nstartxref\n0\n%%EOF\n".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(head, 0, file, 0, head.length);
        System.arraycopy(end, 0, file, bytes - end.length, end.length);
        return file;
    }

    public static byte[] picture(String format) {
        try (var written = new ByteArrayOutputStream()) {
            var image = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
            image.setRGB(3, 4, 0x1d4f4a);
            ImageIO.write(image, format, written);
            return written.toByteArray();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** What was cut off on the way. */
    public static byte[] cut(byte[] file) {
        return Arrays.copyOf(file, file.length * 3 / 4);
    }

    public static byte[] text(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A form as a browser sends it. */
    public static byte[] form(@Nullable String kind, @Nullable Integer line, String name, byte[] content) {
        var form = new ByteArrayOutputStream();
        if (kind != null) {
            form.writeBytes(part("name=\"kind\"", kind));
        }
        if (line != null) {
            form.writeBytes(part("name=\"line\"", line.toString()));
        }
        form.writeBytes(("--mark\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
                        + name.replace("\\", "\\\\").replace("\"", "%22")
                        + "\"\r\nContent-Type: application/pdf\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        form.writeBytes(content);
        form.writeBytes("\r\n--mark--\r\n".getBytes(StandardCharsets.US_ASCII));
        return form.toByteArray();
    }

    private static byte[] part(String name, String value) {
        return ("--mark\r\nContent-Disposition: form-data; " + name + "\r\n\r\n" + value + "\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    public static byte[] joined(byte[] first, byte[] second) {
        var whole = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, whole, first.length, second.length);
        return whole;
    }
}
