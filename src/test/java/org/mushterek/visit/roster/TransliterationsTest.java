package org.mushterek.visit.roster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransliterationsTest {

    @ParameterizedTest
    @CsvSource({
        "Əliyev, ALIYEV",
        "Əliyev, ELIYEV",
        "Öztürk, OZTURK",
        "Öztürk, OEZTUERK",
        "Işık, ISIK",
        "İnce, INCE",
        "Uğurlu, UGURLU",
        "Çelik, CELIK",
        "Xəlilov, KHALILOV",
        "Quliyev, GULIYEV",
        "Cəfərov, JAFAROV",
        "Cəfərov, CAFAROV",
        "Şükürov, SHUKUROV",
        "Çobanov, CHOBANOV",
        "Bağırov, BAGHIROV",
        "Nur Ayşe, NUR<AYSE",
        "Öztürk-Şahin, OZTURK<SAHIN",
        "Abdul-Rahman, ABDULRAHMAN",
        "Ab - Ba, AB<BA",
        "O'Neill, ONEILL",
        "Straße, STRASSE",
        "Müller, MUELLER",
        "Ñoño, NXXONO"
    })
    void fitTheTableOrThePractice(String name, String mrz) {
        assertThat(Transliterations.fits(name, mrz)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "Əliyev, OLIYEV",
        "Əliyev, ALIYEVA",
        "Əliyeva, ALIYEV",
        "Öztürk, OSTURK",
        "Nur Ayşe, NURAYSE",
        "Əliyev, ''"
    })
    void doNotFitOtherSpellings(String name, String mrz) {
        assertThat(Transliterations.fits(name, mrz)).isFalse();
    }

    @Test
    void givesTheLikeliestSpellingFirst() {
        assertThat(Transliterations.candidates("Əli")).containsExactly("ALI", "ELI");
        assertThat(Transliterations.candidates("Öz Ü"))
                .containsExactly("OZ<U", "OZ<UE", "OZ<UXX", "OEZ<U", "OEZ<UE", "OEZ<UXX");
    }

    @Test
    void givesCandidatesThatAllFit() {
        var name = "Çağrı-Gül Şəxəqöc";

        assertThat(Transliterations.candidates(name))
                .hasSizeGreaterThan(50)
                .allMatch(mrz -> Transliterations.fits(name, mrz));
    }

    @Test
    void givesNoMoreThanItsLimit() {
        assertThat(Transliterations.candidates("əöüçşğxqcäåñø".repeat(7))).hasSize(256);
    }
}
