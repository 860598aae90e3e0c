package org.mushterek.web.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Gives each page of Tasklist a nonce of its own, the same in its policy and in its scripts. The web application keeps
 * one nonce for all requests: a request of anybody that comes between the policy and the page changes it, the browser
 * then refuses every script, and the officer sees nothing.
 */
final class TasklistPageNonce extends OncePerRequestFilter {

    private static final String POLICY = "Content-Security-Policy";
    private static final Pattern IN_POLICY = Pattern.compile("'nonce-[^']*'");
    private static final Pattern IN_PAGE = Pattern.compile("nonce=\"[^\"]*\"");

    private final SecureRandom random = new SecureRandom();

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        // A file with an ending is a part of a page and holds no nonce.
        var path = request.getRequestURI();
        return path.substring(path.lastIndexOf('/')).contains(".");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var page = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, page);
        var policy = response.getHeader(POLICY);
        var type = response.getContentType();
        if (response.isCommitted() || policy == null || type == null || !type.startsWith("text/html")) {
            page.copyBodyToResponse();
            return;
        }
        var nonce = nonce();
        response.setHeader(POLICY, IN_POLICY.matcher(policy).replaceAll("'nonce-" + nonce + "'"));
        var written = new String(page.getContentAsByteArray(), StandardCharsets.UTF_8);
        var body =
                IN_PAGE.matcher(written).replaceAll("nonce=\"" + nonce + "\"").getBytes(StandardCharsets.UTF_8);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private String nonce() {
        var bytes = new byte[20];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
