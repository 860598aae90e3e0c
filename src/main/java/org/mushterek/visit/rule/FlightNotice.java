package org.mushterek.visit.rule;

import java.time.LocalDate;
import java.util.List;
import java.util.function.ToIntFunction;
import org.mushterek.agreement.rule.RuleDescription;
import org.mushterek.agreement.rule.Verdict;
import org.mushterek.calendar.WorkingCalendar.UnknownYear;
import org.mushterek.common.Message;
import org.mushterek.visit.VisitDocument.FlightKind;
import org.mushterek.visit.VisitDocument.TravelMeans;

/** How AIR-01 and AIR-03 judge: a flight to one state, notified on working days of that state. */
final class FlightNotice {

    private FlightNotice() {}

    /** Armed, with dangerous or military cargo, or fitted with sensors. */
    static boolean needsLongNotice(FlightKind kind) {
        return kind != FlightKind.VIP && kind != FlightKind.OTHER;
    }

    /** @param workingDays the notice that flights of these kinds need */
    static Verdict judge(
            RuleDescription rule, VisitFacts visit, String host, ToIntFunction<List<FlightKind>> workingDays) {
        var document = visit.document();
        var flight = document.airMovement();
        if (!document.hostState().equals(host) || flight == null && document.means() != TravelMeans.MILITARY_AIR) {
            return rule.notApplicable();
        }
        var kinds = flight == null ? null : flight.kinds();
        if (flight == null || kinds == null || kinds.isEmpty()) {
            return rule.undetermined(
                    "airMovement.kinds", Message.of("rule.flight.missing"), Message.of("rule.flight.missing.cure"));
        }
        var arrives = flight.arrivesAt();
        var landing = arrives == null ? document.from() : arrives.toLocalDate();
        if (landing == null) {
            return Stay.undetermined(rule, "dates.from");
        }
        var note = flight.notifiedOn();
        var notified = note == null ? visit.delivery().toLocalDate() : note;
        try {
            return judge(rule, visit, landing, notified, workingDays.applyAsInt(kinds));
        } catch (UnknownYear unknown) {
            return MissingCalendar.undetermined(rule, unknown);
        }
    }

    private static Verdict judge(
            RuleDescription rule, VisitFacts visit, LocalDate landing, LocalDate notified, int days) {
        var latest = visit.hostCalendar().latestDayFor(landing, days);
        if (!notified.isAfter(latest)) {
            return rule.satisfied();
        }
        return rule.breached(
                "airMovement.notifiedOn",
                Message.of("rule.flight.late")
                        .with("landing", landing)
                        .with("notified", notified)
                        .with("days", days)
                        .with("latest", latest),
                Message.of("rule.flight.late.cure")
                        .with("latest", latest)
                        .with("earliest", visit.hostCalendar().earliestStartAfter(notified, days)));
    }
}
