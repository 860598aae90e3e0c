package org.mushterek.visit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mushterek.visit.roster.RosterFixtures;

class WrittenNameTest {

    @ParameterizedTest
    @CsvSource({
        "Əliyev,        ALIYEV,       Əliyev gəlir",
        "Əliyev,        ALIYEV,       ELIYEV gelir",
        "Əliyev,        ALIYEV,       Aliyev is late",
        "Əliyev,        ALIYEV,       Əliyevə yer lazımdır",
        "Əliyev,        ALIYEV,       Əliyevin pasportu",
        "Əliyev,        ALIYEV,       əliyevdən soruşun",
        "Əliyev,        ALIYEV,       Əliyevlər gəlir",
        "Əliyev,        ALIYEV,       Əliyevgilə deyin",
        "Əliyev,        ALIYEV,       Bu Əliyevdir",
        "Məmmədov,      MAMMADOV,     Məmmədovun çantası",
        "Məmmədov,      MAMMADOV,     Memmedovla danışdım",
        "Məmmədova,     MAMMADOVA,    Məmmədovanınki itib",
        "Quliyeva,      GULIYEVA,     Quliyevaya bildirin",
        "Kanaryanoğlu,  KANARYANOGLU, Kanaryanoğlundan soruşun",
        "Kanaryanoğlu,  KANARYANOGLU, Kanaryanoğlunda qalıb",
        "Kılıç,         KILIC,        Kılıç'ın çantası",
        "Kılıç,         KILIC,        Kılıçtan haber yok",
        "Demir,         DEMIR,        Demir geliyor",
        "Demir,         DEMIR,        DEMİR GELİYOR",
        "Demir,         DEMIR,        Demirin evrakı eksik",
        "Koç,           KOC,          Koç nerede",
        "Ak Soy,        AK<SOY,       bugün Ak Soyun nöbeti",
        "Öz-Türk,       OZ<TURK,      Öz Türk gelmedi"
    })
    void isFoundHoweverItIsWrittenAndWhateverIsJoinedToIt(String surname, String mrz, String text) {
        assertThat(names(surname, mrz, text)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "Əliyev,        ALIYEV,       Əli gəlir",
        "Əliyev,        ALIYEV,       Əliyevka kəndi",
        "Demir,         DEMIR,        demir kapı kilitli",
        "Demir,         DEMIR,        demiri kesin",
        "Demir,         DEMIR,        Demirci geliyor",
        "Yıldız,        YILDIZ,       her omuzda iki yıldız var",
        "Kaya,          KAYA,         Kayanın altında",
        "Koç,           KOC,          Kocaman bir çadır",
        "Ak Soy,        AK<SOY,       ak bir soy",
        "Ok,            OK,           OK",
        "Quliyeva,      GULIYEVA,     Quliyev gəldi"
    })
    void isNotFoundInOtherWords(String surname, String mrz, String text) {
        assertThat(names(surname, mrz, text)).isFalse();
    }

    private static boolean names(String surname, String mrz, String text) {
        var person = RosterFixtures.aVisitor(1)
                .named(surname, "Simurq", mrz, "SIMURQ")
                .build();
        return WrittenName.of(person).stream().anyMatch(name -> name.isAmong(WrittenName.words(text)));
    }
}
