package org.mushterek.exercise.drill.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mushterek.agreement.rule.Judgement;
import org.mushterek.agreement.rule.Kind;
import org.mushterek.agreement.rule.RuleBookPage;
import org.mushterek.agreement.rule.RuleId;
import org.mushterek.agreement.rule.Verdict;
import org.mushterek.calendar.YearFileCalendars;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;
import org.mushterek.common.Sides;
import org.mushterek.common.Texts;

class DrillRulesTest {

    /** Monday; ten working days lie between it and 17.05.2027. */
    private static final LocalDate STARTEX = LocalDate.of(2027, 6, 7);

    private static final YearFileCalendars CALENDARS = new YearFileCalendars(new Sides());

    private final DrillRuleBook book = new DrillRuleBook();

    @Test
    void letsASoundPlanPass() {
        var judged = judge(drill("LIVE_FIRE", true, "OR-6", "OR-7"), LocalDate.of(2027, 4, 5));

        assertThat(judged.passes()).isTrue();
        assertThat(judged.findings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "DRY, false, OR-1, , true",
        "DRY, false, , , false",
        "BLANK, false, XX-1, , false",
        "LIVE_FIRE, true, OR-6, OR-7, true",
        "LIVE_FIRE, true, OR-5, OR-7, false",
        "LIVE_FIRE, true, OR-6, OR-6, false",
        "LIVE_FIRE, true, OF-1, OF-1, true",
        "LIVE_FIRE, true, OR-6, , false",
        "LIVE_FIRE, true, OR-10, OR-7, false",
        "COMBINED_ARMS, true, OR-7, OF-3, true",
        "COMBINED_ARMS, true, OR-6, OF-3, false",
        "COMBINED_ARMS, true, OR-7, OF-2, false",
        "COMBINED_ARMS, true, OR-7, OF-10, true",
        "COMBINED_ARMS, true, OR-7, OF-11, false",
        "DEMOLITION, true, OR-7, OF-1, true",
        "DEMOLITION, true, OR-6, OF-1, false",
        "DEMOLITION, true, OR-7, OR-9, false",
    })
    void asksForOverseersOfASuitableGrade(
            String kind, boolean munitions, @Nullable String safety, @Nullable String inCharge, boolean passes) {
        var verdict = verdict(judge(drill(kind, munitions, safety, inCharge), LocalDate.of(2027, 4, 5)), "RNG-01");

        assertThat(verdict.isBlocking()).isEqualTo(!passes);
        assertThat(verdict.findings()).extracting(Finding::code).allMatch("RNG-01"::equals);
    }

    @Test
    void namesTheDrillAndThePlaceOfAMissingOverseer() {
        var verdict = verdict(judge(drill("LIVE_FIRE", true, null, "OR-6"), LocalDate.of(2027, 4, 5)), "RNG-01");

        assertThat(verdict.findings())
                .extracting(Finding::place)
                .containsExactly("drills/1/safetyOfficer", "drills/1/officerInCharge");
        assertThat(verdict.findings().get(0).wrong())
                .isEqualTo(Message.of("rule.RNG-01.missing.safetyOfficer").with("drill", "D1"));
        assertThat(verdict.findings().get(1).wrong())
                .isEqualTo(Message.of("rule.RNG-01.tooLow")
                        .with("drill", "D1")
                        .with("grade", "OR-6")
                        .with("least", "OR-7"));
    }

    @Test
    void refusesAPlanInWhichBookingsClash() {
        var clash = Message.of("schedule.rule.end").with("by", 4);
        var judged = book.judge(new DrillFacts(
                List.of(drill("DRY", false, "OR-5", null)),
                List.of(clash),
                STARTEX,
                LocalDate.of(2027, 4, 5),
                LocalDate.of(2027, 4, 5),
                CALENDARS.of("TUR")));

        assertThat(judged.passes()).isFalse();
        assertThat(verdict(judged, "RNG-02").findings())
                .extracting(Finding::wrong)
                .containsExactly(clash);
    }

    @ParameterizedTest
    @CsvSource({"2027-05-20, true", "2027-05-21, true", "2027-05-22, false", "2027-06-08, false"})
    void warnsWhereAPlanIsPublishedInTheFreeze(LocalDate published, boolean inTime) {
        var latest = CALENDARS.of("TUR").latestDayFor(STARTEX, 10);
        assertThat(latest).isEqualTo(LocalDate.of(2027, 5, 21));

        var judged = judge(drill("DRY", false, "OR-5", null), published);

        assertThat(judged.passes()).isTrue();
        assertThat(verdict(judged, "RNG-05").findings().isEmpty()).isEqualTo(inTime);
    }

    @Test
    void saysWhatIsMissingWhereNoCalendarIsLoaded() {
        var judged = book.judge(new DrillFacts(
                List.of(),
                List.of(),
                LocalDate.of(2040, 6, 4),
                LocalDate.of(2040, 4, 5),
                LocalDate.of(2040, 4, 5),
                CALENDARS.of("TUR")));

        assertThat(verdict(judged, "RNG-05")).isInstanceOf(Verdict.Undetermined.class);
    }

    @Test
    void saysEveryRuleAndNumberInWords() {
        var texts = new Texts();
        assertThat(book.page().rules())
                .extracting(RuleBookPage.Line::id)
                .containsExactly("RNG-01", "RNG-02", "RNG-03", "RNG-04", "RNG-05");
        for (var line : book.page().rules()) {
            assertThat(texts.knows(line.title().key())).as(line.id()).isTrue();
            assertThat(texts.knows(line.requirement().text().key()))
                    .as(line.id())
                    .isTrue();
            assertThat(line.parameters())
                    .allMatch(parameter -> texts.knows(parameter.label().key()));
            assertThat(line.clause() == null || texts.knows(line.clause().text().key()))
                    .as(line.id())
                    .isTrue();
        }
        assertThat(book.restHours(STARTEX)).isEqualTo(8);
        assertThat(book.zoneMinutes(STARTEX)).isEqualTo(60);
    }

    /** A procedure is proved by a test of its process, which must be there. */
    @Test
    void namesTheTestOfItsOneProcedure() throws Exception {
        assertThat(book.book().descriptions())
                .filteredOn(rule -> rule.kind() == Kind.PROCEDURE)
                .extracting(rule -> rule.id().code())
                .containsExactly("RNG-03", "RNG-04");
        assertThat(Class.forName("org.mushterek.engine.visit.DrillSchedulingIT")
                        .getDeclaredMethod("usesAClosedPeriodOnlyWhereTheCommanderAllowsIt")
                        .isAnnotationPresent(Test.class))
                .isTrue();
    }

    private Judgement judge(DrillFacts.Drill drill, LocalDate published) {
        return book.judge(new DrillFacts(
                List.of(drill), List.of(), STARTEX, published, LocalDate.of(2027, 4, 5), CALENDARS.of("TUR")));
    }

    private static DrillFacts.Drill drill(
            String kind, boolean munitions, @Nullable String safetyOfficer, @Nullable String officerInCharge) {
        return new DrillFacts.Drill("D1", kind, munitions, safetyOfficer, officerInCharge);
    }

    private static Verdict verdict(Judgement judged, String rule) {
        return judged.of(new RuleId(rule)).orElseThrow();
    }
}
