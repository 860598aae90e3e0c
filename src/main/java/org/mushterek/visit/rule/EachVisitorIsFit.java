package org.mushterek.visit.rule;

import static org.mushterek.agreement.rule.Kind.CHECK;
import static org.mushterek.agreement.rule.Provenance.COMPARABLE;
import static org.mushterek.agreement.rule.Severity.WARNS;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Objects;
import org.mushterek.agreement.rule.DatedParameters;
import org.mushterek.agreement.rule.Fault;
import org.mushterek.agreement.rule.RuleDescription;
import org.mushterek.agreement.rule.Verdict;
import org.mushterek.common.Message;
import org.mushterek.visit.Attachment;
import org.mushterek.visit.VisitDocument.HandedFile;

/**
 * House rule, after framework agreements of Türkiye with other states, whose guests must be medically fit: each person has a
 * certificate of fitness that is not too old on the first day of the visit.
 *
 * <p>It is shown as a day on the roll, as attached files for the person or for the whole roll, or as both, and then each has
 * to hold. A missing certificate warns; one that is too old, that ends before the visit, or of a day that has not come, blocks.
 */
record EachVisitorIsFit(DatedParameters parameters) implements VisitRule {

    static final String AGE = "medical.fitnessMonths";

    private static final RuleDescription DESCRIPTION = RuleDescription.ofTheHouse(
                    "MED-04", CHECK, WARNS, AGE, AttachedEvidence.FILES)
            .serving(COMPARABLE, "debates.parlamento.pt II-A 12/02/179 p. 65");

    @Override
    public RuleDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Verdict judge(VisitFacts visit) {
        var document = visit.document();
        if (document.visitors().isEmpty()) {
            return DESCRIPTION.notApplicable();
        }
        var start = document.from();
        if (start == null) {
            return Stay.undetermined(DESCRIPTION, "dates.from");
        }
        int months = parameters.on(visit.parametersDate()).months(AGE);
        int files = parameters.on(visit.parametersDate()).minimum(AttachedEvidence.FILES);
        var missing = new ArrayList<Integer>();
        var unattached = new ArrayList<Integer>();
        var faults = new ArrayList<Fault>();
        for (var visitor : document.visitors()) {
            var certifiedOn = visitor.fitnessCertifiedOn();
            var evidence = AttachedEvidence.of(document, Attachment.Kind.FITNESS, visitor.line());
            if (certifiedOn != null && certifiedOn.isAfter(visit.today())) {
                faults.add(fault(
                        visitor.line(), DESCRIPTION.say("future").with("certifiedOn", certifiedOn), start, months));
            } else if (certifiedOn != null && certifiedOn.plusMonths(months).isBefore(start)) {
                faults.add(fault(
                        visitor.line(),
                        DESCRIPTION
                                .say("reason")
                                .with("certifiedOn", certifiedOn)
                                .with("months", months)
                                .with("start", start),
                        start,
                        months));
            } else if (!evidence.dated().isEmpty()
                    && evidence.dated().stream().noneMatch(file -> holds(file, visit, start, months))) {
                faults.add(attachedFault(
                        visitor.line(), evidence.dated().get(evidence.dated().size() - 1), visit, start, months));
            } else if (certifiedOn == null && evidence.dated().isEmpty()) {
                missing.add(visitor.line());
            } else if (evidence.attached() < files) {
                unattached.add(visitor.line());
            }
        }
        return Evidence.verdict(DESCRIPTION, "visitors", missing, unattached, faults);
    }

    /** The certificate is of a day that has come, young enough when the visit begins, and does not end during it. */
    private static boolean holds(HandedFile file, VisitFacts visit, LocalDate start, int months) {
        var certifiedOn = Objects.requireNonNull(file.validFrom());
        return !certifiedOn.isAfter(visit.today())
                && !certifiedOn.plusMonths(months).isBefore(start)
                && (file.validUntil() == null || !file.validUntil().isBefore(lastDay(visit, start)));
    }

    private static LocalDate lastDay(VisitFacts visit, LocalDate start) {
        var to = visit.document().to();
        return to == null ? start : to;
    }

    private static Fault attachedFault(int line, HandedFile file, VisitFacts visit, LocalDate start, int months) {
        var certifiedOn = Objects.requireNonNull(file.validFrom());
        var ends = file.validUntil();
        Message reason;
        if (certifiedOn.isAfter(visit.today())) {
            reason = DESCRIPTION.say("fileFuture");
        } else if (certifiedOn.plusMonths(months).isBefore(start) || ends == null) {
            reason = DESCRIPTION.say("file").with("months", months).with("start", start);
        } else {
            reason = DESCRIPTION.say("fileEnds").with("until", ends);
        }
        return new Fault(
                "line " + line + ", attachments",
                reason.with("line", line).with("certifiedOn", certifiedOn),
                DESCRIPTION
                        .say("file.cure")
                        .with("line", line)
                        .with("earliest", start.minusMonths(months))
                        .with("to", lastDay(visit, start)));
    }

    private static Fault fault(int line, Message reason, LocalDate start, int months) {
        return new Fault(
                "line " + line + ", fitness_certified_on",
                reason.with("line", line),
                DESCRIPTION.say("cure").with("line", line).with("earliest", start.minusMonths(months)));
    }
}
