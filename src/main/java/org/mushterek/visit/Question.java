package org.mushterek.visit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A question of the host and the sending side's answer; both sides read both. */
public record Question(
        int no,
        String question,
        Instant askedAt,
        @Nullable String answer,
        @Nullable Instant answeredAt) {}
