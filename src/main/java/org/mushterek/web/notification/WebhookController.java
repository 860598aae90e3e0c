package org.mushterek.web.notification;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.mushterek.notification.Webhooks;
import org.mushterek.notification.Webhooks.Replay;
import org.mushterek.notification.Webhooks.Secret;
import org.mushterek.notification.Webhooks.Wanted;
import org.mushterek.notification.Webhooks.Webhook;
import org.mushterek.security.Account;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Where a side has its events sent. */
@RestController
@RequestMapping("/api/webhooks")
@Tag(name = "Events")
class WebhookController {

    private static final String ID = "The id of the webhook";

    private final Webhooks webhooks;

    WebhookController(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    @Operation(summary = "List the webhooks of the account's side, for its registry and its administrator")
    @GetMapping
    List<Webhook> list(Account account) {
        return webhooks.ofSide(account);
    }

    @Operation(summary = "Make a webhook for what happens from now on; nothing is sent before its secret is drawn")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Webhook create(Account account, @RequestBody Wanted wanted) {
        return webhooks.create(account, wanted);
    }

    @Operation(summary = "Draw a secret and read it this once; a former one signs for one more day beside it")
    @PutMapping("/{id}/secret")
    Secret drawSecret(Account account, @Parameter(description = ID) @PathVariable String id) {
        return webhooks.drawSecret(account, id);
    }

    @Operation(
            summary = "Send again what was given up, or everything behind a position of the feed",
            description = "A webhook that is not active answers 409: draw its secret first.")
    @PostMapping("/{id}/replays")
    Webhook replay(Account account, @Parameter(description = ID) @PathVariable String id, @RequestBody Replay wanted) {
        return webhooks.replay(account, id, wanted);
    }

    @Operation(summary = "Remove a webhook")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Account account, @Parameter(description = ID) @PathVariable String id) {
        webhooks.delete(account, id);
    }
}
