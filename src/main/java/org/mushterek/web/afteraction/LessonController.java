package org.mushterek.web.afteraction;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.mushterek.afteraction.LessonSearch;
import org.mushterek.afteraction.LessonSearch.Asked;
import org.mushterek.security.Account;
import org.mushterek.web.Slice;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Search over what was observed, ordered and learned. */
@RestController
@RequestMapping("/api/lessons")
@Tag(name = "After action")
class LessonController {

    private final LessonSearch lessons;

    LessonController(LessonSearch lessons) {
        this.lessons = lessons;
    }

    @Operation(
            summary = "Find observations, corrective actions and lessons",
            description =
                    "Words are found whichever way ı, i, İ and ə are typed, and hits are sorted by title as the account's"
                            + " language sorts. Of another side only what it has accepted and released.")
    @GetMapping
    LessonSearch.Page find(
            Account account,
            @Parameter(description = "Parts of words that must all stand in it")
                    @RequestParam(required = false)
                    @Nullable
                    String q,
            @Parameter(description = "What to look for") @RequestParam(required = false)
                    LessonSearch.@Nullable Kind kind,
            @Parameter(description = "What the lesson concerns") @RequestParam(required = false)
                    org.mushterek.afteraction.@Nullable Tag tag,
            @Parameter(description = "Code of a training objective") @RequestParam(required = false) @Nullable
                    String objective,
            @RequestParam(required = false) @Nullable String exercise,
            @Parameter(description = "State of an observation or an action") @RequestParam(required = false) @Nullable
                    String state,
            @RequestParam(defaultValue = "0") int offset,
            @RequestParam(defaultValue = "50") int limit) {
        var slice = new Slice(offset, limit);
        return lessons.find(
                account, new Asked(q, kind, tag, objective, exercise, state), slice.offset(), slice.limit());
    }
}
