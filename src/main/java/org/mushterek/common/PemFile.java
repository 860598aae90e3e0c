package org.mushterek.common;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Keys as text between lines that say what they are, as other tools read them too (RFC 7468). */
public final class PemFile {

    public static final String PRIVATE_KEY = "PRIVATE KEY";
    public static final String PUBLIC_KEY = "PUBLIC KEY";

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z ]+)-----\\s+([A-Za-z0-9+/=\\s]+?)\\s+-----END \\1-----");

    private PemFile() {}

    /**
     * What the file holds, by kind.
     *
     * @throws IllegalArgumentException where a block is not Base64
     */
    public static Map<String, byte[]> blocks(Path file) throws IOException {
        var blocks = new TreeMap<String, byte[]>();
        var matcher = BLOCK.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
        while (matcher.find()) {
            blocks.put(matcher.group(1), Base64.getMimeDecoder().decode(matcher.group(2)));
        }
        return blocks;
    }

    /** One block, ended by a line feed. */
    public static String block(String kind, byte[] content) {
        var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(kind, lines, kind);
    }
}
