package org.mushterek.web.security;

import java.time.Duration;
import org.mushterek.common.Language;
import org.springframework.http.ResponseCookie;

/**
 * Tells pages that come from no controller of ours, Tasklist first of all, in which language the account reads. Without
 * it Tasklist takes the browser's, which on a shared machine is nobody's choice.
 */
public final class LanguageCookie {

    static final String NAME = "MUSHTEREK-LANGUAGE";

    private LanguageCookie() {}

    /** The value of a {@code Set-Cookie} header; readable by scripts, because a script is what reads it. */
    public static String of(Language language) {
        return ResponseCookie.from(NAME, language.code())
                .path("/")
                .maxAge(Duration.ofDays(30))
                .sameSite("Lax")
                .build()
                .toString();
    }
}
