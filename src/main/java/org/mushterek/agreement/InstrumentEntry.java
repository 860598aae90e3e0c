package org.mushterek.agreement;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that somebody entered of an instrument. Entries are never changed; the newest of a field holds.
 *
 * @param version of the instrument after this entry, from 1
 * @param party whom it is about, where the field needs one
 * @param value as {@link EntryField} says; null takes the earlier entry back, so that the shipped fact shows again
 * @param reference where it can be read: number of a note or a gazette
 * @param demo an assumption of the demonstration, not a fact
 */
public record InstrumentEntry(
        String instrument,
        int version,
        EntryField field,
        @Nullable String party,
        @Nullable String value,
        String enteredBy,
        Instant enteredAt,
        String reference,
        boolean demo) {}
