package org.mushterek.web;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.mushterek.file.FileType;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** How a file that somebody has sent in is handed out again. */
public final class FileAnswer {

    /** Whatever a reader's browser makes of the content, it runs nothing and reaches nothing. */
    private static final String NOTHING_RUNS = "sandbox; default-src 'none'; frame-ancestors 'none'";

    private FileAnswer() {}

    public static ResponseEntity<byte[]> of(String name, FileType type, byte[] content) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(type.mediaType()))
                .header(HttpHeaders.CONTENT_DISPOSITION, saveAs(name, "attachment" + type.extension()))
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", NOTHING_RUNS)
                .cacheControl(CacheControl.noStore())
                .body(content);
    }

    /**
     * The answer to a file that was sent in: 201 with its address, or 200 where the same file was there already.
     *
     * @param about the address of what it belongs to
     */
    public static ResponseEntity.BodyBuilder added(boolean isNew, String about, String id) {
        return isNew ? ResponseEntity.created(URI.create(about + "/attachments/" + id)) : ResponseEntity.ok();
    }

    /** RFC 6266: the name in UTF-8 for those who know that, and a plain one for all others. */
    static String saveAs(String name, String plain) {
        var encoded = URLEncoder.encode(name, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
        return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + encoded;
    }
}
