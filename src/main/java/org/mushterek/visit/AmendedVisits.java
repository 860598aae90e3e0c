package org.mushterek.visit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.visit.Decision.ExceptionAtSite;
import org.mushterek.visit.Decision.SiteVerdict;
import org.mushterek.visit.Decision.Verdict;
import org.mushterek.visit.rule.VisitFacts.AmendedVisit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What an amendment would change: the permitted visit as both sides know it, without whoever was recalled since. */
@Component
class AmendedVisits {

    /** An amendment that the host has approved and whose permit is not handed over yet. */
    private static final String BEING_ISSUED = """
            select a.request_number from visit_amendment a
            join visit_request r on r.number = a.request_number
            join visit_decision d on d.request_number = r.number and d.revision = r.revision
            left join visit_permit p on p.request_number = r.number
            where a.amends = ? and d.outcome in ('APPROVED', 'APPROVED_WITH_LIMITS')
            and r.state in ('AT_HOST', 'QUESTION', 'APPROVED') and p.handed_over_at is null""";

    private final HostCases cases;
    private final KeptCopies copies;
    private final JdbcClient database;

    AmendedVisits(HostCases cases, KeptCopies copies, JdbcClient database) {
        this.cases = cases;
        this.copies = copies;
        this.database = database;
    }

    private record Kept(String number, Permit.State state) {}

    /** The permitted visit that this document would change; null for a first request. */
    @Nullable
    AmendedVisit amendedBy(VisitDocument document) {
        var amends = document.amends();
        if (amends == null) {
            return null;
        }
        var permit = permit(amends).orElseThrow();
        return new AmendedVisit(
                permitted(amends),
                permit.number(),
                permit.state().isOpen()
                        // It has taken the place of that permit itself.
                        || permit.state() == Permit.State.AMENDED
                                && permit(document.number()).isPresent(),
                ancestors(amends));
    }

    /** The request as the host approved it, with the persons and sites that its permit lets in. */
    VisitDocument permitted(String number) {
        var received = cases.findLatest(number).orElseThrow();
        var decision = cases.decision(number, received.revision()).orElseThrow();
        var lines = new HashSet<>(decision.approvedLines());
        lines.removeAll(recalled(number));
        return received.document().with(lines, Set.copyOf(decision.approvedSites()));
    }

    /** Lines of whom the sending side has called back from a permit. */
    List<Integer> recalled(String number) {
        return database.sql("select line from visit_recalled_person where request_number = ?")
                .param(number)
                .query(Integer.class)
                .list();
    }

    private Optional<Kept> permit(String request) {
        return database.sql("select number, state from visit_permit where request_number = ?")
                .param(request)
                .query((row, n) -> new Kept(row.getString("number"), Permit.State.valueOf(row.getString("state"))))
                .optional();
    }

    /** How many amendments led to the permit of a request. */
    private int ancestors(String number) {
        var count = 0;
        for (var of = amendedBy(number); of.isPresent(); of = amendedBy(of.get())) {
            count++;
        }
        return count;
    }

    /**
     * What the host has approved already of an amendment, on the lines and with the numbers of the new request.
     *
     * @param limits of the whole permit; null where it has none
     * @param sites verdicts on the settled sites, with their limits
     * @param siteLimits limits of each site that was permitted and is still asked for, changed or not
     * @param exceptions of persons who stay at sites that stay, changed or not: a new passport or other days open no door
     */
    record Settled(
            AmendmentChanges changes,
            @Nullable String limits,
            List<SiteVerdict> sites,
            TreeMap<Integer, String> siteLimits,
            List<ExceptionAtSite> exceptions) {}

    /** What is approved already of the visit that a document asks for; empty for a first request. */
    Optional<Settled> settled(VisitDocument document) {
        return Optional.ofNullable(document.amends()).map(amends -> settled(amends, permitted(amends), document));
    }

    /** @param permitted the visit that the document amends, as its permit lets it in */
    Settled settled(String amends, VisitDocument permitted, VisitDocument document) {
        var decision = cases.decision(amends, permitted.revision()).orElseThrow();
        var changes = AmendmentChanges.between(permitted, document);
        var sites = new ArrayList<SiteVerdict>();
        var siteLimits = new TreeMap<Integer, String>();
        changes.knownSites().forEach((now, before) -> decision.sites().stream()
                .filter(verdict -> verdict.site() == before)
                .forEach(verdict -> {
                    if (changes.settledSites().containsKey(now)) {
                        sites.add(new SiteVerdict(now, Verdict.APPROVED, null, verdict.limits()));
                    }
                    if (verdict.limits() != null) {
                        siteLimits.put(now, verdict.limits());
                    }
                }));
        var exceptions = new ArrayList<ExceptionAtSite>();
        changes.knownLines().forEach((line, earlierLine) -> changes.knownSites().forEach((site, earlierSite) -> {
            if (decision.exceptions().contains(new ExceptionAtSite(earlierLine, earlierSite))) {
                exceptions.add(new ExceptionAtSite(line, site));
            }
        }));
        return new Settled(changes, decision.limits(), sites, siteLimits, exceptions);
    }

    /** Nothing is taken from the visit, and nothing takes its place, until the transaction ends. */
    void lock(String number) {
        copies.lock(number);
    }

    /**
     * Refuses what would take the ground from an approved amendment while its permit is not out.
     *
     * @throws Refusal CONFLICT, naming the amendment
     */
    void demandNoneToIssue(String number) {
        lock(number);
        database.sql(BEING_ISSUED).param(number).query(String.class).optional().ifPresent(amendment -> {
            throw Refusal.of(
                    Refusal.Kind.CONFLICT, Message.of("visit.amend.beingIssued").with("number", amendment));
        });
    }

    /**
     * The first day that hangs on the request: of an amendment the day on which the visit begins, permitted or wished,
     * whichever is earlier.
     */
    @Nullable
    LocalDate firstDay(VisitDocument document) {
        var wished = document.from();
        var amends = document.amends();
        if (amends == null) {
            return wished;
        }
        var permitted = cases.findLatest(amends).orElseThrow().document().from();
        return wished == null || permitted != null && permitted.isBefore(wished) ? permitted : wished;
    }

    /** The request that another one amends. */
    Optional<String> amendedBy(String number) {
        return database.sql("select amends from visit_amendment where request_number = ?")
                .param(number)
                .query(String.class)
                .optional();
    }
}
