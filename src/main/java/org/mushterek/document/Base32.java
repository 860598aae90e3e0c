package org.mushterek.document;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/** Base32 of RFC 4648 without padding, one text for each sequence of bytes: a second spelling is no spelling. */
final class Base32 {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int BITS = 5;

    private Base32() {}

    static String encode(byte[] bytes) {
        var text = new StringBuilder();
        var buffer = 0;
        var held = 0;
        for (var octet : bytes) {
            buffer = buffer << Byte.SIZE | Byte.toUnsignedInt(octet);
            held += Byte.SIZE;
            while (held >= BITS) {
                held -= BITS;
                text.append(ALPHABET.charAt(buffer >> held & 0x1F));
            }
            buffer &= (1 << held) - 1;
        }
        if (held > 0) {
            text.append(ALPHABET.charAt(buffer << BITS - held & 0x1F));
        }
        return text.toString();
    }

    static Optional<byte[]> decode(String text) {
        var bytes = new ByteArrayOutputStream();
        var buffer = 0;
        var held = 0;
        for (var i = 0; i < text.length(); i++) {
            var value = ALPHABET.indexOf(text.charAt(i));
            if (value < 0) {
                return Optional.empty();
            }
            buffer = buffer << BITS | value;
            held += BITS;
            if (held >= Byte.SIZE) {
                held -= Byte.SIZE;
                bytes.write(buffer >> held);
                buffer &= (1 << held) - 1;
            }
        }
        // Left-over bits must be zeros and fewer than one character has, otherwise a flipped letter could go unnoticed.
        return held < BITS && buffer == 0 ? Optional.of(bytes.toByteArray()) : Optional.empty();
    }
}
