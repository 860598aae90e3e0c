package org.mushterek.demo;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mushterek.agreement.EntryField;
import org.mushterek.agreement.Instrument;
import org.mushterek.agreement.Instruments;
import org.mushterek.agreement.NewEntry;
import org.mushterek.common.Language;
import org.mushterek.common.Sides;
import org.mushterek.exercise.Exercise;
import org.mushterek.exercise.Exercises;
import org.mushterek.exercise.drill.TrainingRanges;
import org.mushterek.exercise.planning.PlanLines;
import org.mushterek.exercise.schedule.DangerZone;
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

    private static final String ASSUMPTION = "nümayiş fərziyyəsi · gösterim varsayımı · demo assumption";

    /** As the officers of each side call their own. */
    private static final Map<String, List<String>> RANGES = Map.of(
            "AZE",
            List.of(
                    "Atıcı poliqonu",
                    "Snayper poliqonu",
                    "Yaxın döyüş evi",
                    "Partlatma meydançası",
                    "Paraşüt enmə meydançası",
                    "Dağ hazırlığı sahəsi",
                    "Çay keçidi sahəsi",
                    "Ümumqoşun poliqonu"),
            "TUR",
            List.of(
                    "Tüfek atış alanı",
                    "Keskin nişancı atış alanı",
                    "Meskûn mahal atış evi",
                    "Tahrip alanı",
                    "Paraşüt atlama sahası",
                    "Dağ eğitim alanı",
                    "Nehir geçiş alanı",
                    "Birleşik sınıflı atış alanı"));

    private final Instruments instruments;
    private final Exercises exercises;
    private final PlanLines planLines;
    private final Sides sides;
    private final Clock clock;
    private final TrainingRanges ranges;

    DemoWorld(
            Instruments instruments,
            Exercises exercises,
            PlanLines planLines,
            TrainingRanges ranges,
            Sides sides,
            Clock clock) {
        this.ranges = ranges;
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
                    MEMORANDUM, new NewEntry(EntryField.ENTERED_INTO_FORCE, null, "2021-10-20", ASSUMPTION));
            instruments.recordDemoAssumption(
                    MEMORANDUM,
                    new NewEntry(EntryField.RENEWAL, null, Instrument.Renewal.EACH_TERM.name(), ASSUMPTION));
        }
        var today = LocalDate.ofInstant(clock.instant(), sides.get("AZE").zone());
        register("TUR", "YILDIZ-TOROS", "Yıldız Toros", "DEMO-1", today.plusDays(50));
        ranges("TUR", 37.2, 34.6);
        ranges("AZE", 40.3, 46.2);
        register("AZE", "QAFQAZ-QARTALI", "Qafqaz qartalı hazırlıq təlimi", "DEMO-2", today.plusDays(55));
    }

    /** Eight on each side's ground: ranges, a house for close combat, a drop zone and a training area of no real place. */
    private void ranges(String side, double latitude, double longitude) {
        var officer = account(side, Role.RANGE);
        if (!ranges.list(officer).isEmpty()) {
            return;
        }
        var names = RANGES.getOrDefault(side, List.of());
        for (var i = 0; i < names.size(); i++) {
            var north = latitude + i * 0.05;
            ranges.register(
                    officer,
                    "%s-R%02d".formatted(side, i + 1),
                    new TrainingRanges.Entry(
                            names.get(i),
                            1,
                            i < 4 ? 60 : 200,
                            30,
                            30,
                            i == 5 ? null : LocalTime.of(6, 0),
                            i == 5 ? null : LocalTime.of(23, 0),
                            north,
                            longitude,
                            List.of(
                                    new DangerZone.Corner(north, longitude),
                                    new DangerZone.Corner(north + 0.02, longitude),
                                    new DangerZone.Corner(north + 0.02, longitude + 0.03),
                                    new DangerZone.Corner(north, longitude + 0.03))),
                    0);
        }
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
                        ASSUMPTION,
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
