package org.mushterek.exercise.drill.rule;

import java.time.LocalDate;
import java.util.List;
import org.mushterek.agreement.rule.DatedParameters;
import org.mushterek.agreement.rule.Judgement;
import org.mushterek.agreement.rule.RuleBook;
import org.mushterek.agreement.rule.RuleBookPage;
import org.mushterek.agreement.rule.ShownRuleBook;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The rules on drills and ranges in the order in which they are told. */
@Component
@Order(3)
public class DrillRuleBook implements ShownRuleBook {

    private static final String PARAMETERS = "/rulebook/drill.yaml";

    private final DatedParameters parameters;
    private final RuleBook<DrillFacts> book;

    @Autowired
    public DrillRuleBook() {
        this(DatedParameters.read(PARAMETERS));
    }

    /** A book with other numbers than the shipped ones. */
    public DrillRuleBook(DatedParameters parameters) {
        this.parameters = parameters;
        this.book = new RuleBook<>(List.<DrillRule>of(
                new EachBookingIsOverseen(parameters),
                new BookingsDoNotClash(),
                new ClosedPeriodIsAllowedByCommander(),
                new ForeignUseIsConfirmedByEveryOffice(),
                new PlanIsPublishedBeforeTheFreeze(parameters)));
    }

    public Judgement judge(DrillFacts facts) {
        return book.judge(facts);
    }

    /** Hours of rest between any two drills of a team, by the parameters of a day. */
    public int restHours(LocalDate day) {
        return parameters.on(day).hours(BookingsDoNotClash.REST);
    }

    /** For how many minutes a danger zone stays closed before and after a drill (RNG-02), by the parameters of a day. */
    public int zoneMinutes(LocalDate day) {
        return parameters.on(day).minutes(BookingsDoNotClash.BUFFER);
    }

    /** How many minutes after it is asked for a plan may move a drill to at the earliest (RNG-02), by the parameters of a day. */
    public int replanLeadMinutes(LocalDate day) {
        return parameters.on(day).minutes(BookingsDoNotClash.LEAD);
    }

    public RuleBook<DrillFacts> book() {
        return book;
    }

    /** The book as a person sees it. */
    @Override
    public RuleBookPage page() {
        return RuleBookPage.of(book.descriptions(), parameters);
    }
}
