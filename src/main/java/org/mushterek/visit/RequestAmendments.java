package org.mushterek.visit;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.common.Sides;
import org.mushterek.security.Account;
import org.mushterek.security.Role;
import org.mushterek.visit.VisitDocument.HandedFile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * A permitted visit that the sending side wants to change (VIS-11 to VIS-15): a request of its own, which begins as what is
 * permitted and goes the way of every request. Its permit takes the place of the earlier one; until then, and where the host
 * refuses, that one stays as it is.
 */
@Service
public class RequestAmendments {

    /** The rules that say before anything is changed that nothing can be. */
    private static final Set<String> FORBID_ALL = Set.of("VIS-13", "VIS-14", "VIS-15");

    /** How an amendment ends without a permit. */
    static final Set<RequestState> CAME_TO_NOTHING = Set.of(
            RequestState.DENIED, RequestState.NOT_SPONSORED, RequestState.WITHDRAWN, RequestState.LAPSED_UNANSWERED);

    private final SendingSide sendingSide;
    private final VisitRequests requests;
    private final Permits permits;
    private final AmendedVisits amended;
    private final VisitJudgement judgement;
    private final VisitIdentities identities;
    private final Attachments attachments;
    private final KeptCopies copies;
    private final VisitStory story;
    private final VisitProcesses processes;
    private final Sides sides;
    private final JdbcClient database;

    RequestAmendments(
            SendingSide sendingSide,
            VisitRequests requests,
            Permits permits,
            AmendedVisits amended,
            VisitJudgement judgement,
            VisitIdentities identities,
            Attachments attachments,
            KeptCopies copies,
            VisitStory story,
            VisitProcesses processes,
            Sides sides,
            JdbcClient database) {
        this.sendingSide = sendingSide;
        this.requests = requests;
        this.permits = permits;
        this.amended = amended;
        this.judgement = judgement;
        this.identities = identities;
        this.attachments = attachments;
        this.copies = copies;
        this.story = story;
        this.processes = processes;
        this.sides = sides;
        this.database = database;
    }

