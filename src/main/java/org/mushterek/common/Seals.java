package org.mushterek.common;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.SealingKeys.Key;
import org.springframework.stereotype.Component;

/**
 * Seals what the database keeps of persons: AES-256-GCM under a key of the side whose copy it is. A sealed value names its
 * key ({@code S1.tur-1a2b3c4d.…}) and opens only as the same value of the same row of the same side.
 */
@Component
public class Seals {

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final String MARK = "S1.";
    private static final int KEY_ID_LENGTH = "tur-1a2b3c4d".length();
    private static final int HEADER_LENGTH = MARK.length() + KEY_ID_LENGTH + 1;
    private static final Pattern HEADER = Pattern.compile("S1\\.([a-z]{3}-[0-9a-f]{8})\\.");

    private final SealingKeys keys;
    private final SecureRandom random = new SecureRandom();

    public Seals(SealingKeys keys) {
        this.keys = keys;
    }

    /** @param row the values of the columns that name the row, as the column has them */
    public String seal(SealedColumn column, String side, String text, Object... row) {
        var key = keys.current(side);
        var kept = encrypt(key, aad(column, side, row), text.getBytes(StandardCharsets.UTF_8));
        return header(key) + Base64.getUrlEncoder().withoutPadding().encodeToString(kept);
    }

    public byte[] seal(SealedColumn column, String side, byte[] content, Object... row) {
        var key = keys.current(side);
        var header = header(key).getBytes(StandardCharsets.US_ASCII);
        var kept = encrypt(key, aad(column, side, row), content);
        var whole = Arrays.copyOf(header, header.length + kept.length);
        System.arraycopy(kept, 0, whole, header.length, kept.length);
        return whole;
    }

    /** As {@link #seal(SealedColumn, String, String, Object...)}; what was not written stays so. */
    public @Nullable String sealIfWritten(SealedColumn column, String side, @Nullable String text, Object... row) {
        return text == null ? null : seal(column, side, text, row);
    }

    /** As {@link #open(SealedColumn, String, String, Object...)}; what was not written stays so. */
    public @Nullable String openIfWritten(SealedColumn column, String side, @Nullable String kept, Object... row) {
        return kept == null ? null : open(column, side, kept, row);
    }

    /** @throws BrokenSeal where it was changed, moved from another row, or sealed under a key that is not here */
    public String open(SealedColumn column, String side, String kept, Object... row) {
        var key = key(column, side, keyId(kept), row);
        try {
            var opened = decrypt(
                    key, aad(column, side, row), Base64.getUrlDecoder().decode(kept.substring(HEADER_LENGTH)), 0);
            return new String(opened, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException changed) {
            throw changed(column, row, changed);
        }
    }

    /** @throws BrokenSeal as for text */
    public byte[] open(SealedColumn column, String side, byte[] kept, Object... row) {
        var key = key(column, side, keyId(kept), row);
        try {
            return decrypt(key, aad(column, side, row), kept, HEADER_LENGTH);
        } catch (GeneralSecurityException | IllegalArgumentException changed) {
            throw changed(column, row, changed);
        }
    }

    /**
     * By what a side knows a text again without keeping it: equal for equal texts of one use, the same under a new key.
     *
     * @param use what is compared, so that digests of different uses say nothing of each other
     * @return 64 hexadecimal digits
     */
    public String digest(String side, String use, String text) {
        return HexFormat.of()
                .formatHex(keys.digest(
                        side,
                        use.getBytes(StandardCharsets.UTF_8),
                        new byte[] {0},
                        text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Whether the key is here under which a value was sealed. */
    boolean hasKeyOf(String side, String kept) {
        return keyId(kept).flatMap(id -> keys.find(side, id)).isPresent();
    }

    /** The id of the key by whose mark a stored value begins; empty for what was never sealed. */
    static Optional<String> keyId(String stored) {
        var header = HEADER.matcher(stored);
        return header.lookingAt() ? Optional.of(header.group(1)) : Optional.empty();
    }

    static Optional<String> keyId(byte[] stored) {
        return keyId(new String(stored, 0, Math.min(stored.length, HEADER_LENGTH), StandardCharsets.US_ASCII));
    }

    static String header(Key key) {
        return MARK + key.id() + ".";
    }

    private Key key(SealedColumn column, String side, Optional<String> keyId, Object... row) {
        var id = keyId.orElseThrow(() -> new BrokenSeal(
                "What is kept in " + told(column, row) + " is not sealed\n"
                        + "Maybe somebody wrote it into the database.",
                null));
        return keys.find(side, id)
                .orElseThrow(() -> new BrokenSeal(
                        "What is kept in " + told(column, row) + " was sealed under the key " + id
                                + ", which is not in " + keys.file(side)
                                + "\nMaybe that file is of another installation or an old copy.",
                        null));
    }

    private static BrokenSeal changed(SealedColumn column, Object[] row, @Nullable Throwable cause) {
        return new BrokenSeal(
                "What is kept in " + told(column, row) + " is not what was sealed there\n"
                        + "Maybe somebody changed the row in the database.",
                cause instanceof AEADBadTagException ? null : cause);
    }

    /** A row's further key may be an account, which logs do not name. */
    private static String told(SealedColumn column, Object[] row) {
        return column.name() + " of " + row[0];
    }

    private static byte[] aad(SealedColumn column, String side, Object... row) {
        return (MARK + side + "/" + column.place(row)).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] encrypt(Key key, byte[] aad, byte[] content) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            var cipher = Cipher.getInstance(CIPHER);
            cipher.init(Cipher.ENCRYPT_MODE, key.cipher(), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(aad);
            var kept = Arrays.copyOf(nonce, NONCE_BYTES + cipher.getOutputSize(content.length));
            cipher.doFinal(content, 0, content.length, kept, NONCE_BYTES);
            return kept;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] decrypt(Key key, byte[] aad, byte[] kept, int from) throws GeneralSecurityException {
        var cipher = Cipher.getInstance(CIPHER);
        cipher.init(Cipher.DECRYPT_MODE, key.cipher(), new GCMParameterSpec(TAG_BITS, kept, from, NONCE_BYTES));
        cipher.updateAAD(aad);
        return cipher.doFinal(kept, from + NONCE_BYTES, kept.length - from - NONCE_BYTES);
    }
}
