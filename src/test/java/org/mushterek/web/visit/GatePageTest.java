package org.mushterek.web.visit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mushterek.common.Language;
import org.springframework.mock.web.MockHttpServletRequest;

class GatePageTest {

    @ParameterizedTest
    @CsvSource({
        "   ,                      , AZ TR EN",
        "az ,                      , AZ",
        "tr , az                   , TR",
        "   , tr-TR                , TR",
        "   , 'de, az;q=0.8, tr;q=0.9', TR",
        "   , de                   , AZ TR EN",
        "xx , de                   , AZ TR EN",
        "xx , en-GB                , EN"
    })
    void speaksTheChosenLanguageElseTheReadersElseAll(
            @Nullable String chosen, @Nullable String accepted, String languages) {
        var request = new MockHttpServletRequest();
        if (chosen != null) {
            request.setParameter("lang", chosen);
        }
        if (accepted != null) {
            request.addHeader("Accept-Language", accepted);
            request.setPreferredLocales(Arrays.stream(accepted.split(","))
                    .sorted(java.util.Comparator.comparing(
                            (String part) -> part.contains("0.8") ? 2 : part.contains("0.9") ? 1 : 0))
                    .map(part -> java.util.Locale.forLanguageTag(part.split(";")[0].strip()))
                    .toList());
        }

        assertThat(GatePage.languages(request))
                .isEqualTo(List.of(languages.split(" ")).stream()
                        .map(Language::valueOf)
                        .toList());
    }
}
