package org.mushterek.visit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
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

    @ParameterizedTest
    @CsvSource({
        "Bayram,  BAYRAM,  bayramda iş yoxdur,              Bayram gəlmədi",
        "Sefer,   SEFER,   ikinci sefer yapıldı,            Sefer gelmedi",
        "Uygun,   UYGUN,   yer uygundur,                    Uygun gelmedi",
        "Metin,   METIN,   ekteki metin,                    Metin gelmedi",
        "Doğru,   DOGRU,   saat doğru,                      Doğru gelmedi",
        "Gerçek,  GERCEK,  gerçek mermi,                    Gerçek gelmedi",
        "Yolcu,   YOLCU,   on yolcu,                        Yolcu gelmedi",
        "Geçer,   GECER,   yol köyden geçer,                Geçer gelmedi",
        "Üstün,   USTUN,   üstün hizmet,                    Üstün gelmedi",
        "Topçu,   TOPCU,   topçu ateşi,                     Topçu gelmedi",
        "Nişancı, NISANCI, iki keskin nişancı,              Nişancı gelmedi",
        "Çavuş,   CAVUS,   bir çavuş,                       Çavuş gelmedi",
        "Kaptan,  KAPTAN,  geminin kaptanı,                 Kaptan gelmedi",
        "Vahid,   VAHID,   vahid plan,                      Vahid gəlmədi",
        "Türk,    TURK,    Türk Silahlı Kuvvetleri,         Türk gelmedi",
        "Türk,    TURK,    türk qoşunları,                  TÜRK GELMEDİ",
        "Bayram,  BAYRAM,  Bayram qoşunları,                Bayram qoşundan ayrılmadı deyir Bayram",
        "Demir,   DEMIR,   Demir Kuvvet tatbikatı,          Demir ve kuvveti",
        "Kaya,    KAYA,    Kaya Silahlı,                    Kaya"
    })
    void isNotFoundWhereItIsAnOrdinaryWordOrAForces(String surname, String mrz, String ordinary, String name) {
        assertThat(names(surname, mrz, ordinary)).isFalse();
        assertThat(names(surname, mrz, name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mayor Elşad gəlir",
                "Mayor Elşadın pasportu",
                "Yüzbaşı ELŞAD",
                "kpt. Elşad (iki çanta)",
                "yzb. elsad gelmedi",
                "Kapitan Elshad is late",
                "Capt. Elshad",
                "Elşad bəy gəlir",
                "Elşad Mayora deyin",
                "mayor Elşad. Sonra gedirik",
                "mayor Elşad Aa gəlir",
                "Aa Elşad",
                "Elşad Aa",
                "mayor Aa",
                "AA, Elşad",
                "Polkovnik Aa gəldi",
                "Sayın Elşad Bey"
            })
    void isFoundByTheForenameBesideARankAndByAShortSurnameBesideEither(String text) {
        assertThat(isNamed(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Elşad gəlir",
                "AA batareyaları",
                "Aa",
                "mayor gəldi, Elşad yox",
                "mayor Elşad Məmmədov qarşılayır",
                "mayor Elçin",
                "mayorlar və Elşad",
                "Elşadın mayoru"
            })
    void isNotFoundByAForenameOrAShortSurnameAlone(String text) {
        assertThat(isNamed(text)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "Deniz, Yarbay Deniz geldi,   true",
        "Deniz, Albay Deniz Kuvvetleri Komutanlığında, false",
        "Deniz, yarbay deniz gezisinde, false",
        "Deniz, Deniz Yarbay geldi,   false",
        "Can,   Yüzbaşı Can geldi,    true",
        "Can,   Yüzbaşı can kaybı bildirdi, false",
        "El,    mayor elini qaldırdı, false"
    })
    void takesAForenameThatIsAWordForTheWordWhereItMayBe(String forename, String text, boolean isFound) {
        var person = RosterFixtures.aVisitor(1)
                .named("Kanaryanoğlu", forename, "KANARYANOGLU", forename.toUpperCase(Locale.ROOT))
                .build();

        assertThat(WrittenName.of(person).stream().anyMatch(name -> name.isAmong(WrittenName.words(text))))
                .isEqualTo(isFound);
    }

    @ParameterizedTest
    @CsvSource({
        "Emre Demir,         true",
        "DEMİR Emre,         true",
        "demir,              true",
        "Yzb. Demir,         true",
        "E. Demir,           true",
        "Mehmet Emre Demir,  true",
        "Yüzbaşı Emre,       true",
        "A. Demir,           false",
        "Ayşe Demir,         false",
        "Emre,               false",
        "Emre Kaya,          false",
        "Yüzbaşı Emre Kaya,  false",
        "Demirel Emre,       false",
        "KONDOR-4821,        false"
    })
    void isTheNameOfAContactWithForenameInitialOrRank(String contact, boolean isPerson) {
        var person = RosterFixtures.aVisitor(1)
                .named("Demir", "Emre Can", "DEMIR", "EMRE<CAN")
                .build();

        assertThat(WrittenName.of(person).stream().anyMatch(name -> name.isNameOf(WrittenName.words(contact))))
                .isEqualTo(isPerson);
    }

    private static boolean isNamed(String text) {
        var person =
                RosterFixtures.aVisitor(1).named("Aa", "Elşad", "AA", "ELSHAD").build();
        return WrittenName.of(person).stream().anyMatch(name -> name.isAmong(WrittenName.words(text)));
    }

    private static boolean names(String surname, String mrz, String text) {
        var person = RosterFixtures.aVisitor(1)
                .named(surname, "Simurq", mrz, "SIMURQ")
                .build();
        return WrittenName.of(person).stream().anyMatch(name -> name.isAmong(WrittenName.words(text)));
    }
}
