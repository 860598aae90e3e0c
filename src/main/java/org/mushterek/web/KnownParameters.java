package org.mushterek.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.util.UriComponentsBuilder;

/** Refuses parameters that an address of the product's REST does not know: a misspelt filter would show everything. */
@Component
public class KnownParameters implements HandlerInterceptor, WebMvcConfigurer {

    private static final int LONGEST_SHOWN = 60;

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/api/**");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getQueryString() == null || !(handler instanceof HandlerMethod method)) {
            return true;
        }
        var known = new TreeSet<String>();
        Arrays.stream(method.getMethodParameters())
                .filter(parameter -> parameter.hasParameterAnnotation(RequestParam.class))
                .forEach(parameter -> known.add(nameOf(parameter)));
        refuseOthers(request, known);
        return true;
    }

    /**
     * Refuses a query string that names another parameter. It reads the string and not the request's parameters, which would
     * eat a form that was posted.
     *
     * @throws Refusal INVALID with the first unknown name and all that are known
     */
    public static void refuseOthers(HttpServletRequest request, Set<String> known) {
        var names = UriComponentsBuilder.newInstance()
                .query(request.getQueryString())
                .build()
                .getQueryParams()
                .keySet();
        for (var name : names) {
            if (!name.isEmpty() && !known.contains(name)) {
                throw refusal(name, new TreeSet<>(known));
            }
        }
    }

    private static Refusal refusal(String unknown, TreeSet<String> known) {
        var message = known.isEmpty()
                ? Message.of("problem.noParameters")
                : Message.of("problem.unknownParameter").with("known", String.join(", ", known));
        return Refusal.of(Refusal.Kind.INVALID, message.with("name", shown(unknown)));
    }

    /** As much of a name as is repeated to whoever sent it. */
    public static String shown(String name) {
        return name.length() > LONGEST_SHOWN ? name.substring(0, LONGEST_SHOWN) + "…" : name;
    }

    private static String nameOf(MethodParameter parameter) {
        var annotation = parameter.getParameterAnnotation(RequestParam.class);
        if (annotation != null && !(annotation.name() + annotation.value()).isEmpty()) {
            return annotation.name().isEmpty() ? annotation.value() : annotation.name();
        }
        parameter.initParameterNameDiscovery(new DefaultParameterNameDiscoverer());
        return String.valueOf(parameter.getParameterName());
    }
}
