package org.mushterek.web.problem;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.mushterek.common.Refusal;
import org.mushterek.web.UploadDoor;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * No request body is larger than 2 MiB, whether it says its length or not; but one with a file of a case, which says in
 * its parts how it is read, and so is counted by what takes them apart.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class BodyLimit extends OncePerRequestFilter {

    static final long LARGEST_BYTES = 2L * 1024 * 1024;

    private final Problems problems;
    private final UploadDoor uploads;

    BodyLimit(Problems problems, UploadDoor uploads) {
        this.problems = problems;
        this.uploads = uploads;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var isUpload = UploadDoor.isFor(request);
        if (isUpload && request.getContentLengthLong() > uploads.largestRequest()) {
            problems.write(uploads.tooLarge(), request, response);
            return;
        }
        // Parts are read past every wrapper: of those that say no length only the upload's are limited by their reader.
        var isUncountable = request.getContentLengthLong() < 0 && hasParts(request);
        if (!isUpload && (request.getContentLengthLong() > LARGEST_BYTES || isUncountable)) {
            problems.write(tooLarge(request.getRequestURI()), request, response);
            return;
        }
        chain.doFilter(request.getContentLengthLong() >= 0 ? request : new Counted(request), response);
    }

    private static boolean hasParts(HttpServletRequest request) {
        var type = request.getContentType();
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/");
    }

    private static Refusal tooLarge(String path) {
        return path.startsWith("/api/schedule-problems")
                ? Refusal.of(Refusal.Kind.TOO_LARGE, "schedule.tooLarge")
                : Refusal.of(Refusal.Kind.TOO_LARGE, "problem.tooLarge");
    }

    /** A request that does not say how long it is, and so is counted while it is read. */
    private static final class Counted extends HttpServletRequestWrapper {

        Counted(HttpServletRequest request) {
            super(request);
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new CountedStream(super.getInputStream(), getRequestURI());
        }

        @Override
        public BufferedReader getReader() throws IOException {
            var encoding = getCharacterEncoding();
            return new BufferedReader(new InputStreamReader(
                    getInputStream(), encoding == null ? StandardCharsets.UTF_8.name() : encoding));
        }
    }

    private static final class CountedStream extends ServletInputStream {

        private final ServletInputStream source;
        private final String path;
        private long bytes;

        CountedStream(ServletInputStream source, String path) {
            this.source = source;
            this.path = path;
        }

        @Override
        public int read() throws IOException {
            var next = source.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            var count = source.read(target, offset, length);
            count(count);
            return count;
        }

        private void count(int more) {
            bytes += Math.max(0, more);
            if (bytes > LARGEST_BYTES) {
                throw tooLarge(path);
            }
        }

        @Override
        public boolean isFinished() {
            return source.isFinished();
        }

        @Override
        public boolean isReady() {
            return source.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            source.setReadListener(listener);
        }
    }
}
