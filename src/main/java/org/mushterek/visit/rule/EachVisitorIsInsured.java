package org.mushterek.visit.rule;

import static org.mushterek.agreement.rule.Kind.CHECK;
import static org.mushterek.agreement.rule.Provenance.MEMORANDUM;
import static org.mushterek.agreement.rule.Severity.WARNS;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Objects;
import org.mushterek.agreement.rule.DatedParameters;
import org.mushterek.agreement.rule.Fault;
import org.mushterek.agreement.rule.RuleDescription;
import org.mushterek.agreement.rule.Verdict;
import org.mushterek.visit.Attachment;
import org.mushterek.visit.VisitDocument.HandedFile;

/**
 * House rule, after what the press reports of the memorandum's insurance, whose premiums the sending side or its persons pay:
 * insurance is shown for each person and covers every day of the visit.
 *
 * <p>That evidence is shown for each person is the house's demand: as days on the roll, as attached files for the person or
 * for the whole roll, or as both, and then each has to hold. Missing evidence warns; insurance that does not cover the visit
 * blocks.
 */
record EachVisitorIsInsured(DatedParameters parameters) implements VisitRule {

    private static final RuleDescription DESCRIPTION = RuleDescription.ofTheHouse(
                    "MED-03", CHECK, WARNS, AttachedEvidence.FILES)
            .serving(MEMORANDUM, "Report.az (MoU on training approved); APA 13-09-2021 (357679)");

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
        var stay = Stay.of(document);
        if (stay.isEmpty()) {
            return Stay.undetermined(DESCRIPTION, "dates.to");
        }
        int files = parameters.on(visit.parametersDate()).minimum(AttachedEvidence.FILES);
        var first = stay.get().from();
        var last = stay.get().to();
        var missing = new ArrayList<Integer>();
        var unattached = new ArrayList<Integer>();
        var faults = new ArrayList<Fault>();
        for (var visitor : document.visitors()) {
            var from = visitor.insuredFrom();
            var until = visitor.insuredUntil();
            var onRoll = from != null && until != null;
            var evidence = AttachedEvidence.of(document, Attachment.Kind.INSURANCE, visitor.line());
            if (from != null && until != null && !covers(from, until, first, last)) {
                faults.add(new Fault(
                        "line " + visitor.line() + ", insured_until",
                        DESCRIPTION
                                .say("reason")
                                .with("line", visitor.line())
                                .with("from", from)
                                .with("until", until),
                        DESCRIPTION
                                .say("cure")
                                .with("line", visitor.line())
                                .with("from", first)
                                .with("to", last)));
            } else if (!evidence.dated().isEmpty()
                    && evidence.dated().stream().noneMatch(file -> covers(file, first, last))) {
                faults.add(attachedFault(
                        visitor.line(), evidence.dated().get(evidence.dated().size() - 1), first, last));
            } else if (!onRoll && evidence.dated().isEmpty()) {
                missing.add(visitor.line());
            } else if (evidence.attached() < files) {
                unattached.add(visitor.line());
            }
        }
        return Evidence.verdict(DESCRIPTION, "visitors", missing, unattached, faults);
    }

    private static Fault attachedFault(int line, HandedFile file, LocalDate first, LocalDate last) {
        var reason = file.validUntil() == null
                ? DESCRIPTION.say("fileOpen")
                : DESCRIPTION.say("file").with("until", file.validUntil());
        return new Fault(
                "line " + line + ", attachments",
                reason.with("line", line).with("from", Objects.requireNonNull(file.validFrom())),
                DESCRIPTION
                        .say("file.cure")
                        .with("line", line)
                        .with("from", first)
                        .with("to", last));
    }

    /** A file without a last day does not say that it covers the visit. */
    private static boolean covers(HandedFile file, LocalDate first, LocalDate last) {
        return file.validUntil() != null
                && covers(Objects.requireNonNull(file.validFrom()), file.validUntil(), first, last);
    }

    private static boolean covers(LocalDate from, LocalDate until, LocalDate first, LocalDate last) {
        return !from.isAfter(first) && !until.isBefore(last);
    }
}
