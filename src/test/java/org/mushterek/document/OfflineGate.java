package org.mushterek.document;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A gate without network, written from docs/gate-check.md alone: it shares no line with the product, so that what it
 * reads is what the page promises.
 *
 * @param keys by id: side, and the key's 32 bytes in base64url
 */
public record OfflineGate(Map<String, PublishedKey> keys) {

    private static final int SIGNATURE = 64;

    public record PublishedKey(String side, String x) {}

    /** What stands in a token whose signature is right. */
    public record Reading(
            String host,
            String sending,
            String number,
            int revision,
            LocalDate from,
            LocalDate to,
            String checkCode,
            byte[] salt,
            List<byte[]> digests) {

        public boolean covers(String documentNumber, LocalDate birthDate) throws GeneralSecurityException {
            var digest = pbkdf2(documentNumber + "|" + birthDate, salt, 10_000);
            return digests.stream().anyMatch(known -> Arrays.equals(known, digest));
        }
    }

    public Reading read(String token) throws GeneralSecurityException {
        var bytes = base32(token);
        var content = Arrays.copyOf(bytes, bytes.length - SIGNATURE);
        if (content[0] != 1) {
            throw new GeneralSecurityException("Another version");
        }
        var key = keys.get(HexFormat.of().formatHex(content, 1, 5));
        var host = new String(content, 5, 3, StandardCharsets.US_ASCII);
        if (key == null || !key.side().equals(host)) {
            throw new GeneralSecurityException("No key of the host");
        }
        var verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(publicKey(key.x()));
        verifier.update("mushterek permit token\n".getBytes(StandardCharsets.US_ASCII));
        verifier.update(content);
        if (!verifier.verify(bytes, content.length, SIGNATURE)) {
            throw new GeneralSecurityException("Wrong signature");
        }
        var at = 12 + content[11];
        var rest = ByteBuffer.wrap(content, at, content.length - at);
        var number = new String(content, 12, content[11], StandardCharsets.US_ASCII);
        var revision = rest.getShort() & 0xFFFF;
        var from = LocalDate.of(2000, 1, 1).plusDays(rest.getShort() & 0xFFFF);
        var to = LocalDate.of(2000, 1, 1).plusDays(rest.getShort() & 0xFFFF);
        var code = new byte[5];
        rest.get(code);
        var salt = new byte[16];
        rest.get(salt);
        var digests = new ArrayList<byte[]>();
        for (var count = rest.get() & 0xFF; count > 0; count--) {
            var digest = new byte[8];
            rest.get(digest);
            digests.add(digest);
        }
        return new Reading(
                host,
                new String(content, 8, 3, StandardCharsets.US_ASCII),
                number,
                revision,
                from,
                to,
                checkCode(code),
                salt,
                digests);
    }

    private static byte[] base32(String token) {
        var bits = new StringBuilder();
        for (var letter : token.toCharArray()) {
            var value = letter >= 'A' ? letter - 'A' : letter - '2' + 26;
            bits.append(Integer.toBinaryString(value | 32).substring(1));
        }
        var bytes = new ByteArrayOutputStream();
        for (var at = 0; at + 8 <= bits.length(); at += 8) {
            bytes.write(Integer.parseInt(bits.substring(at, at + 8), 2));
        }
        return bytes.toByteArray();
    }

    private static String checkCode(byte[] code) {
        var number = new BigInteger(1, code);
        var text = new StringBuilder();
        for (var place = 7; place >= 0; place--) {
            text.append("ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
                    .charAt(number.shiftRight(5 * place).intValue() & 31));
        }
        return text.toString();
    }

    private static PublicKey publicKey(String x) throws GeneralSecurityException {
        var littleEndian = Base64.getUrlDecoder().decode(x);
        var bigEndian = new byte[littleEndian.length];
        for (var i = 0; i < bigEndian.length; i++) {
            bigEndian[i] = littleEndian[littleEndian.length - 1 - i];
        }
        var isOdd = (bigEndian[0] & 0x80) != 0;
        bigEndian[0] &= 0x7F;
        var point = new EdECPoint(isOdd, new BigInteger(1, bigEndian));
        return KeyFactory.getInstance("Ed25519")
                .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, point));
    }

    /** The first 8 bytes of the first block of PBKDF2 with HMAC-SHA-256 (RFC 8018, 5.2). */
    private static byte[] pbkdf2(String secret, byte[] salt, int iterations) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
        mac.update(salt);
        var block = mac.doFinal(new byte[] {0, 0, 0, 1});
        var sum = block.clone();
        for (var i = 1; i < iterations; i++) {
            block = mac.doFinal(block);
            for (var k = 0; k < sum.length; k++) {
                sum[k] ^= block[k];
            }
        }
        return Arrays.copyOf(sum, 8);
    }
}
