package org.mushterek.common;

import org.jspecify.annotations.Nullable;

/**
 * A {@link Finding} in the words of a language, as forms and programs read it.
 *
 * @param code a rule's id ({@code VIS-07}) or a fault's name ({@code roster.checkDigit})
 * @param place a field ({@code dates.from}) or a row and column; null where it concerns the whole
 * @param cure what would be right
 * @param source where the demand comes from; null where it is plain form
 */
public record ToldFinding(
        String code,
        @Nullable String place,
        String wrong,
        @Nullable String cure,
        @Nullable String source) {}
