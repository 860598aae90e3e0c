package org.mushterek.exercise.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mushterek.common.FilledSheet;
import org.mushterek.common.Language;
import org.mushterek.common.Texts;
import org.mushterek.exercise.drill.DrillProgrammeSheet.Column;

class DrillProgrammeSheetTest {

    private final Texts texts = new Texts();

    @ParameterizedTest
    @EnumSource(Language.class)
    void namesEachColumnByAWordOfItsOwn(Language language) {
        for (var column : Column.values()) {
            var word = texts.say(column.text(), language);

            assertThat(Arrays.stream(Column.values())
                            .filter(other -> FilledSheet.means(texts, word, other.code(), other.text())))
                    .as(word)
                    .containsExactly(column);
        }
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void saysInEachLanguageWhatMayStandInAColumn(Language language) {
        assertThat(Column.values()).allSatisfy(column -> assertThat(texts.say(column.help(), language))
                .isNotBlank()
                .isNotEqualTo(column.help()));
    }
}
