package org.mushterek.document;

import org.mushterek.common.Sha256;

/** A finished PDF, and the hash by which its first rendering is recognised for ever. */
public final class RenderedPaper {

    private final byte[] content;
    private final String sha256;

    RenderedPaper(byte[] content) {
        this.content = content.clone();
        this.sha256 = Sha256.of(content);
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
