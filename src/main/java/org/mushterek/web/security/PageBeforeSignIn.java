package org.mushterek.web.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.util.WebUtils;

/**
 * Whoever follows a link, such as that of a mail, and is not signed in comes to that page after the sign-in. The browser keeps
 * the address for as long as a sign-in takes; what it sends back is believed only where it is a page of this program. The part
 * after the sharp is the browser's own, and {@code sign-in.js} carries it over.
 */
final class PageBeforeSignIn {

    static final String NAME = "MUSHTEREK-PAGE";

    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final int LONGEST = 500;
    private static final Pattern QUERY = Pattern.compile("[A-Za-z0-9%&=+._~:,-]*");

    private final Predicate<String> isPage;
    private final boolean isSecure;

    /**
     * @param isPage whether a path is a page to which an account may be led
     * @param isSecure whether browsers come by TLS alone
     */
    PageBeforeSignIn(Predicate<String> isPage, boolean isSecure) {
        this.isPage = isPage;
        this.isSecure = isSecure;
    }

    /** Keeps the page that was asked for. */
    void remember(HttpServletRequest request, HttpServletResponse response) {
        var query = request.getQueryString();
        var address = query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query;
        if (isSafe(address)) {
            response.addHeader(
                    HttpHeaders.SET_COOKIE, cookie(URLEncoder.encode(address, StandardCharsets.UTF_8), KEPT));
        }
    }

    /** The page that was asked for before, once; empty where none was. */
    Optional<String> take(HttpServletRequest request, HttpServletResponse response) {
        var kept = WebUtils.getCookie(request, NAME);
        if (kept == null) {
            return Optional.empty();
        }
        response.addHeader(HttpHeaders.SET_COOKIE, cookie("", Duration.ZERO));
        return decoded(kept.getValue()).filter(this::isSafe);
    }

    private static Optional<String> decoded(String value) {
        try {
            return Optional.of(URLDecoder.decode(value, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    private boolean isSafe(String address) {
        var query = address.indexOf('?');
        return address.length() <= LONGEST
                && isPage.test(query < 0 ? address : address.substring(0, query))
                && (query < 0 || QUERY.matcher(address.substring(query + 1)).matches());
    }

    private String cookie(String value, Duration kept) {
        return ResponseCookie.from(NAME, value)
                .path("/")
                .maxAge(kept)
                .httpOnly(true)
                .secure(isSecure)
                .sameSite("Lax")
                .build()
                .toString();
    }
}