    /**
     * Refuses what cannot be amended, before an amendment of it is opened.
     *
     * @throws Refusal NOT_FOUND for what the account may not read; CONFLICT where no permit is out, where another amendment is
     *     under way, and with the breaches of the rules that forbid every amendment of it
     */
    @Transactional
    public void check(Account planner, String earlier) {
        VisitAccess.mayOpen(planner);
        copies.lock(earlier);
        var before = sendingSide.read(planner, earlier);
        if (!permits.isOut(earlier)) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "visit.amend.noPermit");
        }
        underWay(earlier).ifPresent(other -> {
            throw Refusal.of(
                    Refusal.Kind.CONFLICT, Message.of("visit.amend.underWay").with("number", other));
        });
        copies.demand(earlier, before.document().sendingState());
        if (!processes.letsPermitBeReplaced(earlier, sides.get(before.document().hostState()))) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "visit.amend.earlierRelease");
        }
        var unchanged = amended.permitted(earlier).amending(earlier, earlier);
        var breaches = judgement
                .ofRequest(new VisitRequest(
                        unchanged,
                        RequestState.PREPARATION,
                        0,
                        before.openedAt(),
                        planner.handFor(Role.PLANNER),
                        null,
                        null,
                        null,
                        null))
                .blockingFindings()
                .stream()
                .filter(finding -> FORBID_ALL.contains(finding.code()))
                .toList();
        if (!breaches.isEmpty()) {
            throw new Refusal(Refusal.Kind.CONFLICT, Message.of("visit.rulesForbid"), breaches);
        }
    }

    /**
     * Fills a request that has just been opened with what the permit of an earlier one lets in. Evidence that was attached for
     * the persons comes along.
     *
     * @param number of the new request
     * @throws Refusal as {@link #check}
     */
    @Transactional
    public VisitRequest fill(Account planner, String number, String earlier) {
        check(planner, earlier);
        var opened = sendingSide.editable(
                planner, number, sendingSide.read(planner, number).version());
        var document = amended.permitted(earlier).amending(earlier, number);
        requests.saveContent(document, opened.version());
        requests.saveRoll(number, document.sendingState(), document.visitors(), opened.version() + 1);
        var place = document.group();
        database.sql("insert into visit_amendment (request_number, amends, group_number, part) values (?, ?, ?, ?)")
                .params(number, earlier, place == null ? null : place.number(), place == null ? null : place.part())
                .update();
        attachments.copy(earlier, document.sendingState(), number, document.visitors());
        story.tell(number, planner.side().code(), planner.id(), "amendmentOpened", earlier);
        return sendingSide.request(number);
    }

    /**
     * What an amendment changes, for either of its two sides.
     *
     * @param amends the request that it amends
     * @param permit number of the permit whose place its own would take
     * @param permitted the visit as it is permitted, without what identifies its persons; null beside a judgement
     * @param permittedLines whom it lets in by now; a reader whose {@code permitted} has others reads it anew before
     *     {@code lines} are looked up in it
     * @param permittedSites numbers of its sites by now
     * @param files of the amendment, where its document does not list them yet
     * @param changes what differs
     * @param lines what else differs, line by line; a line's places stand in {@code permitted} and in the amendment's document
     * @param limits what the whole permit was limited to
     * @param siteLimits what was limited at a site, by its number in the amendment, the settled ones and those to be decided anew
     * @param exceptions of settled persons at settled sites, as they stand in the amendment
     */
    public record Shown(
            String amends,
            String permit,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            ShownDocument permitted,

            List<Integer> permittedLines,
            List<Integer> permittedSites,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            List<HandedFile> files,

            AmendmentChanges changes,
            List<ChangedLine> lines,
            @Nullable String limits,
            TreeMap<Integer, String> siteLimits,
            List<Decision.ExceptionAtSite> exceptions) {}

    /**
     * What the document changes where it is an amendment, with the permitted visit, whose reading is on record. Empty too where
     * the earlier visit's persons were erased.
     */
    Optional<Shown> read(Account account, VisitDocument document) {
        return shown(document, permitted -> {
            identities.dossierRead(account, permitted);
            return identities.masked(permitted);
        });
    }

    /** What the document changes where it is an amendment, by lines and numbers alone. */
    Optional<Shown> changes(VisitDocument document) {
        return shown(document, permitted -> null);
    }

    private Optional<Shown> shown(VisitDocument document, Function<VisitDocument, @Nullable ShownDocument> permitted) {
        var amends = document.amends();
        var visit = amended.amendedBy(document);
        if (amends == null || visit == null || visit.permitted().visitors().isEmpty()) {
            return Optional.empty();
        }
        var files = document.files() == null
                ? attachments.ofRequest(document.number(), document.sendingState(), document.visitors())
                : null;
        var wished = files == null ? document : document.withFiles(files);
        var settled = amended.settled(amends, visit.permitted(), wished);
        return Optional.of(new Shown(
                amends,
                visit.permit(),
                permitted.apply(visit.permitted()),
                visit.permitted().visitors().stream().map(Visitor::line).toList(),
                visit.permitted().sites().stream().map(VisitDocument.Site::no).toList(),
                files,
                settled.changes(),
                settled.changes().lines(visit.permitted(), wished),
                settled.limits(),
                settled.siteLimits(),
                settled.exceptions()));
    }

    /**
     * An amendment of a visit, as one of its sides knows it.
     *
     * @param state a {@link RequestState} for the sending side, a {@link HostState} for the host
     */
    public record Amendment(String number, String state) {}

    /** The amendments of a request that the side knows of, the earliest first: for the host those that were handed to it. */
    List<Amendment> of(String number, boolean isSender) {
        return database.sql(
                        isSender
                                ? "select r.number, r.state from visit_amendment a"
                                        + " join visit_request r on r.number = a.request_number where a.amends = ?"
                                        + " order by r.number"
                                : "select t.request_number as number, t.state from visit_amendment a"
                                        + " join visit_transmission t on t.request_number = a.request_number"
                                        + " where a.amends = ? and t.revision = (select max(l.revision)"
                                        + " from visit_transmission l where l.request_number = t.request_number)"
                                        + " order by t.request_number")
                .param(number)
                .query((row, n) -> new Amendment(row.getString("number"), row.getString("state")))
                .list();
    }

    /** Whether the account may ask for an amendment of a permitted visit now, as far as that can be said without judging it. */
    boolean mayOpen(Account account, Permit permit) {
        return account.has(Role.PLANNER)
                && permit.isOut()
                && underWay(permit.requestNumber()).isEmpty();
    }

    /** An amendment that has not ended without a permit. */
    private Optional<String> underWay(String number) {
        return database.sql("select r.number from visit_amendment a join visit_request r on r.number = a.request_number"
                        + " where a.amends = :number and r.state not in (:ended)")
                .param("number", number)
                .param("ended", CAME_TO_NOTHING.stream().map(Enum::name).toList())
                .query(String.class)
                .optional();
    }
}
