package org.mushterek.web.notification;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.mushterek.notification.MailPreferences;
import org.mushterek.notification.MailPreferences.Pace;
import org.mushterek.notification.MailPreferences.Wish;
import org.mushterek.notification.OfficerMail;
import org.mushterek.security.Account;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What mail an account wants; only the account itself reads and changes it. */
@RestController
@RequestMapping("/api/me/mail")
@Tag(name = "Reference")
class MailController {

    private final MailPreferences preferences;
    private final OfficerMail mail;

    MailController(MailPreferences preferences, OfficerMail mail) {
        this.preferences = preferences;
        this.mail = mail;
    }

    /**
     * What mail the account gets.
     *
     * @param language in which, as chosen for the account as a whole
     * @param sent whether this installation sends mail at all
     */
    record Shown(@Nullable String address, Pace pace, String language, boolean sent) {}

    @Operation(summary = "Read where and how often the account gets mail")
    @GetMapping
    Shown read(Account account) {
        var wish = preferences.of(account);
        return new Shown(wish.address(), wish.pace(), account.language().code(), mail.isOn());
    }

    @Operation(summary = "Choose where and how often the account gets mail: at once, once a working day, or not at all")
    @PutMapping
    Shown choose(Account account, @RequestBody Wish wish) {
        preferences.choose(account, wish);
        return read(account);
    }
}
