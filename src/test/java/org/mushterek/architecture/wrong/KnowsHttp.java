package org.mushterek.architecture.wrong;

import jakarta.servlet.http.HttpServletRequest;

/** Deliberately wrong: HTTP outside its room. */
class KnowsHttp {

    String pathOf(HttpServletRequest request) {
        return request.getRequestURI();
    }
}
