package org.mushterek.web.task;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Refusal;
import org.mushterek.security.Account;
import org.mushterek.task.PageDrafts;
import org.mushterek.task.PageDrafts.Begun;
import org.mushterek.task.PageDrafts.Draft;
import org.mushterek.visit.CaseDrafts;
import org.mushterek.visit.HostApprovalProcess;
import org.mushterek.visit.VisitPermitProcess;
import org.mushterek.visit.VisitRequestProcess;
import org.mushterek.web.security.WithinProcess;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What the account has begun to write on pages and not sent yet; nobody else reads it. */
@RestController
@WithinProcess({VisitRequestProcess.ID, HostApprovalProcess.ID, VisitPermitProcess.ID})
@RequestMapping("/api/page-drafts/{number}")
@Tag(name = "Tasks")
class PageDraftController {

    /** Whose draft it is, by the page that sends it. */
    private static final String OF_ACCOUNT = "X-Mushterek-Account";

    private static final String OF_ACCOUNT_TOLD =
            "Id of the account whose draft it is; refused (409) where another one is signed in. Pages send it, for their session may have"
                    + " become somebody else's in another window";

    private static final Pattern FORM = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,79}");

    private final CaseDrafts ofCases;
    private final PageDrafts drafts;

    PageDraftController(CaseDrafts ofCases, PageDrafts drafts) {
        this.ofCases = ofCases;
        this.drafts = drafts;
    }

    @Operation(
            summary = "Read what the account has begun to write on the page of a case",
            description =
                    "`number` is that of a visit whose page the account may read, or `own` for what belongs to no case: exercises,"
                            + " observations, deputies. Only the account that has written a draft reads it.")
    @GetMapping
    List<Draft> list(Account account, @PathVariable String number) {
        return number.equals(PageDrafts.NO_CASE) ? drafts.of(account, number) : ofCases.of(account, number);
    }

    /**
     * A draft as it is sent in.
     *
     * @param about what it is about, such as the state of the case; what was begun about another is not shown again
     * @param written as the form keeps it
     * @param savedAt of the draft on which it goes on; none where nothing was known to be kept
     * @param window any name of the window in which it is written: what the same has saved before, it replaces
     */
    record Written(
            @Nullable String about,
            @Nullable JsonNode written,
            @Nullable Instant savedAt,
            @Nullable String window) {}

    /** @param savedAt what the next draft of the form goes on from */
    record Saved(Instant savedAt) {}

    @Operation(
            summary = "Keep what the account has begun to write in a form of a page",
            description =
                    "In the place of an earlier draft of the same form, whose `savedAt` it names; refused (409) where something else was saved"
                            + " since, in another window. It is forgotten when it is sent, given up, left alone for 90"
                            + " days (14 under `own`), or erased with its case.")
    @PutMapping("/{form}")
    Saved save(
            Account account,
            @Parameter(description = OF_ACCOUNT_TOLD) @RequestHeader(value = OF_ACCOUNT, required = false) @Nullable
                    String ofAccount,
            @PathVariable String number,
            @PathVariable String form,
            @RequestBody Written draft) {
        demandSignedIn(account, ofAccount);
        var written = draft.written();
        if (written == null || written.isNull() || !FORM.matcher(form).matches()) {
            throw Refusal.of(Refusal.Kind.INVALID, "draft.unsound");
        }
        var begun = new Begun(draft.about(), written, draft.window());
        return new Saved(
                number.equals(PageDrafts.NO_CASE)
                        ? drafts.save(account, number, form, begun, draft.savedAt())
                        : ofCases.save(account, number, form, begun, draft.savedAt()));
    }

    @Operation(summary = "Give up what the account has begun to write in a form of a page")
    @DeleteMapping("/{form}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void forget(
            Account account,
            @Parameter(description = OF_ACCOUNT_TOLD) @RequestHeader(value = OF_ACCOUNT, required = false) @Nullable
                    String ofAccount,
            @PathVariable String number,
            @PathVariable String form) {
        demandSignedIn(account, ofAccount);
        if (number.equals(PageDrafts.NO_CASE)) {
            drafts.forget(account, number, form);
        } else {
            ofCases.forget(account, number, form);
        }
    }

    private static void demandSignedIn(Account account, @Nullable String ofAccount) {
        if (ofAccount != null && !ofAccount.equals(account.id())) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "draft.ofAnother");
        }
    }
}
