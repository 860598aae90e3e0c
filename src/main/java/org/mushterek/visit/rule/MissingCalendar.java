package org.mushterek.visit.rule;

import org.mushterek.agreement.rule.RuleDescription;
import org.mushterek.agreement.rule.Verdict;
import org.mushterek.calendar.WorkingCalendar.UnknownYear;
import org.mushterek.common.Message;

/** A rule needs a year for which no calendar is loaded: a missing fact, not a fault of the program. */
final class MissingCalendar {

    private MissingCalendar() {}

    static Verdict undetermined(RuleDescription rule, UnknownYear unknown) {
        return rule.undetermined(
                "dates.from", missing(unknown), Message.of("rule.calendar.cure").with("year", unknown.year()));
    }

    static Message missing(UnknownYear unknown) {
        return Message.of("rule.calendar.missing").with("year", unknown.year());
    }
}
