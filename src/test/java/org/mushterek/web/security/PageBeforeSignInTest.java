package org.mushterek.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** After a sign-in nobody is led to where this program has no page. */
class PageBeforeSignInTest {

    private final PageBeforeSignIn pages = new PageBeforeSignIn(Set.of("/cases", "/reports")::contains, true);

    @ParameterizedTest
    @ValueSource(strings = {"/cases", "/reports?from=2027-05-01&side=TUR", "/reports?q=%C9%99"})
    void leadsToThePageThatWasAskedForOnce(String address) {
        var asked = new MockHttpServletResponse();
        pages.remember(request(address), asked);
        var kept = asked.getCookie(PageBeforeSignIn.NAME);
        assertThat(kept).isNotNull();
        assertThat(kept.isHttpOnly() && kept.getSecure()).isTrue();
        assertThat(kept.getMaxAge()).isEqualTo(600);

        var signedIn = new MockHttpServletResponse();
        assertThat(pages.take(withCookie(kept.getValue()), signedIn)).contains(address);
        var emptied = signedIn.getCookie(PageBeforeSignIn.NAME);
        assertThat(emptied).isNotNull();
        assertThat(emptied.getMaxAge()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://elsewhere.example.org/cases",
                "//elsewhere.example.org/cases",
                "/api/me",
                "/cases/../api/me",
                "/cases?x=1%0D%0ASet-Cookie:%20a",
                "/cases?x=<b>",
                "/cases#VIS-1",
                "%",
                ""
            })
    void believesNoAddressThatIsNotAPageOfTheProgram(String address) {
        assertThat(pages.take(withCookie(address), new MockHttpServletResponse()))
                .isEmpty();
    }

    @Test
    void keepsNoPageThatIsNotItsOwnAndNoneThatIsTooLong() {
        assertThat(kept("/api/me")).isNull();
        assertThat(kept("/cases?q=" + "x".repeat(500 - "/cases?q=".length()))).isNotNull();
        assertThat(kept("/cases?q=" + "x".repeat(501 - "/cases?q=".length()))).isNull();
    }

    @Test
    void leadsNowhereWhereNothingWasAskedFor() {
        assertThat(pages.take(new MockHttpServletRequest(), new MockHttpServletResponse()))
                .isEmpty();
    }

    private Cookie kept(String address) {
        var response = new MockHttpServletResponse();
        pages.remember(request(address), response);
        return response.getCookie(PageBeforeSignIn.NAME);
    }

    private static MockHttpServletRequest request(String address) {
        var query = address.indexOf('?');
        var request = new MockHttpServletRequest("GET", query < 0 ? address : address.substring(0, query));
        if (query >= 0) {
            request.setQueryString(address.substring(query + 1));
        }
        return request;
    }

    private static MockHttpServletRequest withCookie(String value) {
        var request = new MockHttpServletRequest();
        request.setCookies(new Cookie(PageBeforeSignIn.NAME, value));
        return request;
    }
}
