package org.mushterek.web.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.mushterek.audit.Door;
import org.mushterek.audit.OnBehalf;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Tells the audit trail through which door a request came in, and lets nothing of it outlast the request. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class OpenDoor extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            Door.open(doorOf(request.getRequestURI()));
            chain.doFilter(request, response);
        } finally {
            Door.close();
            OnBehalf.clear();
        }
    }

    static String doorOf(String path) {
        if (path.startsWith("/camunda/")) {
            return "tasklist";
        }
        if (path.startsWith("/engine-rest/")) {
            return "engine-rest";
        }
        return path.startsWith("/api/") ? "api" : "page";
    }
}
