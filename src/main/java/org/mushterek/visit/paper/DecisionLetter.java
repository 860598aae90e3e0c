package org.mushterek.visit.paper;

import static org.mushterek.visit.paper.Written.code;
import static org.mushterek.visit.paper.Written.day;
import static org.mushterek.visit.paper.Written.days;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mushterek.document.PaperSheet.Cell;
import org.mushterek.document.PaperSheet.Column;
import org.mushterek.document.PaperSheet.Grid;
import org.mushterek.document.PaperSheet.Row;
import org.mushterek.document.PaperSheet.Section;
import org.mushterek.visit.Decision;
import org.mushterek.visit.Decision.SiteVerdict;
import org.mushterek.visit.Decision.VisitorVerdict;
import org.mushterek.visit.Outcome;

/** The host's answer to one revision of a request: outcome, and the verdict on each site and each person. */
public final class DecisionLetter {

    /** Outcomes that end a visit, and of an amendment only the amendment. */
    private static final Set<Outcome> ENDS = Set.of(Outcome.DENIED, Outcome.NOT_SPONSORED);

    private DecisionLetter() {}

    /** @param receivedOn day on which the delivery of the revision counts */
    public static List<Section> of(VisitBasis visit, Decision decision, LocalDate receivedOn) {
        var document = visit.document();
        var particulars = document.particulars();
        var sections = new ArrayList<Section>();
        var subject = Section.headed("paper.letter.subject").fact("paper.letter.request", Cell.text(visit.request()));
        if (document.amends() != null) {
            subject = subject.fact("paper.letter.amends", Cell.text(document.amends()));
        }
        sections.add(subject.fact(
                        "ui.sendingReference",
                        Cell.text(Written.joined(particulars.sendingReference(), day(particulars.sendingDate()))))
                .fact("paper.letter.received", Cell.text(day(receivedOn)))
                .fact("paper.exercise", Cell.text(visit.exercise()))
                .fact("ui.dates", days(document.from(), document.to())));
        sections.add(decision(decision, document.amends() != null));
        // Of a refused amendment nobody is refused who is permitted already.
        var tellsEach = document.amends() == null || decision.outcome().isApproval();
        if (tellsEach && !decision.sites().isEmpty()) {
            sections.add(Section.headed("paper.sites").grid(sites(visit, decision)));
        }
        if (tellsEach && !decision.visitors().isEmpty()) {
            sections.add(Section.headed("paper.persons").grid(persons(visit, decision)));
        }
        sections.add(Section.headed("paper.letter.signature")
                .fact(
                        "paper.issuingAuthority",
                        Cell.said("side." + document.hostState()),
                        Cell.said("ui.role.AUTHORITY"))
                .signed("paper.sign.authority", "paper.sign.stamp")
                .note("paper.houseForm"));
        return sections;
    }

    private static Section decision(Decision decision, boolean isAmendment) {
        var section = Section.headed("paper.letter.decision")
                .prose("paper.letter." + (isAmendment && ENDS.contains(decision.outcome()) ? "amendment." : "")
                        + decision.outcome())
                .strong("ui.outcome", Cell.said("ui.outcome." + decision.outcome()));
        if (isAmendment) {
            section =
                    section.prose(decision.outcome().isApproval() ? "paper.letter.amended" : "paper.letter.notAmended");
        }
        if (decision.reasonCode() != null) {
            section = section.fact("ui.reasonCode", reason(decision.reasonCode()));
        }
        if (decision.limits() != null && !decision.limits().isBlank()) {
            section = section.fact("paper.limits", Cell.text(decision.limits()));
        }
        if (decision.comment() != null && !decision.comment().isBlank()) {
            section = section.fact("paper.letter.comment", Cell.text(decision.comment()));
        }
        return section;
    }

    private static Grid sites(VisitBasis visit, Decision decision) {
        var named = visit.document().sites().stream().collect(Collectors.toMap(site -> site.no(), site -> site.name()));
        var grid = Grid.of(
                Column.of("paper.line", 9),
                Column.of("paper.siteName"),
                Column.of("ui.verdict", 38),
                Column.of("ui.reasonCode", 40),
                Column.of("paper.siteLimits", 42));
        for (SiteVerdict verdict : decision.sites()) {
            grid = grid.row(
                    Cell.text(verdict.site()),
                    Cell.text(named.get(verdict.site())),
                    code("paper.verdict.", verdict.verdict()),
                    reason(verdict.reasonCode()),
                    Cell.text(verdict.limits()));
        }
        return grid;
    }

    private static Grid persons(VisitBasis visit, Decision decision) {
        Map<Integer, VisitorVerdict> verdicts =
                decision.visitors().stream().collect(Collectors.toMap(VisitorVerdict::line, Function.identity()));
        var grid = Grid.of(
                Column.of("paper.line", 9),
                Column.of("paper.grade", 13),
                Column.of("paper.surname", 34),
                Column.of("paper.forenames"),
                Column.of("ui.verdict", 36),
                Column.of("ui.reasonCode", 32),
                Column.of("paper.exceptedSites", 18));
        for (var visitor : visit.document().visitors()) {
            var verdict = verdicts.get(visitor.line());
            if (verdict == null) {
                continue;
            }
            grid = grid.row(Row.of(
                    verdict.verdict() == Decision.Verdict.DENIED,
                    Cell.text(visitor.line()),
                    Cell.text(visitor.grade()),
                    Cell.text(visitor.surname()),
                    Cell.text(visitor.forenames()),
                    code("paper.verdict.", verdict.verdict()),
                    reason(verdict.reasonCode()),
                    Cell.text(decision.exceptions().stream()
                            .filter(exception -> exception.line() == visitor.line())
                            .map(exception -> String.valueOf(exception.site()))
                            .collect(Collectors.joining(", ")))));
        }
        return grid;
    }

    private static Cell reason(@Nullable String code) {
        return code == null ? Cell.text(null) : Cell.said("ui." + code);
    }
}
