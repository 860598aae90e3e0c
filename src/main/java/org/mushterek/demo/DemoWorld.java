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
import org.mushterek.exercise.planning.PlanLines;
import org.mushterek.security.Account;
import org.mushterek.security.Role;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Supposes what is not public of the memorandum (entry into force, renewal each year) and registers one exercise on each
 * side's ground, each on an agreed line of the yearly plan, so that a request can be made in both directions.
 */
@Component
@Profile("demo")
class DemoWorld implements ApplicationRunner {

    private static final String MEMORANDUM = "SF-EXERCISES-2021";
    private static final List<String> PARTIES = List.of("AZE", "TUR");

    /** How far the window of a line reaches before STARTEX and past it. */
    private static final int WINDOW_DAYS = 90;

    private final Instruments instruments;
    private final Exercises exercises;
    private final PlanLines planLines;
    private final Sides sides;
    private final Clock clock;

    DemoWorld(Instruments instruments, Exercises exercises, PlanLines planLines, Sides sides, Clock clock) {
        this.instruments = instruments;
        this.exercises = exercises;
        this.planLines = planLines;
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
        register("TUR", "YILDIZ-TOROS", "Yıldız Toros", "DEMO-1", today.plusDays(50));
        register("AZE", "QAFQAZ-QARTALI", "Qafqaz qartalı hazırlıq təlimi", "DEMO-2", today.plusDays(55));
    }

    private void register(String host, String code, String title, String line, LocalDate firstDay) {
        if (exercises.find(code).isEmpty()) {
            agree(host, line, title, firstDay);
            exercises.register(
                    account(host, Role.PLANNER),
                    new Exercise(code, title, host, PARTIES, firstDay, firstDay.plusDays(9), line, 0));
        }
    }

    private void agree(String host, String number, String title, LocalDate firstDay) {
        var signedOn = LocalDate.ofInstant(clock.instant(), sides.get(host).zone());
        var line = planLines.propose(
                account(host, Role.PLANNER),
                new PlanLines.Proposal(
                        number,
                        firstDay.getYear(),
                        title,
                        PARTIES,
                        host,
                        firstDay.minusDays(WINDOW_DAYS),
                        firstDay.plusDays(WINDOW_DAYS),
                        "demo assumption",
                        signedOn,
                        0));
        for (var party : PARTIES) {
            line = planLines.agree(account(party, Role.AUTHORITY), number, line.version());
        }
    }

    private Account account(String side, Role role) {
        return new Account("system", sides.get(side), Set.of(role), Language.EN);
    }
}
