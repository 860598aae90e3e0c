package org.mushterek.web.retention;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mushterek.retention.LegalHolds;
import org.mushterek.retention.LegalHolds.Hold;
import org.mushterek.retention.Retention;
import org.mushterek.retention.Retention.Done;
import org.mushterek.retention.Retention.Next;
import org.mushterek.security.Account;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** How long persons are kept after their case was closed, and which cases are held. Each side sees and rules its own. */
@RestController
@RequestMapping("/api")
@Tag(name = "Retention")
class RetentionController {

    private final Retention retention;
    private final LegalHolds holds;

    RetentionController(Retention retention, LegalHolds holds) {
        this.retention = retention;
        this.holds = holds;
    }

    /** What of a side's copies is erased next, and what was. */
    record Plan(List<Next> next, List<Done> done) {}

    /** A case to be held, and why. */
    record Holding(@Nullable String number, @Nullable String reason) {}

    /** Why a hold ends. */
    record Lifting(@Nullable String reason) {}

    @Operation(
            summary = "List the closed cases whose persons are erased next, and those that were",
            description =
                    "For the administrator, the auditors and the legal officers of a side: numbers of cases, days and"
                            + " figures, no persons. What is `due` and not `held` goes in the next round.")
    @GetMapping("/retention")
    Plan plan(Account account) {
        return new Plan(retention.next(account), retention.done(account));
    }

    @Operation(
            summary = "Erase now what is due on the account's side",
            description = "Only the side's administrator. The program does the same by itself once an hour.")
    @PostMapping("/retention/rounds")
    List<Done> erase(Account account) {
        return retention.erase(account);
    }

    @Operation(summary = "List the legal holds of the account's side that stand")
    @GetMapping("/legal-holds")
    List<Hold> holds(Account account) {
        return holds.list(account);
    }

    @Operation(
            summary = "Hold a case, so that nothing of it is erased",
            description = "Only legal officers, for the copies of their own side. The reason is sealed.")
    @PostMapping("/legal-holds")
    @ResponseStatus(HttpStatus.CREATED)
    Hold hold(Account account, @RequestBody Holding holding) {
        return holds.place(account, holding.number() == null ? "" : holding.number(), holding.reason());
    }

    @Operation(summary = "Lift a legal hold, with the reason")
    @PostMapping("/legal-holds/{id}/lifting")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void lift(
            Account account,
            @Parameter(description = "The id of the hold") @PathVariable String id,
            @RequestBody Lifting lifting) {
        holds.lift(account, id, lifting.reason());
    }
}
