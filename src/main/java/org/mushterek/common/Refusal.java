package org.mushterek.common;

import java.util.List;

/**
 * A use case says no, in words for the person who asked. Nothing has changed. Every door shows it: a form as text, REST
 * as problem details.
 */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why, in the terms of the doors. */
    public enum Kind {
        /** The input is unusable as it stands (400). */
        INVALID,
        /** This account may not do it (403). */
        FORBIDDEN,
        /** There is no such thing for this account (404). */
        NOT_FOUND,
        /** The state of the case or a rule forbids it now (409). */
        CONFLICT,
        /** Someone else changed it since it was read (412). */
        STALE,
        /** The change does not say which version it is of (428). */
        UNCONDITIONAL,
        /** More than the program takes at once (413). */
        TOO_LARGE,
        /** Read and understood, and not wanted here for what it is (422). */
        UNACCEPTABLE,
        /** Asked more often than the program answers; later it may (429). */
        TOO_MANY
    }

    private final Kind kind;
    private final transient Message message;
    private final transient List<Finding> findings;

    public Refusal(Kind kind, Message message, List<Finding> findings) {
        super(kind + " " + message.key());
        this.kind = kind;
        this.message = message;
        this.findings = List.copyOf(findings);
    }

    public static Refusal of(Kind kind, String key) {
        return new Refusal(kind, Message.of(key), List.of());
    }

    public static Refusal of(Kind kind, Message message) {
        return new Refusal(kind, message, List.of());
    }

    public Kind kind() {
        return kind;
    }

    /** The sentence that names the refusal. */
    public Message reason() {
        return message;
    }

    /** All that is wrong, not only the first. */
    public List<Finding> findings() {
        return findings;
    }
}
