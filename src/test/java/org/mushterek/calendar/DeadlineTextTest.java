package org.mushterek.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.Month;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mushterek.common.Language;
import org.mushterek.common.Sides;
import org.mushterek.common.Texts;
import org.mushterek.common.WrittenTime;

class DeadlineTextTest {

    private final DeadlineText deadlines = new DeadlineText(new Sides());
    private final Texts texts = new Texts();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TUR|AZE|EN|12.05.2027 17:00 (Istanbul 17:00, Baku 18:00, 14:00Z, 121400ZMAY27)",
                "TUR|AZE|TR|12.05.2027 17:00 (İstanbul 17:00, Bakü 18:00, 14:00Z, 121400ZMAY27)",
                "AZE|TUR|AZ|12.05.2027 18:00 (Bakı 18:00, İstanbul 17:00, 14:00Z, 121400ZMAY27)",
            })
    void showsBothLocalTimesAndZulu(String own, String other, Language language, String shown) {
        var due = Instant.parse("2027-05-12T14:00:00Z");

        assertThat(texts.say(deadlines.shown(due, own, other), language)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2027-04-05T20:00:00Z|AZE|TUR|05.04.2027 24:00 (Baku 24:00, Istanbul 23:00, 20:00Z, 052000ZAPR27)",
                "2027-04-05T21:00:00Z|TUR|AZE|05.04.2027 24:00 (Istanbul 24:00, Baku 06.04.2027 01:00, 21:00Z, 052100ZAPR27)",
                "2027-04-05T20:00:00Z|TUR|AZE|05.04.2027 23:00 (Istanbul 23:00, Baku 24:00, 20:00Z, 052000ZAPR27)",
                "2027-04-05T20:01:00Z|AZE|TUR|06.04.2027 00:01 (Baku 00:01, Istanbul 05.04.2027 23:01, 05.04.2027 20:01Z,"
                        + " 052001ZAPR27)",
            })
    void tellsMidnightAsTheEndOfTheDay(Instant due, String own, String other, String shown) {
        assertThat(texts.say(deadlines.shown(due, own, other), Language.EN)).isEqualTo(shown);
    }

    @Test
    void showsTheDateOfATimeOnAnotherDay() {
        var due = Instant.parse("2027-12-31T20:30:00Z");

        assertThat(texts.say(deadlines.shown(due, "AZE", "TUR"), Language.EN))
                .isEqualTo("01.01.2028 00:30 (Baku 00:30, Istanbul 31.12.2027 23:30, 31.12.2027 20:30Z, 312030ZDEC27)");
    }

    @Test
    void writesTheMonthInEnglishUnderEveryLocale() {
        var before = Locale.getDefault();
        try {
            for (var tag : new String[] {"tr-TR", "az-Latn-AZ", "en-GB", "ar-SA-u-nu-arab"}) {
                Locale.setDefault(Locale.forLanguageTag(tag));
                var groups = Stream.of(Month.values())
                        .map(month -> WrittenTime.dateTimeGroup(java.time.LocalDateTime.of(2030, month, 5, 7, 9, 59)
                                .toInstant(ZoneOffset.UTC)));
                assertThat(groups)
                        .containsExactly(
                                "050709ZJAN30",
                                "050709ZFEB30",
                                "050709ZMAR30",
                                "050709ZAPR30",
                                "050709ZMAY30",
                                "050709ZJUN30",
                                "050709ZJUL30",
                                "050709ZAUG30",
                                "050709ZSEP30",
                                "050709ZOCT30",
                                "050709ZNOV30",
                                "050709ZDEC30");
            }
        } finally {
            Locale.setDefault(before);
        }
    }
}
