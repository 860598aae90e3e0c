package org.mushterek.common;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The files of an Ed25519 key as they lie in the folder of keys: {@code aze.key} with both parts, which only its owner may
 * read, and {@code aze-1a2b3c4d.pub} with the public part under its id.
 */
public final class Ed25519Keys {

    private static final String ALGORITHM = "Ed25519";
    private static final int ID_BYTES = 4;

    private Ed25519Keys() {}

    public static KeyPair make() {
        try {
            return KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Eight hexadecimal digits in lower case: the first four bytes of the SHA-256 of the encoded public key. */
    public static String id(PublicKey key) {
        return Sha256.of(key.getEncoded()).substring(0, 2 * ID_BYTES);
    }

    /**
     * Writes both files, in place of an earlier key of that name. Called under the folder's lock.
     *
     * @param stem what the files' names begin with
     */
    public static void write(KeyFolder keyFolder, Path folder, String stem, KeyPair pair) throws IOException {
        var publicPart = PemFile.block(PemFile.PUBLIC_KEY, pair.getPublic().getEncoded());
        // The public part first: a private key whose signatures nobody can check must never exist.
        keyFolder.write(folder.resolve(stem + "-" + id(pair.getPublic()) + ".pub"), publicPart, "rw-r--r--");
        keyFolder.write(
                folder.resolve(stem + ".key"),
                PemFile.block(PemFile.PRIVATE_KEY, pair.getPrivate().getEncoded()) + publicPart,
                "rw-------");
    }

    /**
     * Both parts of a key, which belong together.
     *
     * @throws IllegalStateException where the file is damaged or open to others
     */
    public static KeyPair read(Path file) {
        try {
            KeyFolder.refuseIfOpenToOthers(file);
            var blocks = blocks(file);
            var pair = new KeyPair(
                    publicKey(required(blocks, PemFile.PUBLIC_KEY, file)),
                    KeyFactory.getInstance(ALGORITHM)
                            .generatePrivate(new PKCS8EncodedKeySpec(required(blocks, PemFile.PRIVATE_KEY, file))));
            var probe = new byte[] {1};
            if (!verify(pair.getPublic(), probe, sign(pair.getPrivate(), probe))) {
                throw damaged(file, null);
            }
            return pair;
        } catch (IllegalArgumentException | GeneralSecurityException unusable) {
            throw damaged(file, unusable);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * The public part in a file.
     *
     * @param id what the file's name promises
     * @throws IllegalStateException where the file holds another key or none
     */
    public static PublicKey readPublic(Path file, String id) {
        try {
            var key = publicKey(required(blocks(file), PemFile.PUBLIC_KEY, file));
            if (!id(key).equals(id)) {
                throw damaged(file, null);
            }
            return key;
        } catch (IllegalArgumentException unusable) {
            throw damaged(file, unusable);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** @throws IllegalArgumentException where it is no Ed25519 key */
    public static PublicKey publicKey(byte[] encoded) {
        try {
            return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException unusable) {
            throw new IllegalArgumentException("Not an Ed25519 key", unusable);
        }
    }

    public static byte[] sign(PrivateKey key, byte[] content) {
        try {
            var signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException unsigned) {
            throw new IllegalStateException("A key cannot sign", unsigned);
        }
    }

    /** Whether the signature is this key's over this content; what is no signature at all is not. */
    public static boolean verify(PublicKey key, byte[] content, byte[] signature) {
        try {
            var check = Signature.getInstance(ALGORITHM);
            check.initVerify(key);
            check.update(content);
            return check.verify(signature);
        } catch (GeneralSecurityException notASignature) {
            return false;
        }
    }

    private static Map<String, byte[]> blocks(Path file) throws IOException {
        try {
            return PemFile.blocks(file);
        } catch (IllegalArgumentException notBase64) {
            throw damaged(file, notBase64);
        }
    }

    private static byte[] required(Map<String, byte[]> blocks, String kind, Path file) {
        var block = blocks.get(kind);
        if (block == null) {
            throw damaged(file, null);
        }
        return block;
    }

    private static IllegalStateException damaged(Path file, @Nullable Throwable cause) {
        return new IllegalStateException(
                "The file %s does not hold the Ed25519 key that its name promises.%nMaybe it was edited or cut off; restore it from a copy."
                        .formatted(file),
                cause);
    }
}
