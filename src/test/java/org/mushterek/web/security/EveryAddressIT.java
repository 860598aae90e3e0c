package org.mushterek.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Tries, without a sign-in, every address that the program answers; it finds them itself. */
@WholeProgram
class EveryAddressIT {

    /** What anybody may see. */
    private static final List<String> PUBLIC = List.of("/sign-in", "/ui/", "/verify", "/actuator/health", "/error");

    @LocalServerPort
    private int port;

    @Autowired
    private List<RequestMappingHandlerMapping> handlerMappings;

    @Test
    void opensNoAddressToStrangers() throws Exception {
        var addresses = new TreeSet<String>();
        addresses.addAll(addressesOfControllers());
        addresses.addAll(EngineAddresses.behind("/engine-rest"));
        addresses.addAll(EngineAddresses.behind("/camunda/api/engine"));
        addresses.addAll(addressesOfWebApplications());
        addresses.addAll(staticFiles());
        assertThat(addresses).hasSizeGreaterThan(500);
        assertThat(addresses).contains("GET /engine-rest/task", "GET /sign-in", "GET /camunda/app/cockpit/index.html");

        var stranger = new Client(port);
        var open = new ArrayList<String>();
        for (var address : addresses) {
            var parts = address.split(" ", 2);
            if (PUBLIC.stream().noneMatch(parts[1]::startsWith)) {
                var answer = stranger.send(parts[0], parts[1]);
                var closed = answer.statusCode() == 401
                        || answer.statusCode() == 403
                        || answer.statusCode() == 404
                        || isWayToSignIn(answer.uri().getPath(), answer.statusCode())
                        || isRedirectToSignIn(answer);
                if (!closed || answer.body().contains("\tat ")) {
                    open.add(address + " answered " + answer.statusCode());
                }
            }
        }
        assertThat(open).isEmpty();
    }

    private static boolean isWayToSignIn(String path, int status) {
        return path.equals("/sign-in") && status == 200;
    }

    private static boolean isRedirectToSignIn(java.net.http.HttpResponse<String> answer) {
        return answer.statusCode() == 302
                && answer.headers().firstValue("Location").orElse("").endsWith("/sign-in");
    }

    private Set<String> addressesOfControllers() {
        var found = new HashSet<String>();
        for (var mapping : handlerMappings) {
            mapping.getHandlerMethods().keySet().forEach(info -> info.getPatternValues()
                    .forEach(pattern -> {
                        var methods = info.getMethodsCondition().getMethods();
                        var path = pattern.replaceAll("\\{[^}]*}", "x")
                                .replace("**", "x")
                                .replace("*", "x");
                        if (methods.isEmpty()) {
                            found.add("GET " + path);
                        }
                        methods.forEach(method -> found.add(method.name() + " " + path));
                    }));
        }
        return found;
    }

    private static Set<String> addressesOfWebApplications() {
        var found = new HashSet<String>();
        for (var application : new String[] {"tasklist", "cockpit", "admin", "welcome"}) {
            found.add("GET /camunda/app/" + application + "/default/");
            found.add("GET /camunda/app/" + application);
            found.add("GET /camunda/api/" + application + "/plugin/" + application + "Plugins/default/x");
            found.add("GET /camunda/api/" + application + "/plugin/" + application + "Plugins/static/app/plugin.js");
            found.add("POST /camunda/api/admin/auth/user/default/login/" + application);
        }
        found.add("GET /camunda/api/admin/auth/user/default");
        found.add("POST /camunda/api/admin/auth/user/default/logout");
        found.add("POST /camunda/api/admin/setup/default/user/create");
        found.add("GET /camunda");
        found.add("GET /camunda/");
        found.add("GET /h2-console");
        found.add("GET /actuator");
        found.add("GET /actuator/env");
        return found;
    }

    /** The files that the web applications bring along. */
    private static Set<String> staticFiles() throws Exception {
        var found = new HashSet<String>();
        var root = "META-INF/resources/webjars/camunda/";
        for (var file : new PathMatchingResourcePatternResolver().getResources("classpath*:" + root + "app/**/*.*")) {
            var path = file.getURL().getPath();
            if (!path.endsWith("/")) {
                found.add("GET /camunda/" + path.substring(path.indexOf(root) + root.length()));
                found.add("GET /webjars/camunda/" + path.substring(path.indexOf(root) + root.length()));
            }
        }
        return found;
    }
}
