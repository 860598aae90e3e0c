package org.mushterek.web.problem;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Texts;
import org.mushterek.web.security.CurrentAccount;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/**
 * Where a link or a typed address leads a browser to a refusal, its officer reads it on a page, with the way back. Programs and
 * the scripts of pages, which do not ask for a page, get the problem itself.
 */
@ControllerAdvice
public class ProblemPage implements ResponseBodyAdvice<Object> {

    private static final MediaType PAGE = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

    private final ITemplateEngine templates;
    private final Texts texts;
    private final CurrentAccount currentAccount;

    ProblemPage(ITemplateEngine templates, Texts texts, CurrentAccount currentAccount) {
        this.templates = templates;
        this.texts = texts;
        this.currentAccount = currentAccount;
    }

    /** Whether a browser goes to this address, as opposed to a program or a page's script that calls it. */
    public static boolean isAskedFor(HttpServletRequest request) {
        var accepted = request.getHeader(HttpHeaders.ACCEPT);
        return request.getMethod().equals("GET")
                && request.getHeader(HttpHeaders.AUTHORIZATION) == null
                && accepted != null
                && accepted.toLowerCase(Locale.ROOT).startsWith(MediaType.TEXT_HTML_VALUE);
    }

    @Override
    public boolean supports(MethodParameter answer, Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public @Nullable Object beforeBodyWrite(
            @Nullable Object body,
            MethodParameter answer,
            MediaType type,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        if (!(body instanceof Problem problem)
                || !(request instanceof ServletServerHttpRequest asked)
                || !isAskedFor(asked.getServletRequest())) {
            return body;
        }
        response.getHeaders().setContentType(PAGE);
        try {
            response.getBody().write(page(problem, asked.getServletRequest()).getBytes(StandardCharsets.UTF_8));
        } catch (IOException hungUp) {
            throw new UncheckedIOException(hungUp);
        }
        return null;
    }

    private String page(Problem problem, HttpServletRequest request) {
        var language = currentAccount.language(request);
        return templates.process(
                "problem",
                new Context(
                        Locale.forLanguageTag(language.code()),
                        Map.of(
                                "problem", problem,
                                "language", language.code(),
                                "back", texts.say("problem.back", language))));
    }
}
