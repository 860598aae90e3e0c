package org.mushterek.visit.rule;

import static org.mushterek.agreement.rule.Kind.CHECK;
import static org.mushterek.agreement.rule.Provenance.COMPARABLE;
import static org.mushterek.agreement.rule.Severity.BLOCKS;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mushterek.agreement.rule.Fault;
import org.mushterek.agreement.rule.RuleDescription;
import org.mushterek.agreement.rule.Verdict;
import org.mushterek.visit.VisitDocument;
import org.mushterek.visit.Visitor;

/**
 * House rule, after the request form of allied ministries: a request names at least one visitor and one site, its dates
 * and kind, a purpose, a point of contact, a security officer, means and route of travel, and says whether arms are
 * carried.
 */
record RequestIsComplete() implements VisitRule {

    private static final RuleDescription DESCRIPTION = RuleDescription.ofTheHouse("VIS-01", CHECK, BLOCKS)
            .serving(COMPARABLE, "Canada RFV form; NISPOM Appendix B; DSS visits page");

    @Override
    public RuleDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Verdict judge(VisitFacts visit) {
        var document = visit.document();
        var faults = new ArrayList<Fault>();
        require(isGiven(document.exerciseCode()), "exerciseCode", faults);
        require(document.kind() != null, "kind", faults);
        require(isGiven(document.purpose()), "purpose", faults);
        require(document.from() != null, "dates.from", faults);
        require(document.to() != null, "dates.to", faults);
        judgeOrderOfDates(document, faults);
        require(!document.sites().isEmpty(), "sites", faults);
        require(isReachable(document.pointOfContact()), "pointOfContact", faults);
        require(isReachable(document.securityOfficer()), "securityOfficer", faults);
        require(!document.visitors().isEmpty(), "visitors", faults);
        judgeArms(document, faults);
        judgeLines(document, faults);
        require(document.means() != null, "means", faults);
        judgeRoute(document, faults);
        return DESCRIPTION.breachedOrSatisfied(faults);
    }

    private static void judgeOrderOfDates(VisitDocument document, List<Fault> faults) {
        var from = document.from();
        var to = document.to();
        if (from != null && to != null && to.isBefore(from)) {
            faults.add(new Fault(
                    "dates.to",
                    DESCRIPTION.say("order").with("from", from).with("to", to),
                    DESCRIPTION.say("order.cure").with("from", from)));
        }
    }

    private static void judgeArms(VisitDocument document, List<Fault> faults) {
        var armed = document.armed();
        require(armed != null, "armed", faults);
        if (armed != null && armed && document.arms().isEmpty()) {
            faults.add(new Fault("arms", DESCRIPTION.say("armsNotListed"), DESCRIPTION.say("armsNotListed.cure")));
        }
        if (armed != null && !armed && !document.arms().isEmpty()) {
            faults.add(new Fault("arms", DESCRIPTION.say("armsDenied"), DESCRIPTION.say("armsDenied.cure")));
        }
    }

    /** Who carries a weapon or travels by a leg stands on the roll. */
    private static void judgeLines(VisitDocument document, List<Fault> faults) {
        var lines = document.visitors().stream().map(Visitor::line).collect(Collectors.toSet());
        for (int at = 0; at < document.arms().size(); at++) {
            var bearer = document.arms().get(at).bearer();
            if (bearer != null && !lines.contains(bearer)) {
                faults.add(notOnRoll("arms[" + at + "].bearer", String.valueOf(bearer)));
            }
        }
        var legs = document.annexes().legs();
        for (int at = 0; legs != null && at < legs.size(); at++) {
            var leg = legs.get(at);
            var strangers = leg == null || leg.travellers() == null
                    ? List.<Integer>of()
                    : leg.travellers().stream()
                            .filter(line -> !lines.contains(line))
                            .toList();
            if (leg != null && leg.travellers() != null && leg.travellers().isEmpty()) {
                faults.add(new Fault(
                        "annexes.legs[" + at + "].travellers",
                        DESCRIPTION.say("nobodyTravels"),
                        DESCRIPTION.say("nobodyTravels.cure")));
            }
            if (!strangers.isEmpty()) {
                faults.add(notOnRoll(
                        "annexes.legs[" + at + "].travellers",
                        strangers.stream().map(String::valueOf).collect(Collectors.joining(", "))));
            }
        }
    }

    private static Fault notOnRoll(String place, String lines) {
        return new Fault(place, DESCRIPTION.say("notOnRoll").with("lines", lines), DESCRIPTION.say("notOnRoll.cure"));
    }

    private static void judgeRoute(VisitDocument document, List<Fault> faults) {
        var route = document.route();
        require(!route.isEmpty(), "route", faults);
        if (!route.isEmpty()
                && !(route.get(0).equals(document.sendingState())
                        && route.get(route.size() - 1).equals(document.hostState()))) {
            faults.add(new Fault(
                    "route",
                    DESCRIPTION
                            .say("route")
                            .with("route", String.join(" – ", route))
                            .with("sending", document.sendingState())
                            .with("host", document.hostState()),
                    DESCRIPTION
                            .say("route.cure")
                            .with("sending", document.sendingState())
                            .with("host", document.hostState())));
        }
    }

    private static void require(boolean isGiven, String place, List<Fault> faults) {
        if (!isGiven) {
            faults.add(new Fault(
                    place,
                    DESCRIPTION.say("missing").with("field", DESCRIPTION.say("field." + place)),
                    DESCRIPTION.say("missing.cure").with("field", DESCRIPTION.say("field." + place))));
        }
    }

    private static boolean isGiven(@Nullable String text) {
        return text != null && !text.isBlank();
    }

    private static boolean isReachable(VisitDocument.@Nullable Contact contact) {
        return contact != null && isGiven(contact.name()) && (isGiven(contact.phone()) || isGiven(contact.email()));
    }
}
