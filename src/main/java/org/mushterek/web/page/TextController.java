package org.mushterek.web.page;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
import org.mushterek.security.Account;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The texts of pages and forms in the account's language. */
@RestController
@RequestMapping("/api/texts")
@Tag(name = "Reference")
class TextController {

    private final FormTexts texts;

    TextController(FormTexts texts) {
        this.texts = texts;
    }

    /** Every text that a page or a form may show, by its key. */
    @Operation(summary = "List the texts of pages and forms in the account's language")
    @GetMapping
    Map<String, String> all(Account account) {
        return texts.in(account.language());
    }
}
