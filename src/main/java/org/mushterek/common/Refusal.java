package org.mushterek.common;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

    private final @Nullable SameHand sameHand;

    public Refusal(Kind kind, Message message, List<Finding> findings) {
        this(kind, message, findings, null);
    }

    private Refusal(Kind kind, Message message, List<Finding> findings, @Nullable SameHand sameHand) {
        super(kind + " " + message.key());
        this.kind = kind;
        this.message = message;
        this.findings = List.copyOf(findings);
        this.sameHand = sameHand;
    }

    /**
     * That one person would have done two steps that take two.
     *
     * @param caseNumber of the case in which it was tried
     * @param principal the absent officer in whose stead it was tried; null where the account acted by a right of its own
     */
    public record SameHand(String caseNumber, @Nullable String principal) implements Serializable {}

    /**
     * Refuses a step to whoever did the one before it, in person or by a deputy: each such attempt goes on record.
     *
     * @param principal the absent officer in whose stead the account would have done it; null where it acts as itself
     */
    public static Refusal ofSameHand(Kind kind, String key, String caseNumber, @Nullable String principal) {
        return ofSameHand(kind, key, List.of(), caseNumber, principal);
    }

    /** As {@link #ofSameHand(Kind, String, String, String)}, with what is wrong by which rule. */
    public static Refusal ofSameHand(
            Kind kind, String key, List<Finding> findings, String caseNumber, @Nullable String principal) {
        return new Refusal(kind, Message.of(key), findings, new SameHand(caseNumber, principal));
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

    /** Where one person tried to be two. */
    public Optional<SameHand> sameHand() {
        return Optional.ofNullable(sameHand);
    }

    /** All that is wrong, not only the first. */
    public List<Finding> findings() {
        return findings;
    }
}
