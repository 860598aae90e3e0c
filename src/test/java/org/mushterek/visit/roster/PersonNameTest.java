package org.mushterek.visit.roster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonNameTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Əliyev",
                "İbrahimoğlu",
                "Işık",
                "Öztürk-Şahin",
                "O'Neill",
                "H. Əli",
                "Ł",
                "Đặng",
                "Müller",
                "Țîru"
            })
    void leavesRightNamesAsTheyAre(String name) {
        assertThat(PersonName.of(name)).isEqualTo(new PersonName(name, 0, Set.of(), Set.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "\u01DDli, əli, 1",
        "\u018Eli, Əli, 1",
        "\u04D9li, əli, 1",
        "\u04D8li, Əli, 1",
        "\u04D8hm\u04D9d, Əhməd, 2",
        "Ali\u0307yev, Aliyev, 1",
        "O\u2019Neill, O'Neill, 1",
        "Öz\u2011Can, Öz-Can, 1"
    })
    void replacesLookAlikesAndCountsThem(String written, String name, int count) {
        assertThat(PersonName.of(written)).isEqualTo(new PersonName(name, count, Set.of(), Set.of()));
    }

    @Test
    void composesLettersAndCollapsesSpacesWithoutCounting() {
        assertThat(PersonName.of(" O\u0308zge   S\u0327ahin\u00A0Nur "))
                .isEqualTo(new PersonName("Özge Şahin Nur", 0, Set.of(), Set.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "Аliyev, А (U+0410)",
        "Αli, Α (U+0391)",
        "Aliyеv, е (U+0435)",
        "علي, 'ع (U+0639), ل (U+0644), ي (U+064A)'"
    })
    void findsLettersOfOtherAlphabets(String written, String told) {
        var name = PersonName.of(written);

        assertThat(PersonName.told(name.foreign())).isEqualTo(told);
        assertThat(name.forbidden()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{7*7}}",
                "=1+1",
                "+Ali",
                "-Ali",
                "'Ali",
                ".",
                "@Ali",
                "<img onerror>",
                "Ali2",
                "Ali_",
                "Ali\r\nVeli",
                "Ali\tVeli",
                "Ali\u0000",
                "Ali\u202EileV",
                "Ali\u200BVeli",
                "Ali\u0301\u0301x\u0300\u0300",
                "ﬁkret",
                "Ａli",
                "ǃxo",
                "ɑli",
                "Ⅷ",
                "Ali,Veli",
                "Ali;Veli",
                "Ali/Veli",
                "😀"
            })
    void findsCharactersThatStandInNoName(String written) {
        assertThat(PersonName.of(written).forbidden()).isNotEmpty();
    }

    @Test
    void tellsInvisibleCharactersByTheirCodeAlone() {
        assertThat(PersonName.of("Ali\u202Eb\u0000{").forbidden()).containsExactly("U+202E", "U+0000", "{ (U+007B)");
    }

    @Test
    void foldsSpellingsThatDifferInCaseOnly() {
        assertThat(PersonName.of("Əlİyev").folded())
                .isEqualTo(PersonName.of("ƏLIYEV").folded())
                .isEqualTo(PersonName.of("əliyev").folded())
                .isNotEqualTo(PersonName.of("Aliyev").folded());
    }
}
