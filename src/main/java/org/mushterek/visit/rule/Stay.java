package org.mushterek.visit.rule;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.mushterek.agreement.rule.RuleDescription;
import org.mushterek.agreement.rule.Verdict;
import org.mushterek.common.Message;
import org.mushterek.visit.VisitDocument;

/** The days of a visit, both included, once they are given in the right order. */
record Stay(LocalDate from, LocalDate to) {

    static Optional<Stay> of(VisitDocument document) {
        var from = document.from();
        var to = document.to();
        return from == null || to == null || to.isBefore(from) ? Optional.empty() : Optional.of(new Stay(from, to));
    }

    int days() {
        return (int) ChronoUnit.DAYS.between(from, to) + 1;
    }

    /** For a rule that needs dates which are missing or stand in the wrong order. */
    static Verdict undetermined(RuleDescription rule, String place) {
        return rule.undetermined(place, Message.of("rule.dates.missing"), Message.of("rule.dates.cure"));
    }
}
