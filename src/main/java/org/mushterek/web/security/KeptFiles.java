package org.mushterek.web.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.security.web.header.writers.CacheControlHeadersWriter;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets browsers keep the program's own files, of which Tasklist alone has five megabytes for each page: its scripts, styles
 * and fonts, which hold nothing of anybody. A browser asks before each use whether the program still is the same, by a
 * tag that each start makes anew; all else is kept nowhere.
 */
final class KeptFiles extends OncePerRequestFilter implements HeaderWriter {

    private static final List<String> FOLDERS = List.of("/ui/", "/camunda/lib/", "/camunda/app/");

    private final String thisRun = UUID.randomUUID().toString();
    private final HeaderWriter keepNothing = new CacheControlHeadersWriter();

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !isFile(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var known = request.getHeader(HttpHeaders.IF_NONE_MATCH);
        if (known != null && Arrays.asList(known.split(",\\s*", -1)).contains(tag(request))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
        } else {
            chain.doFilter(request, new Undated(response));
        }
    }

    @Override
    public void writeHeaders(HttpServletRequest request, HttpServletResponse response) {
        var status = response.getStatus();
        if (isFile(request) && (status == HttpServletResponse.SC_OK || status == HttpServletResponse.SC_NOT_MODIFIED)) {
            response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
            response.setHeader(HttpHeaders.ETAG, tag(request));
        } else {
            keepNothing.writeHeaders(request, response);
        }
    }

    private String tag(HttpServletRequest request) {
        return "\"%s-%x\"".formatted(thisRun, request.getRequestURI().hashCode());
    }

    private static boolean isFile(HttpServletRequest request) {
        var path = request.getRequestURI();
        return (request.getMethod().equals("GET") || request.getMethod().equals("HEAD"))
                && FOLDERS.stream().anyMatch(path::startsWith)
                && path.substring(path.lastIndexOf('/')).contains(".");
    }

    /** Without the day of a file: one of an earlier release that was put back is older, and would pass for unchanged. */
    private static final class Undated extends HttpServletResponseWrapper {

        Undated(HttpServletResponse response) {
            super(response);
        }

        @Override
        public void setDateHeader(String name, long date) {
            if (!name.equals(HttpHeaders.LAST_MODIFIED)) {
                super.setDateHeader(name, date);
            }
        }
    }
}
