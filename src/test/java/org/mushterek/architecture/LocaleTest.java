package org.mushterek.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.mushterek.Mushterek;

class LocaleTest {

    @Test
    void pinsTheLocaleBeforeAnythingElse() {
        var before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            assertThat("ID".toLowerCase(Locale.getDefault())).isEqualTo("ıd");

            // A start that ends at once, at its first look for settings.
            assertThatThrownBy(
                            () -> Mushterek.main(new String[] {"--spring.config.location=file:/no/such/settings.yaml"}))
                    .isInstanceOf(RuntimeException.class);

            assertThat(Locale.getDefault()).isEqualTo(Locale.ROOT);
        } finally {
            Locale.setDefault(before);
        }
    }
}
