package org.mushterek.web.visit;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Language;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.common.Side;
import org.mushterek.common.Sides;
import org.mushterek.security.Account;
import org.mushterek.security.Accounts;
import org.mushterek.security.Role;
import org.mushterek.security.Stead;
import org.mushterek.web.security.LanguageCookie;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The account itself. */
@RestController
@RequestMapping("/api")
@Tag(name = "Reference")
class ReferenceController {

    private final Accounts accounts;
    private final Sides sides;

    ReferenceController(Accounts accounts, Sides sides) {
        this.accounts = accounts;
        this.sides = sides;
    }

    /**
     * In whose stead the account acts today.
     *
     * @param principal the absent officer
     * @param processes ids of those that it is for; none for all of them
     */
    record InStead(String principal, Set<Role> roles, Set<String> processes) {}

    /**
     * The account that is signed in.
     *
     * @param side code of its side
     * @param sides codes of all sides that this installation knows
     * @param roles its own
     * @param language {@code az}, {@code tr} or {@code en}
     * @param zone of its side, such as {@code Asia/Baku}
     * @param standsInFor the absent officers whose deputy it is today
     * @param steads what it may do as their deputy
     */
    record Me(
            String id,
            String side,
            List<String> sides,
            Set<Role> roles,
            String language,
            String zone,
            List<String> standsInFor,
            List<InStead> steads) {}

    @Operation(
            summary = "Read the account that is signed in",
            description =
                    "`roles` are its own; `steads` are the roles that it has besides as the deputy of absent officers,"
                            + " in the processes that are named, or in all where none is. `sides` are the codes of all"
                            + " sides that this installation knows.")
    @GetMapping("/me")
    Me me(Account account) {
        return new Me(
                account.id(),
                account.side().code(),
                sides.all().stream().map(Side::code).toList(),
                account.roles(),
                account.language().code(),
                account.side().zone().getId(),
                account.steads().stream().map(Stead::principal).toList(),
                account.steads().stream()
                        .map(stead -> new InStead(stead.principal(), stead.roles(), stead.processes()))
                        .toList());
    }

    /** @param language {@code az}, {@code tr} or {@code en} */
    record Choice(@Nullable String language) {}

    @Operation(summary = "Choose the language in which everything is told to the account")
    @PutMapping("/me/language")
    ResponseEntity<Choice> choose(Account account, @RequestBody Choice choice) {
        var chosen = choice.language();
        if (chosen == null) {
            throw Refusal.of(Refusal.Kind.INVALID, Message.of("problem.missing").with("field", "language"));
        }
        var language = Language.of(chosen);
        accounts.chooseLanguage(account.id(), language);
        return ResponseEntity.ok()
                .header(HttpHeaders.SET_COOKIE, LanguageCookie.of(language))
                .body(new Choice(language.code()));
    }
}
