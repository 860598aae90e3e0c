package org.mushterek.web.visit;

import java.util.List;
import java.util.Map;
import org.mushterek.agreement.rule.RuleBookPage;
import org.mushterek.common.Language;
import org.mushterek.exercise.Exercise;
import org.mushterek.exercise.Exercises;
import org.mushterek.security.Account;
import org.mushterek.security.Accounts;
import org.mushterek.visit.rule.VisitRuleBook;
import org.mushterek.web.security.LanguageCookie;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What requests refer to: the rule book, instruments, exercises, and the account itself. */
@RestController
@RequestMapping("/api")
class ReferenceController {

    private final VisitRuleBook book;
    private final Exercises exercises;
    private final Accounts accounts;

    ReferenceController(VisitRuleBook book, Exercises exercises, Accounts accounts) {
        this.book = book;
        this.exercises = exercises;
        this.accounts = accounts;
    }

    @GetMapping("/rules")
    RuleBookPage rules(Account account) {
        return book.page();
    }

    @GetMapping("/exercises")
    List<Exercise> exercises(Account account) {
        return exercises.visibleTo(account, 0, 200);
    }

    @PutMapping("/exercises/{code}")
    Exercise register(Account account, @PathVariable String code, @RequestBody Exercise exercise) {
        return exercises.register(account, exercise);
    }

    @GetMapping("/me")
    Map<String, Object> me(Account account) {
        return Map.of(
                "id", account.id(),
                "side", account.side().code(),
                "roles", account.roles(),
                "language", account.language().code(),
                "zone", account.side().zone().getId());
    }

    /** @param language {@code az}, {@code tr} or {@code en} */
    record Choice(String language) {}

    @PutMapping("/me/language")
    ResponseEntity<Map<String, Object>> choose(Account account, @RequestBody Choice choice) {
        var language = Language.of(choice.language());
        accounts.chooseLanguage(account.id(), language);
        return ResponseEntity.ok()
                .header(HttpHeaders.SET_COOKIE, LanguageCookie.of(language))
                .body(Map.of("language", language.code()));
    }
}
