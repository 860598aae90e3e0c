package org.mushterek.web.security;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.camunda.bpm.engine.rest.impl.CamundaRestResources;
import org.jspecify.annotations.Nullable;

/** What the engine's own REST answers, found by its annotations: {@code GET /engine-rest/task/x}. */
public final class EngineAddresses {

    private EngineAddresses() {}

    /** Walks the engine's resources and their sub-resources by their annotations. */
    public static Set<String> behind(String door) {
        var found = new HashSet<String>();
        CamundaRestResources.getResourceClasses().forEach(type -> walk(door, type, found, 0));
        return found;
    }

    private static void walk(String prefix, Class<?> type, Set<String> found, int depth) {
        var root = type.getAnnotation(Path.class);
        var base = depth == 0 && root != null ? join(prefix, root.value()) : prefix;
        for (var method : type.getMethods()) {
            var path = annotation(method, type);
            var verb = Arrays.stream(method.getAnnotations())
                    .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                    .filter(annotation -> annotation != null)
                    .findFirst();
            var address = path == null ? base : join(base, path);
            if (verb.isPresent()) {
                found.add(verb.get().value() + " " + address.replaceAll("\\{[^}]*}", "x"));
            } else if (path != null && depth < 4) {
                walk(address, method.getReturnType(), found, depth + 1);
            }
        }
        for (var parent : type.getInterfaces()) {
            walk(base, parent, found, depth + 1);
        }
    }

    private static @Nullable String annotation(Method method, Class<?> type) {
        var path = method.getAnnotation(Path.class);
        return path == null ? null : path.value();
    }

    private static String join(String prefix, String path) {
        return (prefix + "/" + path).replaceAll("/+", "/");
    }
}
