package org.mushterek.visit;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.FoldedText;

/**
 * By what words a case is found: its number, the unit that asks, and its persons; where the request asks for aliases, by these
 * and by no name.
 *
 * @param unit as written; what is found is sorted by it
 * @param folded all of it as it is searched
 */
record CaseWords(@Nullable String unit, String folded) {

    /** Between what is found by itself: no word stands in two of them. */
    static final String PARTED = " | ";

    private static final String BETWEEN = "\n";

    static CaseWords of(VisitDocument document) {
        var entity = document.particulars().requestingEntity();
        var unit = entity == null || entity.name() == null || entity.name().isBlank() ? null : entity.name();
        var folded = Stream.concat(
                        Stream.of(document.number(), unit == null ? "" : unit),
                        document.visitors().stream()
                                .map(visitor -> visitor.alias() == null
                                        ? visitor.surname() + " " + visitor.forenames()
                                        : visitor.alias()))
                .map(FoldedText::of)
                .collect(Collectors.joining(PARTED));
        return new CaseWords(unit, folded);
    }

    /** As {@link #text} wrote it. */
    static CaseWords read(String text) {
        var end = text.indexOf(BETWEEN);
        return new CaseWords(end == 0 ? null : text.substring(0, end), text.substring(end + 1));
    }

    /** The number and the unit alone, folded. */
    String nameless(String number) {
        return FoldedText.of(number) + (unit == null ? "" : PARTED + FoldedText.of(unit));
    }

    String text() {
        return (unit == null ? "" : unit.replace(BETWEEN, " ")) + BETWEEN + folded;
    }
}
