package org.mushterek.visit.paper;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mushterek.common.Language;
import org.mushterek.document.PermitSheet.Person;

class GateListTest {

    @Test
    void sortsAsTheAzerbaijaniAlphabetDoes() {
        assertThat(sorted(
                        Language.AZ,
                        "Zeynalov",
                        "Xəlilov",
                        "İsmayılov",
                        "Həsənov",
                        "Iğdırlı",
                        "Eyvazov",
                        "Əliyev",
                        "Çingizov",
                        "Cəfərov",
                        "Qasımov",
                        "Kərimov",
                        "Ülviyev",
                        "Umudov",
                        "Şərifov",
                        "Sadıqov",
                        "Ömərov",
                        "Orucov",
                        "Ğanizadə",
                        "Gəncəli",
                        "Jalə"))
                .containsExactly(
                        "Cəfərov",
                        "Çingizov",
                        "Eyvazov",
                        "Əliyev",
                        "Gəncəli",
                        "Ğanizadə",
                        "Həsənov",
                        "Xəlilov",
                        "Iğdırlı",
                        "İsmayılov",
                        "Jalə",
                        "Kərimov",
                        "Qasımov",
                        "Orucov",
                        "Ömərov",
                        "Sadıqov",
                        "Şərifov",
                        "Umudov",
                        "Ülviyev",
                        "Zeynalov");
    }

    @Test
    void sortsAsTheTurkishAlphabetDoes() {
        assertThat(sorted(
                        Language.TR,
                        "Zorlu",
                        "İnönü",
                        "Işık",
                        "Hakan",
                        "Çağlar",
                        "Cengiz",
                        "Şahin",
                        "Sezer",
                        "Özal",
                        "Okan",
                        "Ünal",
                        "Uslu",
                        "Gül",
                        "Ğ",
                        "Demir",
                        "Jale"))
                .containsExactly(
                        "Cengiz", "Çağlar", "Demir", "Gül", "Ğ", "Hakan", "Işık", "İnönü", "Jale", "Okan", "Özal",
                        "Sezer", "Şahin", "Uslu", "Ünal", "Zorlu");
    }

    @Test
    void sortsNamesakesByForenamesAndThenByLine() {
        var persons = List.of(
                person(1, "Yılmaz", "Ömer"),
                person(2, "Yılmaz", "Ali"),
                person(3, "yılmaz", "Ali"),
                person(4, "Yılmaz", "Ali"));

        assertThat(GateList.sorted(persons, Language.TR.locale()).stream()
                        .filter(person -> person.surname().equals("Yılmaz")))
                .extracting(Person::line)
                .containsExactly(2, 4, 1);
    }

    private static List<String> sorted(Language language, String... surnames) {
        var persons = java.util.stream.IntStream.range(0, surnames.length)
                .mapToObj(at -> person(at + 1, surnames[at], "Ad"))
                .toList();
        return GateList.sorted(persons, language.locale()).stream()
                .map(Person::surname)
                .toList();
    }

    private static Person person(int line, String surname, String forenames) {
        return new Person(line, "OR-5", surname, forenames, "U" + line, "PARTICIPANT", List.of());
    }
}
