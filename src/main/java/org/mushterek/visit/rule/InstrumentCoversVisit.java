package org.mushterek.visit.rule;

import static org.mushterek.agreement.rule.Kind.CHECK;
import static org.mushterek.agreement.rule.Provenance.MEMORANDUM;
import static org.mushterek.agreement.rule.Severity.BLOCKS;
import static org.mushterek.agreement.rule.Severity.WARNS;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mushterek.agreement.Coverage;
import org.mushterek.agreement.rule.Fault;
import org.mushterek.agreement.rule.RuleDescription;
import org.mushterek.agreement.rule.Verdict;
import org.mushterek.common.Message;
import org.mushterek.visit.VisitDocument;
import org.mushterek.visit.rule.VisitFacts.ExerciseFacts;
import org.mushterek.visit.rule.VisitFacts.GoverningInstrument;

/**
 * House rule, derived from what the press reports of the memorandum's term: the current term of the governing instrument
 * covers every day of the visit, both states are its parties, and the visit belongs to an exercise of both; a planning
 * conference or site survey is over before that exercise begins.
 *
 * <p>Past the current term it warns while renewal is still possible and blocks once notice is given. Nothing passes while
 * the day of entry into force is unknown.
 */
record InstrumentCoversVisit() implements VisitRule {

    private static final RuleDescription DESCRIPTION = RuleDescription.ofTheHouse("LEG-01", CHECK, BLOCKS)
            .serving(MEMORANDUM, "Report.az (MoU on training approved); Trend 3492001; Azernews 183925");

    /** What is wrong, what is missing and what is only to be told, collected over all questions of the rule. */
    private static final class Faults {
        final List<Fault> breaches = new ArrayList<>();
        final List<Fault> missing = new ArrayList<>();
        final List<Fault> warnings = new ArrayList<>();
    }

    @Override
    public RuleDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Verdict judge(VisitFacts visit) {
        var faults = new Faults();
        judgeExercise(visit.document(), visit.exercise(), faults);
        judgeInstrument(visit, visit.instrument(), faults);
        if (!faults.breaches.isEmpty()) {
            var all = new ArrayList<>(faults.breaches);
            all.addAll(faults.missing);
            return DESCRIPTION.breached(all);
        }
        if (!faults.missing.isEmpty()) {
            return new Verdict.Undetermined(DESCRIPTION, faults.missing);
        }
        if (!faults.warnings.isEmpty()) {
            return DESCRIPTION.breached(WARNS, faults.warnings, List.of());
        }
        return DESCRIPTION.satisfied();
    }

    private static void judgeExercise(VisitDocument document, @Nullable ExerciseFacts exercise, Faults faults) {
        if (exercise == null) {
            faults.missing.add(fault("exerciseCode", "exerciseUnknown"));
            return;
        }
        for (var state : List.of(document.sendingState(), document.hostState())) {
            if (!exercise.parties().contains(state)) {
                faults.breaches.add(new Fault(
                        "exerciseCode",
                        DESCRIPTION
                                .say("exerciseWithout")
                                .with("exercise", exercise.code())
                                .with("state", party(state)),
                        DESCRIPTION.say("exerciseWithout.cure").with("state", party(state))));
            }
        }
        var occasion = document.particulars().occasion();
        if (occasion != null && occasion.precedesExercise()) {
            judgeBeforeExercise(document, exercise, faults);
        } else {
            judgeDuringExercise(document, exercise, faults);
        }
    }

    private static void judgeDuringExercise(VisitDocument document, ExerciseFacts exercise, Faults faults) {
        var ends = exercise.to();
        var start = document.from();
        if (ends == null) {
            faults.missing.add(undated(exercise));
        } else if (start != null && start.isAfter(ends)) {
            faults.breaches.add(new Fault(
                    "dates.from",
                    DESCRIPTION
                            .say("afterExercise")
                            .with("start", start)
                            .with("exercise", exercise.code())
                            .with("ends", ends),
                    DESCRIPTION.say("afterExercise.cure").with("ends", ends)));
        }
    }

    /** A planning conference or a site survey is over before the exercise's first day. */
    private static void judgeBeforeExercise(VisitDocument document, ExerciseFacts exercise, Faults faults) {
        var begins = exercise.from();
        var end = document.to();
        if (begins == null) {
            faults.missing.add(undated(exercise));
        } else if (end != null && !end.isBefore(begins)) {
            faults.breaches.add(new Fault(
                    "dates.to",
                    DESCRIPTION
                            .say("notBeforeExercise")
                            .with("end", end)
                            .with("exercise", exercise.code())
                            .with("begins", begins),
                    DESCRIPTION.say("notBeforeExercise.cure").with("begins", begins)));
        }
    }

    private static Fault undated(ExerciseFacts exercise) {
        return new Fault(
                "exerciseCode",
                DESCRIPTION.say("exerciseUndated").with("exercise", exercise.code()),
                DESCRIPTION.say("exerciseUndated.cure").with("exercise", exercise.code()));
    }

