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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The cases of the account's side, as pages of lines. */
@RestController
@WithinProcess({VisitRequestProcess.ID, HostApprovalProcess.ID, VisitPermitProcess.ID})
@RequestMapping("/api")
@Tag(name = "Visit requests")
class CaseListController {

    private final CaseLists lists;

    CaseListController(CaseLists lists) {
        this.lists = lists;
    }

    /** What the account's side has asked, newest first. */
    @Operation(summary = "List the requests of the account's side, newest first")
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
    @Operation(summary = "List the requests that the account's side received as host, newest first")
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
