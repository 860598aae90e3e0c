package org.mushterek.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mushterek.common.Language;
import org.mushterek.common.Sides;
import org.mushterek.common.Texts;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

class CalendarRemarksTest {

    private final YearFileCalendars calendars = new YearFileCalendars(new Sides());
    private final Texts texts = new Texts();

    @Test
    void tellsClosedWeekdaysAndHalfDaysByName() {
        assertThat(said(calendars.of("TUR"), "2026-10-26", "2026-10-30", Language.TR))
                .containsExactly(
                        "Türkiye, 28.10.2026: yarım gün, mesai bitimi saat 13:00 (Cumhuriyet Bayramı); süre hesabında"
                                + " tatil günü sayılır.",
                        "Türkiye, 29.10.2026: resmî tatil (Cumhuriyet Bayramı).");
        assertThat(said(calendars.of("TUR", HalfDays.WORKED), "2026-10-28", "2026-10-28", Language.EN))
                .containsExactly(
                        "Türkiye, 28.10.2026: half-day, closed from 13:00 (Republic Day); counted as a working day.");
    }

    @Test
    void tellsSubstitutesMourningAndExchangedDays() {
        var aze = calendars.of("AZE");

        assertThat(said(aze, "2026-11-06", "2026-11-11", Language.AZ))
                .containsExactly(
                        "Azərbaycan, 09.11.2026: qeyri-iş günü, bayram (Dövlət Bayrağı Günü).",
                        "Azərbaycan, 10.11.2026: istirahət gününə və ya başqa bayrama təsadüf edən bayramın əvəzinə"
                                + " qeyri-iş günü (Zəfər Günü).");
        assertThat(said(aze, "2026-01-20", "2026-01-20", Language.AZ))
                .containsExactly("Azərbaycan, 20.01.2026: qeyri-iş günü, hüzn günü (Ümumxalq Hüzn Günü).");
        assertThat(said(aze, "2024-04-06", "2024-04-12", Language.EN))
                .containsExactly(
                        "Azerbaijan, 06.04.2024: working day; the government exchanged this day of rest for a working"
                                + " day.",
                        "Azerbaijan, 10.04.2024: closed, public holiday (Ramazan holiday (Eid al-Fitr)).",
                        "Azerbaijan, 11.04.2024: closed, public holiday (Ramazan holiday (Eid al-Fitr)).",
                        "Azerbaijan, 12.04.2024: closed; the government exchanged this working day for a day of rest.");
        assertThat(said(calendars.of("TUR"), "2024-04-08", "2024-04-08", Language.TR))
                .containsExactly("Türkiye, 08.04.2024: hükûmet kararıyla tatil (idari izin).");
    }

    @Test
    void tellsOfBothHolidaysOfOneDay() {
        assertThat(said(calendars.of("AZE"), "2026-05-28", "2026-05-28", Language.AZ))
                .containsExactly("Azərbaycan, 28.05.2026: qeyri-iş günü, bayram (Qurban bayramı, Müstəqillik Günü).");
    }

    @Test
    void saysThatADateIsAnEstimateOnBothCalendars() {
        assertThat(said(calendars.both("AZE", "TUR"), "2027-03-08", "2027-03-09", Language.EN))
                .containsExactly(
                        "Azerbaijan, 08.03.2027: closed, public holiday (Women's Day).",
                        "Türkiye, 08.03.2027: half-day, closed from 13:00 (Ramazan holiday (Eid al-Fitr)); counted as"
                                + " a closed day. The date is an estimate: it has not been officially fixed yet and may"
                                + " change.",
                        "Azerbaijan, 09.03.2027: closed, public holiday (Ramazan holiday (Eid al-Fitr)). The date is an"
                                + " estimate: it has not been officially fixed yet and may change.",
                        "Türkiye, 09.03.2027: closed, public holiday (Ramazan holiday (Eid al-Fitr)). The date is an"
                                + " estimate: it has not been officially fixed yet and may change.");
    }

    @Test
    void isSilentOnOrdinaryDaysAndHolidaysOnAWeekend() {
        assertThat(said(calendars.of("AZE"), "2027-06-26", "2027-06-27", Language.EN))
                .isEmpty();
        assertThat(said(calendars.of("TUR"), "2027-05-15", "2027-05-16", Language.EN))
                .isEmpty();
        assertThat(said(calendars.of("AZE"), "2027-06-07", "2027-06-07", Language.EN))
                .isEmpty();
        assertThat(calendars.of("AZE").remarksOn(LocalDate.parse("2027-06-16"), LocalDate.parse("2027-06-14")))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void hasWordsForEveryEntryOfEveryFile(Language language) throws IOException {
        var missing = new TreeSet<String>();
        var files = new PathMatchingResourcePatternResolver().getResources("classpath*:calendars/*.yaml");
        for (var resource : files) {
            try (var content = resource.getInputStream()) {
                for (var entry : YearFile.read(String.valueOf(resource.getFilename()), content)
                        .days()) {
                    var key = "calendar.holiday." + entry.holiday();
                    if (entry.holiday() != null && !texts.versions(key).containsKey(language.code())) {
                        missing.add(key);
                    }
                }
            }
        }
        for (var side : new Sides().all()) {
            assertThat(texts.knows("calendar.localTime." + side.code())).isTrue();
        }

        assertThat(files).hasSizeGreaterThanOrEqualTo(4);
        assertThat(missing).isEmpty();
    }

    private List<String> said(WorkingCalendar calendar, String from, String to, Language language) {
        return calendar.remarksOn(LocalDate.parse(from), LocalDate.parse(to)).stream()
                .map(remark -> texts.say(remark, language))
                .toList();
    }
}
