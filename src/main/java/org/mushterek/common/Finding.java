package org.mushterek.common;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong, told so that it can be mended.
 *
 * @param code stable: a rule's id ({@code VIS-07}) or a fault's name ({@code roster.checkDigit})
 * @param place where: a field ({@code dates.from}) or a row and column ({@code line 7, document_number}); null when it
 *     concerns the whole
 * @param wrong what is wrong, with the values
 * @param cure what would be right
 * @param source where the demand comes from (clause and document), null where it is plain form
 */
public record Finding(
        String code,
        @Nullable String place,
        Message wrong,
        @Nullable Message cure,
        @Nullable Message source) {}
