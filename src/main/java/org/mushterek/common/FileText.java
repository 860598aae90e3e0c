package org.mushterek.common;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * The text of an uploaded file. Only UTF-8 is read, because no other encoding in use by either side holds all letters of
 * both alphabets; every other kind of file is refused with the way to save it.
 */
public final class FileText {

    private static final byte[] ZIP = {'P', 'K', 3, 4};
    private static final byte[] OLD_SPREADSHEET = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};
    private static final byte[] UTF_16_BIG_ENDIAN = {(byte) 0xFE, (byte) 0xFF};
    private static final byte[] UTF_16_LITTLE_ENDIAN = {(byte) 0xFF, (byte) 0xFE};
    private static final byte[] UTF_8_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private FileText() {}

    /** Whether the file is a workbook, or something else that is packed like one. */
    public static boolean isPacked(byte[] content) {
        return startsWith(content, ZIP);
    }

    /** The text without a byte order mark; never blank. */
    public static String of(byte[] content) {
        if (startsWith(content, OLD_SPREADSHEET)) {
            throw invalid(Message.of("roster.spreadsheet"));
        }
        if (startsWith(content, UTF_16_BIG_ENDIAN) || startsWith(content, UTF_16_LITTLE_ENDIAN)) {
            throw invalid(Message.of("roster.utf16"));
        }
        demandNoZeroBytes(content);
        var text = decode(content);
        if (text.isBlank()) {
            throw invalid(Message.of("roster.empty"));
        }
        return text;
    }

    private static void demandNoZeroBytes(byte[] content) {
        int zerosAtEven = 0;
        int zerosAtOdd = 0;
        for (int at = 0; at < content.length; at++) {
            if (content[at] == 0) {
                if (at % 2 == 0) {
                    zerosAtEven++;
                } else {
                    zerosAtOdd++;
                }
            }
        }
        if (zerosAtEven + zerosAtOdd > 0) {
            // Latin text in UTF-16 has a zero in nearly every second byte and in no other.
            boolean looksLikeUtf16 =
                    Math.max(zerosAtEven, zerosAtOdd) > content.length / 4 && Math.min(zerosAtEven, zerosAtOdd) == 0;
            throw invalid(Message.of(looksLikeUtf16 ? "roster.utf16" : "roster.binary"));
        }
    }

    private static String decode(byte[] content) {
        int from = startsWith(content, UTF_8_MARK) ? UTF_8_MARK.length : 0;
        var bytes = ByteBuffer.wrap(content, from, content.length - from);
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        var text = CharBuffer.allocate(content.length);
        var result = decoder.decode(bytes, text, true);
        try {
            if (result.isError()) {
                result.throwException();
            }
        } catch (CharacterCodingException malformed) {
            throw invalid(
                    hasControlBytes(content)
                            ? Message.of("roster.binary")
                            : Message.of("roster.notUtf8").with("line", lineOf(content, bytes.position())));
        }
        return text.flip().toString();
    }

    private static boolean hasControlBytes(byte[] content) {
        for (byte value : content) {
            if (value >= 0 && value < ' ' && value != '\t' && value != '\r' && value != '\n') {
                return true;
            }
        }
        return false;
    }

    private static int lineOf(byte[] content, int position) {
        int line = 1;
        for (int at = 0; at < position; at++) {
            if (content[at] == '\n') {
                line++;
            }
        }
        return line;
    }

    private static boolean startsWith(byte[] content, byte[] beginning) {
        if (content.length < beginning.length) {
            return false;
        }
        for (int at = 0; at < beginning.length; at++) {
            if (content[at] != beginning[at]) {
                return false;
            }
        }
        return true;
    }

    private static Refusal invalid(Message message) {
        return Refusal.of(Refusal.Kind.INVALID, message);
    }
}
