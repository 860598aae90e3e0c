package org.mushterek.visit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request exactly as it was submitted once, whatever became of it afterwards.
 *
 * @param no counts the submissions of a request, from 1
 * @param revision the revision that it was meant to become
 * @param submittedFor the absent officer in whose stead it was submitted
 * @param sha256 of the document's canonical JSON, verified whenever it is read
 */
public record Submission(
        int no,
        int revision,
        Instant submittedAt,
        String submittedBy,
        @Nullable String submittedFor,
        String sha256,
        VisitDocument document) {}
