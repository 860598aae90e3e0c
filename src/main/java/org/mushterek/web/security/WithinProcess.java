package org.mushterek.web.security;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a controller whose calls belong to processes, or on one call that belongs to others than its controller: its account
 * comes with the rights of those for whom it stands in in any of them. Without it a deputy has only the rights of the own
 * account.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface WithinProcess {

    /** Ids of the processes. */
    String[] value();
}
