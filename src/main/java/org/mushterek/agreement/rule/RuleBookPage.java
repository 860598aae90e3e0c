package org.mushterek.agreement.rule;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Message;

/** A rule book as it is shown to a person: every rule with its provenance and the history of its numbers. */
public record RuleBookPage(List<Line> rules) {

    /**
     * One rule.
     *
     * @param clause null where the rule serves none
     * @param source whose demand it is and which clause it serves, in one sentence
     */
    public record Line(
            String id,
            Message title,
            Kind kind,
            Severity severity,
            @Nullable Clause clause,
            Requirement requirement,
            Message source,
            List<Parameter> parameters) {}

    /** One number of a rule through time, the oldest entry first. */
    public record Parameter(String name, Message label, List<DatedParameters.Entry> history) {}

    public static RuleBookPage of(List<RuleDescription> descriptions, DatedParameters parameters) {
        return new RuleBookPage(descriptions.stream()
                .map(rule -> new Line(
                        rule.id().code(),
                        rule.title(),
                        rule.kind(),
                        rule.severity(),
                        rule.clause(),
                        rule.requirement(),
                        rule.source(),
                        rule.parameters().stream()
                                .map(name -> new Parameter(
                                        name, Message.of("parameter." + name), parameters.historyOf(name)))
                                .toList()))
                .toList());
    }
}
