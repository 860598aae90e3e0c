package org.mushterek.web.visit;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mushterek.agreement.rule.DatedParameters;
import org.mushterek.agreement.rule.Kind;
import org.mushterek.agreement.rule.Provenance;
import org.mushterek.agreement.rule.RuleBookPage;
import org.mushterek.agreement.rule.RuleId;
import org.mushterek.agreement.rule.Severity;
import org.mushterek.agreement.rule.ShownRuleBook;
import org.mushterek.common.Language;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.common.Texts;
import org.mushterek.security.Account;
import org.mushterek.visit.VisitJudgement;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The rule book, and one rule as a page of it, in the account's language. */
@RestController
@RequestMapping("/api/rules")
@Tag(name = "Reference")
class RuleController {

    private final List<ShownRuleBook> books;
    private final VisitJudgement judgement;
    private final Texts texts;

    RuleController(List<ShownRuleBook> books, VisitJudgement judgement, Texts texts) {
        this.books = books;
        this.judgement = judgement;
        this.texts = texts;
    }

    /**
     * A rule as a person reads it.
     *
     * @param id its code in the catalogue
     * @param severity of a breach, where the facts do not decide another
     * @param clause the words of others that it serves; null where it serves none
     * @param source whose demand it is and which clause it serves, in one sentence
     * @param breaches how often it was broken in the cases of the account's side
     */
    record RulePage(
            String id,
            String title,
            Kind kind,
            String kindText,
            Severity severity,
            String severityText,
            @Nullable Words clause,
            Words requirement,
            String source,
            List<Parameter> parameters,
            VisitJudgement.Breaches breaches) {}

    /** @param source the documents that say so; null for a demand of the house */
    record Words(
            Provenance provenance,
            String provenanceText,
            String text,
            @Nullable String source) {}

    /** One number through time, the oldest entry first. */
    record Parameter(String name, String label, List<Entry> history) {}

    /**
     * @param from first day on which the value holds
     * @param text the value with its unit, as a person reads it
     */
    record Entry(
            LocalDate from,
            String value,
            String unit,
            String unitText,
            String text,
            Provenance provenance,
            String provenanceText,
            String source) {}

    /**
     * A rule as the list of the book shows it.
     *
     * @param source whose demand it is and which clause it serves, in one sentence
     */
    record RuleLine(
            String id,
            String title,
            Kind kind,
            String kindText,
            Severity severity,
            String severityText,
            String requirement,
            String source) {}

    @Operation(summary = "Read the rule book: every rule with its requirement, source, kind and severity")
    @GetMapping
    List<RuleLine> list(Account account) {
        var language = account.language();
        return lines().map(line -> new RuleLine(
                        line.id(),
                        say(line.title(), language),
                        line.kind(),
                        say(line.kind().text(), language),
                        line.severity(),
                        say(line.severity().text(), language),
                        say(line.requirement().text(), language),
                        say(line.source(), language)))
                .toList();
    }

    @Operation(
            summary = "Read one rule: text, source, dated parameters, and how often it was broken",
            description = "Breaches are counted over the verdicts that were kept for the account's side.")
    @GetMapping("/{id}")
    RulePage read(Account account, @PathVariable String id) {
        var line = lines().filter(rule -> rule.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Refusal.of(Refusal.Kind.NOT_FOUND, "visit.ruleUnknown"));
        return page(line, account);
    }

    private Stream<RuleBookPage.Line> lines() {
        return books.stream().flatMap(book -> book.page().rules().stream());
    }

    private RulePage page(RuleBookPage.Line line, Account account) {
        var language = account.language();
        var clause = line.clause();
        return new RulePage(
                line.id(),
                say(line.title(), language),
                line.kind(),
                say(line.kind().text(), language),
                line.severity(),
                say(line.severity().text(), language),
                clause == null
                        ? null
                        : new Words(
                                clause.provenance(),
                                say(clause.provenance().text(), language),
                                say(clause.text(), language),
                                clause.source()),
                new Words(
                        line.requirement().provenance(),
                        say(line.requirement().provenance().text(), language),
                        say(line.requirement().text(), language),
                        null),
                say(line.source(), language),
                line.parameters().stream()
                        .map(parameter -> new Parameter(
                                parameter.name(),
                                say(parameter.label(), language),
                                parameter.history().stream()
                                        .map(entry -> entry(entry, language))
                                        .toList()))
                        .toList(),
                judgement.breachesOf(new RuleId(line.id()), account.side()));
    }

    private Entry entry(DatedParameters.Entry entry, Language language) {
        return new Entry(
                entry.from(),
                entry.value(),
                entry.unit().name(),
                say(entry.unit().text(), language),
                say(entry.text(), language),
                entry.provenance(),
                say(entry.provenance().text(), language),
                entry.source());
    }

    private String say(Message message, Language language) {
        return texts.say(message, language);
    }
}
