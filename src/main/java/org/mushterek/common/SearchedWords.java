package org.mushterek.common;

import com.ibm.icu.text.Collator;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Words as an officer typed them to look for something: parts of words that must all stand in it, whichever keyboard they were
 * typed on (ı, i, İ and ə). What is found is sorted as a dictionary of the officer's language does.
 */
public final class SearchedWords {

    /** How many words are looked for; more would find nothing anyway. */
    private static final int MOST = 10;

    private final List<String> words;

    private SearchedWords(List<String> words) {
        this.words = words;
    }

    /** @param typed null or blank looks for everything */
    public static SearchedWords of(@Nullable String typed) {
        return new SearchedWords(
                typed == null
                        ? List.of()
                        : Arrays.stream(FoldedText.of(typed).split(" "))
                                .filter(word -> !word.isEmpty())
                                .distinct()
                                .limit(MOST)
                                .toList());
    }

    public boolean isEmpty() {
        return words.isEmpty();
    }

    /** @param folded as {@link FoldedText} makes it */
    public boolean standIn(String folded) {
        return words.stream().allMatch(folded::contains);
    }

    /** For what an officer reads. Not safe for several threads. */
    public static Comparator<String> asInADictionary(Language language) {
        return Collator.getInstance(language.locale())::compare;
    }
}
