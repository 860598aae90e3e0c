package org.mushterek.visit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mushterek.security.Hand;
import org.mushterek.security.Role;

/**
 * What the host decided on one revision of a request: one verdict for each visitor, one for each site, and exceptions of
 * a visitor at a site.
 *
 * @param reasonCode why, coded ({@link ReasonCode}); needed for everything but a plain approval
 * @param comment for the sending side
 * @param limits what an approval is limited to, for the sending side and the permit
 * @param staffNote for the host's eyes only
 * @param decidedFor the absent officer in whose stead it was decided
 * @param corrected whether it stands in the place of one that its author has corrected
 */
public record Decision(
        Outcome outcome,
        @Nullable String reasonCode,
        @Nullable String comment,
        @Nullable String limits,
        @Nullable String staffNote,
        List<VisitorVerdict> visitors,
        List<SiteVerdict> sites,
        List<ExceptionAtSite> exceptions,
        String decidedBy,
        Instant decidedAt,
        @Nullable String decidedFor,
        boolean corrected) {

    /** As it is read again: its parts by their numbers, and as fine a moment as the databases keep. */
    public Decision {
        visitors = visitors.stream()
                .sorted(Comparator.comparing(VisitorVerdict::line))
                .toList();
        sites = sites.stream().sorted(Comparator.comparing(SiteVerdict::site)).toList();
        exceptions = exceptions.stream()
                .sorted(Comparator.comparing(ExceptionAtSite::line).thenComparing(ExceptionAtSite::site))
                .toList();
        decidedAt = decidedAt.truncatedTo(ChronoUnit.MICROS);
    }

    /** Yes or no to one person or one place. */
    public enum Verdict {
        APPROVED,
        DENIED
    }

    /** Reasons as both sides can count them; their texts are {@code visit.reason.<code>}. */
    public enum ReasonCode {
        INCOMPLETE,
        UNCLEAR_PURPOSE,
        DOCUMENT_NOT_ACCEPTED,
        CLEARANCE_NOT_SUFFICIENT,
        SITE_NOT_AVAILABLE,
        DATES_NOT_POSSIBLE,
        ARMS_NOT_ACCEPTED,
        SECURITY_OBJECTION,
        MEDICAL_OBJECTION,
        NOT_IN_PLAN,
        OTHER
    }

    public record VisitorVerdict(
            int line, Verdict verdict, @Nullable String reasonCode) {}

    public record SiteVerdict(
            int site,
            Verdict verdict,
            @Nullable String reasonCode,
            @Nullable String limits) {}

    /** The visitor is approved, but not at this site. */
    public record ExceptionAtSite(int line, int site) {}

    Hand decided() {
        return new Hand(decidedBy, decidedFor);
    }

    /** What the sending side may read of it: which office decided, not who. */
    Decision withoutStaffNote() {
        return new Decision(
                outcome,
                reasonCode,
                comment,
                limits,
                null,
                visitors,
                sites,
                exceptions,
                Role.AUTHORITY.name(),
                decidedAt,
                null,
                corrected);
    }

    /** Whether both say the same, whoever said it when. */
    boolean saysTheSameAs(Decision other) {
        return outcome == other.outcome
                && Objects.equals(reasonCode, other.reasonCode)
                && Objects.equals(comment, other.comment)
                && Objects.equals(limits, other.limits)
                && Objects.equals(staffNote, other.staffNote)
                && visitors.equals(other.visitors)
                && sites.equals(other.sites)
                && exceptions.equals(other.exceptions);
    }

    /** Lines of the visitors that are approved. */
    public List<Integer> approvedLines() {
        return visitors.stream()
                .filter(visitor -> visitor.verdict() == Verdict.APPROVED)
                .map(VisitorVerdict::line)
                .toList();
    }

    public List<Integer> approvedSites() {
        return sites.stream()
                .filter(site -> site.verdict() == Verdict.APPROVED)
                .map(SiteVerdict::site)
                .toList();
    }
}
