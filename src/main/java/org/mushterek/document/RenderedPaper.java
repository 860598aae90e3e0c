package org.mushterek.document;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A finished PDF, and the hash by which its first rendering is recognised for ever. */
public final class RenderedPaper {

    private final byte[] content;
    private final String sha256;

    RenderedPaper(byte[] content) {
        this.content = content.clone();
        try {
            this.sha256 = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The PDF; a copy of its own for each caller. */
    public byte[] content() {
        return content.clone();
    }

    /** Of the content, as 64 hexadecimal digits in lower case. */
    public String sha256() {
        return sha256;
    }
}
