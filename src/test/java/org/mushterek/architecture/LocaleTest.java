package org.mushterek.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneId;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.mushterek.Mushterek;

class LocaleTest {

    @Test
    void pinsLocaleAndZoneBeforeAnythingElse() {
        var before = Locale.getDefault();
        var zoneBefore = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
            assertThat("ID".toLowerCase(Locale.getDefault())).isEqualTo("ıd");

            // A start that ends at once, at its first look for settings.
            assertThatThrownBy(
                            () -> Mushterek.main(new String[] {"--spring.config.location=file:/no/such/settings.yaml"}))
                    .isInstanceOf(RuntimeException.class);

            assertThat(Locale.getDefault()).isEqualTo(Locale.ROOT);
            assertThat(TimeZone.getDefault().toZoneId()).isEqualTo(ZoneId.of("UTC"));
        } finally {
            Locale.setDefault(before);
            TimeZone.setDefault(zoneBefore);
        }
    }
}
