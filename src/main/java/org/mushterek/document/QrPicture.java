package org.mushterek.document;

import io.nayuki.qrcodegen.DataTooLongException;
import io.nayuki.qrcodegen.QrCode;
import io.nayuki.qrcodegen.QrSegment;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * A QR code as a picture of one bit for each pixel, with its quiet zone. A module is many whole pixels, so its edges
 * stay sharp however a reader scales it.
 *
 * @param dataUri the picture as a PNG in a {@code data:} address
 * @param millimetres how wide and high it is to be printed, so that a phone reads it from paper
 */
record QrPicture(String dataUri, int millimetres) {

    private static final int QUIET_ZONE = 4;
    private static final int PIXELS_FOR_A_MODULE = 8;
    private static final double MILLIMETRES_FOR_A_MODULE = 0.5;
    private static final int LEAST_MILLIMETRES = 42;

    /**
     * @param before what precedes the token in the code
     * @param token in the letters of Base32, which a QR code holds in its denser alphanumeric mode
     * @throws IllegalArgumentException where no QR code holds so much
     */
    static QrPicture of(String before, String token) {
        var code = encode(segments(before, token));
        var modules = code.size + 2 * QUIET_ZONE;
        var width = Math.max(LEAST_MILLIMETRES, (int) Math.ceil(modules * MILLIMETRES_FOR_A_MODULE));
        return new QrPicture("data:image/png;base64," + Base64.getEncoder().encodeToString(png(code)), width);
    }

    private static List<QrSegment> segments(String before, String token) {
        var segments = new ArrayList<QrSegment>();
        for (var text : List.of(before, token)) {
            segments.add(
                    QrSegment.isAlphanumeric(text)
                            ? QrSegment.makeAlphanumeric(text)
                            : QrSegment.makeBytes(text.getBytes(StandardCharsets.UTF_8)));
        }
        return segments;
    }

    private static QrCode encode(List<QrSegment> segments) {
        try {
            return QrCode.encodeSegments(segments, QrCode.Ecc.MEDIUM);
        } catch (DataTooLongException tooLong) {
            throw new IllegalArgumentException("No QR code holds so long a token", tooLong);
        }
    }

    private static byte[] png(QrCode code) {
        var pixels = (code.size + 2 * QUIET_ZONE) * PIXELS_FOR_A_MODULE;
        var image = new BufferedImage(pixels, pixels, BufferedImage.TYPE_BYTE_BINARY);
        for (var y = 0; y < pixels; y++) {
            for (var x = 0; x < pixels; x++) {
                // Outside the code getModule answers false, which draws the quiet zone.
                var dark = code.getModule(x / PIXELS_FOR_A_MODULE - QUIET_ZONE, y / PIXELS_FOR_A_MODULE - QUIET_ZONE);
                image.setRGB(x, y, dark ? 0x000000 : 0xFFFFFF);
            }
        }
        var png = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", png);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return png.toByteArray();
    }
}
