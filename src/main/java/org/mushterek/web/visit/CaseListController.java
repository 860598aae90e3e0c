package org.mushterek.web.visit;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.mushterek.security.Account;
import org.mushterek.visit.CaseLists;
import org.mushterek.visit.HostApprovalProcess;
import org.mushterek.visit.HostState;
import org.mushterek.visit.RequestState;
import org.mushterek.visit.VisitPermitProcess;
import org.mushterek.visit.VisitRequestProcess;
import org.mushterek.web.Filters;
import org.mushterek.web.Slice;
import org.mushterek.web.security.WithinProcess;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The cases of the account's side, as pages of lines. */
@RestController
@WithinProcess({VisitRequestProcess.ID, HostApprovalProcess.ID, VisitPermitProcess.ID})
@RequestMapping("/api")
@Tag(name = "Visit requests")
class CaseListController {

    private static final String NO_NAMES = "persons are found by POST alone, so that no name stands in an address.";
    private static final String PERSONS =
            "As the list, with what is looked for in the body. For planners, security, authorities, registries and border"
                    + " officers `q` finds persons, too; a search that tells something of persons, be it that there is"
                    + " none, is put on record (`visit.personsSearched`) without its words, the same words once in a"
                    + " quarter of an hour.";
    private static final int AT_ONCE = 50;

    private final CaseLists lists;

    CaseListController(CaseLists lists) {
        this.lists = lists;
    }

    /**
     * What is looked for in the requests of the side; what is not given asks for everything.
     *
     * @param q parts of numbers, of the unit that asks and, for those who may read identities, of names and aliases of persons
     * @param group number of a group
     */
    public record RequestSearch(
            @Nullable RequestState state,
            @Nullable String exercise,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable String q,
            @Nullable Integer offset,
            @Nullable Integer limit,
            @Nullable String group)
            implements AskedFor<RequestState> {}

    /** The same in what the side received, whose states are others. */
    public record ReceivedSearch(
            @Nullable HostState state,
            @Nullable String exercise,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable String q,
            @Nullable Integer offset,
            @Nullable Integer limit,
            @Nullable String group)
            implements AskedFor<HostState> {}

    /** What both ask for, each among its own states. */
    private interface AskedFor<S extends Enum<S>> {

        @Nullable
        S state();

        @Nullable
        String exercise();

        @Nullable
        LocalDate from();

        @Nullable
        LocalDate to();

        @Nullable
        String q();

        @Nullable
        Integer offset();

        @Nullable
        Integer limit();

        @Nullable
        String group();
    }

    /** What the account's side has asked, newest first. */
    @Operation(
            summary = "List the requests of the account's side, newest first",
            description = "`q` finds numbers and units: " + NO_NAMES)
    @GetMapping("/visit-requests")
    CaseLists.Page requests(
            Account account,
            @RequestParam(required = false) @Nullable RequestState state,
            @RequestParam(required = false) @Nullable String exercise,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(defaultValue = "0") int offset,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String group) {
        return lists.requests(
                account, search(state == null ? null : state.name(), exercise, from, to, q, group, offset, limit));
    }

    /** What was handed to the account's side as the host, newest first. */
    @Operation(
            summary = "List the requests that the account's side received as host, newest first",
            description = "`q` finds numbers and units: " + NO_NAMES)
    @GetMapping("/host-cases")
    CaseLists.Page received(
            Account account,
            @RequestParam(required = false) @Nullable HostState state,
            @RequestParam(required = false) @Nullable String exercise,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(defaultValue = "0") int offset,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String group) {
        return lists.received(
                account, search(state == null ? null : state.name(), exercise, from, to, q, group, offset, limit));
    }

    @Operation(summary = "Look for requests of the account's side", description = PERSONS)
    @PostMapping("/visit-requests/search")
    CaseLists.Page searchRequests(Account account, @RequestBody RequestSearch asked) {
        return lists.searchRequests(account, search(asked));
    }

    @Operation(summary = "Look for requests that the account's side received as host", description = PERSONS)
    @PostMapping("/host-cases/search")
    CaseLists.Page searchReceived(Account account, @RequestBody ReceivedSearch asked) {
        return lists.searchReceived(account, search(asked));
    }

    private static CaseLists.Search search(AskedFor<?> asked) {
        var state = asked.state();
        return search(
                state == null ? null : state.name(),
                asked.exercise(),
                asked.from(),
                asked.to(),
                asked.q(),
                asked.group(),
                or(asked.offset(), 0),
                or(asked.limit(), AT_ONCE));
    }

    private static int or(@Nullable Integer given, int otherwise) {
        return given == null ? otherwise : given;
    }

    private static CaseLists.Search search(
            @Nullable String state,
            @Nullable String exercise,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable String q,
            @Nullable String group,
            int offset,
            int limit) {
        Filters.demandOrder("to", from, to);
        var slice = new Slice(offset, limit);
        return new CaseLists.Search(state, exercise, from, to, q, group, slice.offset(), slice.limit());
    }
}
