package org.mushterek.agreement;

import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to enter of an instrument.
 *
 * @param party whom it is about, for the fields that need one
 * @param value as {@link EntryField} says; null takes the earlier entry back
 * @param reference where it can be read: number of a note or a gazette
 */
public record NewEntry(
        EntryField field, @Nullable String party, @Nullable String value, String reference) {}
