package org.mushterek.web.security;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Language;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.security.Account;
import org.mushterek.security.AccountRegister;
import org.mushterek.security.AccountRegister.Entry;
import org.mushterek.security.AccountRegister.NewAccount;
import org.mushterek.security.Role;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The accounts of a side, for its administrator; and everybody's own password. */
@RestController
@RequestMapping("/api")
@Tag(name = "Accounts")
class AccountController {

    private final AccountRegister register;
    private final CurrentAccount currentAccount;

    AccountController(AccountRegister register, CurrentAccount currentAccount) {
        this.register = register;
        this.currentAccount = currentAccount;
    }

    record Roles(@Nullable Set<Role> roles) {}

    record Password(@Nullable String password) {}

    record OwnPassword(@Nullable String present, @Nullable String next) {}

    /** An account as somebody wants it; what is missing is told. */
    record AccountToMake(
            @Nullable String id,
            @Nullable String name,
            @Nullable String password,
            @Nullable Set<Role> roles,
            @Nullable Language language) {

        NewAccount whole() {
            return new NewAccount(
                    present("id", id),
                    present("name", name),
                    present("password", password),
                    present("roles", roles),
                    language);
        }
    }

    private static <T> T present(String field, @Nullable T value) {
        if (value == null) {
            throw Refusal.of(Refusal.Kind.INVALID, Message.of("problem.missing").with("field", field));
        }
        return value;
    }

    @Operation(summary = "List the accounts of the own side, for its administrator")
    @GetMapping("/accounts")
    List<Entry> list(Account account) {
        return register.ofSide(account);
    }

    @Operation(summary = "Make an account of the own side")
    @PostMapping("/accounts")
    @ResponseStatus(HttpStatus.CREATED)
    Entry create(Account account, @RequestBody AccountToMake wanted) {
        register.demandAdministrator(account);
        return register.create(account, wanted.whole());
    }

    @Operation(summary = "Give an account these roles and no others; with none it is closed")
    @PutMapping("/accounts/{id}/roles")
    Entry assignRoles(Account account, @PathVariable String id, @RequestBody Roles wanted) {
        register.demandAdministrator(account);
        return register.assignRoles(account, id, present("roles", wanted.roles()));
    }

    @Operation(summary = "Set the password of an account, end its sessions, and its wait after wrong ones")
    @PutMapping("/accounts/{id}/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void setPassword(Account account, @PathVariable String id, @RequestBody Password wanted) {
        register.demandAdministrator(account);
        register.setPassword(account, id, present("password", wanted.password()));
    }

    @Operation(summary = "Change the own password; every other session of the account ends")
    @PutMapping("/me/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void changeOwnPassword(
            Account account,
            @RequestBody OwnPassword wanted,
            HttpServletRequest request,
            HttpServletResponse response) {
        register.changeOwnPassword(account, present("present", wanted.present()), present("next", wanted.next()));
        currentAccount.stayWith(account, request, response);
    }
}
