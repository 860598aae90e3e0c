package org.mushterek.demo;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.mushterek.agreement.EntryField;
import org.mushterek.agreement.Instrument;
import org.mushterek.agreement.Instruments;
import org.mushterek.agreement.NewEntry;
import org.mushterek.common.Language;
import org.mushterek.common.Sides;
import org.mushterek.exercise.Exercise;
import org.mushterek.exercise.Exercises;
import org.mushterek.security.Account;
import org.mushterek.security.Role;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Supposes what is not public of the memorandum (entry into force, renewal each year) and registers one exercise on each
 * side's ground, so that a request can be made in both directions.
 */
@Component
@Profile("demo")
class DemoWorld implements ApplicationRunner {

    private static final String MEMORANDUM = "SF-EXERCISES-2021";

    private final Instruments instruments;
    private final Exercises exercises;
    private final Sides sides;
    private final Clock clock;

    DemoWorld(Instruments instruments, Exercises exercises, Sides sides, Clock clock) {
        this.instruments = instruments;
        this.exercises = exercises;
        this.sides = sides;
        this.clock = clock;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (instruments.entriesOf(MEMORANDUM).isEmpty()) {
            instruments.recordDemoAssumption(
                    MEMORANDUM, new NewEntry(EntryField.ENTERED_INTO_FORCE, null, "2021-10-20", "demo assumption"));
            instruments.recordDemoAssumption(
                    MEMORANDUM,
                    new NewEntry(EntryField.RENEWAL, null, Instrument.Renewal.EACH_TERM.name(), "demo assumption"));
        }
        var today = LocalDate.ofInstant(clock.instant(), sides.get("AZE").zone());
        register("TUR", "YILDIZ-TOROS", "Yıldız Toros", today.plusDays(50));
        register("AZE", "QAFQAZ-QARTALI", "Qafqaz qartalı hazırlıq təlimi", today.plusDays(55));
    }

    private void register(String host, String code, String title, LocalDate firstDay) {
        if (exercises.find(code).isEmpty()) {
            exercises.register(
                    new Account("system", sides.get(host), Set.of(Role.PLANNER), Language.EN),
                    new Exercise(
                            code, title, host, List.of("AZE", "TUR"), firstDay, firstDay.plusDays(9), "DEMO-1", 0));
        }
    }
}
