package org.mushterek.web.description;

import io.swagger.v3.core.jackson.TypeNameResolver;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Set;

/**
 * Names each type of the description once: a type inside another one bears that one's name, too. By their own names alone
 * all pages of lists would be one type, with the lines of whichever came first.
 */
final class SchemaNames extends TypeNameResolver {

    private static final String CONTROLLER = "Controller";

    @Override
    protected String nameForClass(Class<?> type, Set<Options> options) {
        var outer = type.getEnclosingClass();
        if (outer == null || type.isAnnotationPresent(Schema.class)) {
            return super.nameForClass(type, options);
        }
        return withoutController(nameForClass(outer, options)) + type.getSimpleName();
    }

    static String withoutController(String name) {
        return name.endsWith(CONTROLLER) ? name.substring(0, name.length() - CONTROLLER.length()) : name;
    }
}
