package org.mushterek.visit.rule;

import static org.mushterek.agreement.rule.Kind.PROCEDURE;
import static org.mushterek.agreement.rule.Provenance.COMPARABLE;
import static org.mushterek.agreement.rule.Severity.BLOCKS;

import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import org.mushterek.agreement.rule.DatedParameters;
import org.mushterek.agreement.rule.RuleDescription;
import org.mushterek.agreement.rule.Verdict;
import org.mushterek.calendar.WorkingCalendar;
import org.mushterek.calendar.WorkingCalendar.UnknownYear;

/**
 * House rule, after Canada's Annex 6-B: the host's time begins when the request is delivered; what comes after the
 * cut-off or on a closed day counts as received on the next working day of the host.
 *
 * <p>Never breached: it says which day counts.
 */
record ClockStartsAtDelivery(DatedParameters parameters) implements VisitRule {

    static final String CUT_OFF = "visit.receiptCutOff";

    private static final RuleDescription DESCRIPTION =
            RuleDescription.ofTheHouse("VIS-09", PROCEDURE, BLOCKS, CUT_OFF).serving(COMPARABLE, "Canada, Annex 6-B");

    @Override
    public RuleDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Verdict judge(VisitFacts visit) {
        var delivery = visit.delivery();
        try {
            return DESCRIPTION.satisfied(DESCRIPTION
                    .say("received")
                    .with("delivered", delivery.toLocalDateTime())
                    .with("received", receiptDay(visit)));
        } catch (UnknownYear unknown) {
            return MissingCalendar.undetermined(DESCRIPTION, unknown);
        }
    }

    /**
     * The day on which a request counts as received.
     *
     * @throws UnknownYear where the host's calendar does not reach that far
     */
    LocalDate receiptDay(VisitFacts visit) {
        return receiptDay(visit.delivery(), visit.parametersDate(), visit.hostCalendar());
    }

    /** @param delivery in the host's zone */
    LocalDate receiptDay(ZonedDateTime delivery, LocalDate parametersDate, WorkingCalendar hostCalendar) {
        var cutOff = parameters.on(parametersDate).timeOfDay(CUT_OFF);
        var day = delivery.toLocalDate();
        // What reads 17:00:00 on paper is in time, as deadlines are counted (WorkingTime).
        var time = delivery.toLocalTime().truncatedTo(ChronoUnit.SECONDS);
        return hostCalendar.sameOrNextWorkingDay(time.isAfter(cutOff) ? day.plusDays(1) : day);
    }
}
