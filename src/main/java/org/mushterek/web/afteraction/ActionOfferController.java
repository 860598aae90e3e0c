package org.mushterek.web.afteraction;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.mushterek.afteraction.ActionOffer;
import org.mushterek.afteraction.ActionOfferProcess;
import org.mushterek.afteraction.ActionOffers;
import org.mushterek.afteraction.Observations;
import org.mushterek.security.Account;
import org.mushterek.web.security.WithinProcess;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Corrective actions that a side has offered to another one. */
@RestController
@WithinProcess(ActionOfferProcess.ID)
@RequestMapping("/api/action-offers")
@Tag(name = "After action")
class ActionOfferController {

    private final ActionOffers offers;

    ActionOfferController(ActionOffers offers) {
        this.offers = offers;
    }

    /** An offer with what happened to it. */
    record ShownOffer(ActionOffer offer, List<Observations.Event> story) {}

    @Operation(summary = "List the actions that the account's side has offered or was offered, latest first")
    @GetMapping
    List<ActionOffer> list(Account account) {
        return offers.list(account);
    }

    @Operation(summary = "Read an offered action with what happened to the offer")
    @GetMapping("/{number}")
    ShownOffer read(Account account, @PathVariable String number) {
        return new ShownOffer(offers.read(account, number), offers.story(account, number));
    }

    @Operation(summary = "Take an offer back that is not answered")
    @PostMapping("/{number}/withdrawal")
    ActionOffer withdraw(Account account, @PathVariable String number) {
        return offers.withdraw(account, number);
    }
}
