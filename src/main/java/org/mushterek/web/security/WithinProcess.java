package org.mushterek.web.security;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a controller whose calls belong to processes: its accounts come with the rights of those for whom they stand in in
 * any of them. Without it a deputy has only the rights of the own account.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface WithinProcess {

    /** Ids of the processes. */
    String[] value();
}
