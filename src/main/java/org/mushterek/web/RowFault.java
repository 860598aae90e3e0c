package org.mushterek.web;

import org.jspecify.annotations.Nullable;
import org.mushterek.common.Finding;
import org.mushterek.common.Language;
import org.mushterek.common.Texts;

/** What is wrong with a row of a workbook, in the account's language. */
public record RowFault(
        String code,
        @Nullable String place,
        String wrong,
        @Nullable String cure) {

    public static RowFault of(Finding finding, Texts texts, Language language) {
        var cure = finding.cure();
        return new RowFault(
                finding.code(),
                finding.place(),
                texts.say(finding.wrong(), language),
                cure == null ? null : texts.say(cure, language));
    }
}