    private static void judgeInstrument(VisitFacts visit, @Nullable GoverningInstrument instrument, Faults faults) {
        if (instrument == null) {
            faults.breaches.add(noInstrument(visit.document()));
            return;
        }
        judgeParties(visit, instrument, faults);
        var stay = Stay.of(visit.document());
        if (stay.isEmpty()) {
            faults.missing.add(new Fault("dates.to", Message.of("rule.dates.missing"), Message.of("rule.dates.cure")));
        }
        // Without dates the question is still whether the instrument is in force at all: what is missing of it is told.
        var asked = stay.orElseGet(() -> new Stay(visit.today(), visit.today()));
        var coverage = instrument.terms().coverage(asked.from(), asked.to(), visit.today());
        if (stay.isPresent() || isAboutInstrumentAlone(coverage.state())) {
            judgeCoverage(instrument, asked, coverage, faults);
        }
    }

    private static boolean isAboutInstrumentAlone(Coverage.State state) {
        return state == Coverage.State.NO_ENTRY_INTO_FORCE || state == Coverage.State.NO_TERM;
    }

    private static void judgeParties(VisitFacts visit, GoverningInstrument instrument, Faults faults) {
        var states = new ArrayList<String>();
        states.add(visit.document().sendingState());
        states.add(visit.document().hostState());
        if (visit.exercise() != null) {
            states.addAll(visit.exercise().parties());
        }
        for (var state : states.stream().distinct().toList()) {
            if (!instrument.parties().contains(state)) {
                faults.breaches.add(new Fault(
                        "instrument",
                        DESCRIPTION
                                .say("instrumentWithout")
                                .with("instrument", instrument.title())
                                .with("state", party(state)),
                        DESCRIPTION.say("instrumentWithout.cure").with("state", party(state))));
            }
        }
    }

    private static void judgeCoverage(GoverningInstrument instrument, Stay stay, Coverage coverage, Faults faults) {
        switch (coverage.state()) {
            case CERTAIN -> {}
            case RENEWABLE, RENEWAL_DUE -> faults.warnings.add(pastTerm(instrument, stay, coverage));
            case ENDED, NOT_YET -> faults.breaches.add(outside(instrument, stay, coverage));
            case NO_ENTRY_INTO_FORCE, NO_TERM, RENEWAL_UNKNOWN ->
                faults.missing.add(unknown(instrument, coverage.state()));
        }
    }

    /** Why no start can be named on these days, or why it is not certain; null where they are certainly covered. */
    static @Nullable Fault coverageFault(GoverningInstrument instrument, Stay stay, LocalDate today) {
        var faults = new Faults();
        judgeCoverage(instrument, stay, instrument.terms().coverage(stay.from(), stay.to(), today), faults);
        return java.util.stream.Stream.of(faults.breaches, faults.missing, faults.warnings)
                .flatMap(List::stream)
                .findFirst()
                .orElse(null);
    }

    static Fault noInstrument(VisitDocument document) {
        return new Fault(
                "instrument",
                DESCRIPTION
                        .say("noInstrument")
                        .with("sending", party(document.sendingState()))
                        .with("host", party(document.hostState())),
                DESCRIPTION.say("noInstrument.cure"));
    }

    private static Fault pastTerm(GoverningInstrument instrument, Stay stay, Coverage coverage) {
        boolean isDue = coverage.state() == Coverage.State.RENEWAL_DUE;
        var reason = DESCRIPTION
                .say(isDue ? "renewalDue" : "renewable")
                .with("instrument", instrument.title())
                .with("to", stay.to())
                .with("until", known(coverage.certainUntil()));
        var cure = DESCRIPTION.say(isDue ? "renewalDue.cure" : "renewable.cure");
        return new Fault(
                "dates.to",
                reason.with("noticeCloses", known(coverage.noticeClosesOn())),
                cure.with("until", known(coverage.certainUntil())));
    }

    private static Fault outside(GoverningInstrument instrument, Stay stay, Coverage coverage) {
        if (coverage.state() == Coverage.State.NOT_YET) {
            var inForce = known(instrument.terms().enteredIntoForceOn());
            return new Fault(
                    "dates.from",
                    DESCRIPTION
                            .say("notYet")
                            .with("instrument", instrument.title())
                            .with("from", stay.from())
                            .with("inForce", inForce),
                    DESCRIPTION.say("notYet.cure").with("inForce", inForce));
        }
        return new Fault(
                "dates.to",
                DESCRIPTION
                        .say("ended")
                        .with("instrument", instrument.title())
                        .with("to", stay.to())
                        .with("until", known(coverage.certainUntil())),
                DESCRIPTION.say("ended.cure").with("until", known(coverage.certainUntil())));
    }

    private static Fault unknown(GoverningInstrument instrument, Coverage.State state) {
        return new Fault(
                "instrument",
                DESCRIPTION.say("unknown." + state).with("instrument", instrument.title()),
                DESCRIPTION.say("unknown." + state + ".cure").with("instrument", instrument.title()));
    }

    private static Object known(@Nullable LocalDate day) {
        return day == null ? Message.of("instrument.unknown") : day;
    }

    private static Fault fault(String place, String name) {
        return new Fault(place, DESCRIPTION.say(name), DESCRIPTION.say(name + ".cure"));
    }

    private static Message party(String state) {
        return Message.of("side." + state);
    }
}
