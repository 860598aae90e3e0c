package org.mushterek.engine.guard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The database speaks the language of its own machine. */
class OneWayFlushTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ERROR: insert or update on table \"act_ru_variable\" violates foreign key constraint \"act_fk_var_exe\"",
                "HATA: \"act_ru_variable\" tablosu üzerinde ekleme veya güncelleme \"act_fk_var_exe\" ikincil anahtar"
                        + " (foreign key) kısıtlamasını ihlal ediyor",
                "FEHLER: Einfügen oder Aktualisieren in Tabelle »act_ru_variable« verletzt Fremdschlüssel-Constraint"
                        + " »act_fk_var_exe«",
                "ERREUR: une instruction insert ou update sur la table « act_ru_variable » viole la contrainte de clé"
                        + " étrangère « act_fk_var_exe »",
                "ОШИБКА: INSERT или UPDATE в таблице \"act_ru_variable\" нарушает ограничение внешнего ключа"
                        + " \"act_fk_var_exe\"\n  Подробности: Ключ отсутствует в таблице \"act_ru_execution\".",
            })
    void readsTheNamesOfABrokenKeyInEachLanguage(String message) {
        assertThat(OneWayFlush.names(message)).containsExactly("act_ru_variable", "act_fk_var_exe");
    }
}
