package org.mushterek.document;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Ed25519Keys;
import org.mushterek.document.TokenReading.Fault;
import org.mushterek.document.TokenReading.Forged;
import org.mushterek.document.TokenReading.Genuine;
import org.mushterek.document.TokenReading.Unreadable;

/**
 * The text in a permit's QR code: {@link PermitClaims} in few bytes, signed by the host side with Ed25519, in Base32. It
 * is checked with the side's public key alone, without network. The layout of the bytes and why they are written so
 * stand in ADR 0004.
 */
public final class PermitToken {

    /** Precedes a token in the QR code of an installation that has no public address. */
    public static final String BARE_PREFIX = "MUSHTEREK:";

    private static final byte VERSION = 1;
    private static final int KEY_ID_BYTES = 4;
    private static final int SIGNATURE_BYTES = 64;
    private static final int LONGEST_TEXT = 4_096;
    private static final Pattern LETTERS = Pattern.compile("[A-Za-z2-7]+");

    /** Signed with the content, so that a signature made for another purpose never fits a permit. */
    private static final byte[] PURPOSE = "mushterek permit token\n".getBytes(StandardCharsets.US_ASCII);

    private PermitToken() {}

    /**
     * The signed token: letters {@code A-Z} and digits {@code 2-7} only.
     *
     * @throws IllegalArgumentException where the key is not the host side's
     */
    public static String seal(PermitClaims claims, SigningKey key) {
        if (!key.side().equals(claims.hostState())) {
            throw new IllegalArgumentException(
                    "A permit of host %s cannot be signed by %s".formatted(claims.hostState(), key.side()));
        }
        var content = write(claims, key.keyId());
        var signature = key.sign(toBeSigned(content));
        return Base32.encode(ByteBuffer.allocate(content.length + signature.length)
                .put(content)
                .put(signature)
                .array());
    }

    /**
     * The token in what a stranger has shown, in its one spelling: a token, or the whole text of the QR code. Case and
     * white space do not matter, for what was copied from a mail is broken into lines. Empty where no token can be in it.
     */
    public static Optional<String> find(String shown) {
        if (shown.length() > LONGEST_TEXT) {
            return Optional.empty();
        }
        var text = shown.replaceAll("[\\s\\p{Z}]", "");
        var token = text.substring(Math.max(text.lastIndexOf('/'), text.lastIndexOf(':')) + 1);
        return LETTERS.matcher(token).matches() ? Optional.of(token.toUpperCase(Locale.ROOT)) : Optional.empty();
    }

    /**
     * Reads what a stranger has shown, as {@link #find} finds it. Whatever is given, the answer is a reading and never
     * an exception.
     */
    public static TokenReading open(String shown, KeyLookup keys) {
        var bytes = find(shown).flatMap(Base32::decode).orElse(null);
        if (bytes == null || bytes.length <= 1 + KEY_ID_BYTES + SIGNATURE_BYTES) {
            return new Unreadable();
        }
        var content = Arrays.copyOf(bytes, bytes.length - SIGNATURE_BYTES);
        var claims = read(content).orElse(null);
        if (claims == null) {
            return new Unreadable();
        }
        var key = keys.find(HexFormat.of().formatHex(content, 1, 1 + KEY_ID_BYTES))
                .orElse(null);
        if (key == null) {
            return new Forged(Fault.UNKNOWN_KEY);
        }
        if (!key.side().equals(claims.hostState())) {
            return new Forged(Fault.KEY_OF_ANOTHER_SIDE);
        }
        var signature = Arrays.copyOfRange(bytes, content.length, bytes.length);
        return isSignedBy(key, content, signature) ? new Genuine(claims) : new Forged(Fault.WRONG_SIGNATURE);
    }

    /**
     * The whole text of the QR code: the address at which the token can be checked and the token, or
     * {@link #BARE_PREFIX} and the token.
     */
    public static String scanText(String token, @Nullable String verifyAddress) {
        if (verifyAddress == null) {
            return BARE_PREFIX + token;
        }
        return verifyAddress.endsWith("/") ? verifyAddress + token : verifyAddress + "/" + token;
    }

    private static byte[] write(PermitClaims claims, String keyId) {
        var number = claims.number().getBytes(StandardCharsets.US_ASCII);
        var digests = claims.personDigests();
        var checkCode = claims.checkCode().toBits();
        var size = 1 + KEY_ID_BYTES + 3 + 3 + 1 + number.length + 2 + 2 + 2 + 5 + PermitClaims.SALT_BYTES + 1;
        var content = ByteBuffer.allocate(size + digests.size() * Long.BYTES)
                .put(VERSION)
                .put(HexFormat.of().parseHex(keyId))
                .put(claims.hostState().getBytes(StandardCharsets.US_ASCII))
                .put(claims.sendingState().getBytes(StandardCharsets.US_ASCII))
                .put((byte) number.length)
                .put(number)
                .putShort((short) claims.revision())
                .putShort(day(claims.validFrom()))
                .putShort(day(claims.validTo()))
                .put((byte) (checkCode >> Integer.SIZE))
                .putInt((int) checkCode)
                .put(HexFormat.of().parseHex(claims.salt()))
                .put((byte) digests.size());
        digests.forEach(content::putLong);
        return content.array();
    }

    /** The claims, where the bytes are exactly what {@link #write} would have written. */
    private static Optional<PermitClaims> read(byte[] bytes) {
        try {
            var content = ByteBuffer.wrap(bytes);
            if (content.get() != VERSION) {
                return Optional.empty();
            }
            var keyId = HexFormat.of().formatHex(take(content, KEY_ID_BYTES));
            var host = text(content, 3);
            var sending = text(content, 3);
            var number = text(content, Byte.toUnsignedInt(content.get()));
            var revision = Short.toUnsignedInt(content.getShort());
            var from = PermitClaims.FIRST_DAY.plusDays(Short.toUnsignedInt(content.getShort()));
            var to = PermitClaims.FIRST_DAY.plusDays(Short.toUnsignedInt(content.getShort()));
            var checkCode = CheckCode.ofBits(
                    Byte.toUnsignedLong(content.get()) << Integer.SIZE | Integer.toUnsignedLong(content.getInt()));
            var salt = HexFormat.of().formatHex(take(content, PermitClaims.SALT_BYTES));
            var count = Byte.toUnsignedInt(content.get());
            List<Long> digests = Stream.generate(content::getLong).limit(count).toList();
            var claims = new PermitClaims(number, revision, host, sending, from, to, checkCode, salt, digests);
            return Arrays.equals(write(claims, keyId), bytes) ? Optional.of(claims) : Optional.empty();
        } catch (java.nio.BufferUnderflowException | IllegalArgumentException notWrittenByUs) {
            return Optional.empty();
        }
    }

    private static byte[] take(ByteBuffer content, int count) {
        var bytes = new byte[count];
        content.get(bytes);
        return bytes;
    }

    private static String text(ByteBuffer content, int count) {
        return new String(take(content, count), StandardCharsets.ISO_8859_1);
    }

    private static short day(LocalDate date) {
        return (short) ChronoUnit.DAYS.between(PermitClaims.FIRST_DAY, date);
    }

    private static boolean isSignedBy(VerifyingKey key, byte[] content, byte[] signatureBytes) {
        return Ed25519Keys.verify(key.publicKey(), toBeSigned(content), signatureBytes);
    }

    private static byte[] toBeSigned(byte[] content) {
        return ByteBuffer.allocate(PURPOSE.length + content.length)
                .put(PURPOSE)
                .put(content)
                .array();
    }
}
