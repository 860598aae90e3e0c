package org.mushterek.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/** The one address that takes files of officers, and so more than others take. */
@Component
public class UploadDoor {

    private static final Pattern ADDRESS =
            Pattern.compile("/api/(?:visit-requests|observations|instrument-cases)/[^/;]+/attachments");

    private final DataSize largestFile;
    private final DataSize largestRequest;

    UploadDoor(
            @Value("${mushterek.attachments.largest-file}") DataSize largestFile,
            @Value("${mushterek.attachments.largest-request}") DataSize largestRequest) {
        if (largestRequest.toBytes() <= largestFile.toBytes()) {
            throw new IllegalStateException("mushterek.attachments.largest-request leaves no room for a file of "
                    + "mushterek.attachments.largest-file in its form");
        }
        this.largestFile = largestFile;
        this.largestRequest = largestRequest;
    }

    public static boolean isFor(HttpServletRequest request) {
        return request.getMethod().equals("POST")
                && ADDRESS.matcher(request.getRequestURI()).matches();
    }

    /** Bytes of a whole request: a file and the form around it. */
    public long largestRequest() {
        return largestRequest.toBytes();
    }

    public Refusal tooLarge() {
        return Refusal.of(
                Refusal.Kind.TOO_LARGE, Message.of("visit.fileTooLarge").with("largest", largestFile.toMegabytes()));
    }
}
