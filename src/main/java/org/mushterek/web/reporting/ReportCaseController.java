package org.mushterek.web.reporting;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mushterek.calendar.DeadlineText;
import org.mushterek.common.Language;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.common.Sides;
import org.mushterek.common.Texts;
import org.mushterek.notification.CaseMails;
import org.mushterek.reporting.Diagrams;
import org.mushterek.reporting.Figures.Direction;
import org.mushterek.reporting.Measure;
import org.mushterek.reporting.ReportedCases;
import org.mushterek.reporting.ReportedCases.Behind;
import org.mushterek.reporting.ReportedCases.Holder;
import org.mushterek.reporting.ReportedCases.Line;
import org.mushterek.reporting.ReportedCases.Search;
import org.mushterek.security.Account;
import org.mushterek.web.Filters;
import org.mushterek.web.Slice;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The cases of the account's side as reports know them, and one of them with its story and its diagrams. */
@RestController
@RequestMapping("/api/reports/cases")
@Tag(name = "Reports")
class ReportCaseController {

    private final ReportedCases cases;
    private final Diagrams diagrams;
    private final CaseMails mails;
    private final CaseWords words;
    private final DeadlineText deadlineText;
    private final Sides sides;
    private final Texts texts;

    ReportCaseController(
            ReportedCases cases,
            Diagrams diagrams,
            CaseMails mails,
            CaseWords words,
            DeadlineText deadlineText,
            Sides sides,
            Texts texts) {
        this.cases = cases;
        this.diagrams = diagrams;
        this.mails = mails;
        this.words = words;
        this.deadlineText = deadlineText;
        this.sides = sides;
        this.texts = texts;
    }

    record ReportedPage(List<ReportedLine> items, @Nullable String next) {}

    record ReportedLine(
            String number,
            String kind,
            @Nullable String sending,
            @Nullable String host,
            @Nullable String exercise,
            String state,
            String stateText,
            Instant since,
            boolean open,
            boolean late,
            @Nullable LocalDate firstDay,
            @Nullable LocalDate lastDay,
            @Nullable Integer persons,
            Instant openedAt,
            @Nullable Instant closedAt,
            List<ReportedHolder> holders,
            String next) {}

    record ReportedHolder(
            String side,
            List<String> roles,
            @Nullable String step,
            @Nullable String stepText,
            Instant since,
            @Nullable Instant due,
            @Nullable String dueText,
            boolean late) {}

    record ReportedEvent(Instant at, String type, String text, String detail) {}

    record ReportedStep(String process, String step, String text, int done, double hours, int waiting) {}

    record ReportedCase(
            ReportedLine line,
            List<ReportedEvent> story,
            List<ReportedStep> steps,
            List<ReportedCases.Diagram> diagrams) {}

    /** The model of a process, by which the case runs or ran. */
    record ReportedDiagram(String process, int version, String model) {}

    @Operation(summary = "List the cases of the account's side with who holds them, newest first")
    @GetMapping
    ReportedPage list(
            Account account,
            @RequestParam(required = false) @Nullable String number,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String exercise,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            @RequestParam(required = false) @Nullable String person,
            @RequestParam(required = false) @Nullable String unit,
            @RequestParam(required = false) @Nullable Boolean open,
            @RequestParam(defaultValue = "false") boolean late,
            @RequestParam(required = false) @Nullable Measure figure,
            @RequestParam(required = false) @Nullable String code,
            @RequestParam(required = false) @Nullable LocalDate countedFrom,
            @RequestParam(required = false) @Nullable LocalDate countedTo,
            @RequestParam(required = false) @Nullable Direction direction,
            @RequestParam(required = false) @Nullable Integer version,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "50") int limit) {
        var page = cases.find(
                account,
                search(
                        number,
                        kind,
                        exercise,
                        from,
                        to,
                        person,
                        unit,
                        open,
                        late,
                        figure,
                        code,
                        countedFrom,
                        countedTo,
                        direction,
                        version,
                        after,
                        new Slice(0, limit).limit()));
        return new ReportedPage(
                page.items().stream().map(line -> shown(account, line)).toList(), page.next());
    }

    static Search search(
            @Nullable String number,
            @Nullable String kind,
            @Nullable String exercise,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable String person,
            @Nullable String unit,
            @Nullable Boolean open,
            boolean late,
            @Nullable Measure figure,
            @Nullable String code,
            @Nullable LocalDate countedFrom,
            @Nullable LocalDate countedTo,
            @Nullable Direction direction,
            @Nullable Integer version,
            @Nullable String after,
            int limit) {
        Filters.demandOrder("to", from, to);
        Filters.demandOrder("countedTo", countedFrom, countedTo);
        return new Search(
                Filters.written(number),
                Filters.written(kind),
                Filters.written(exercise),
                from,
                to,
                Filters.written(person),
                Filters.written(unit),
                open,
                late,
                behind(figure, Filters.written(code), countedFrom, countedTo, direction, version),
                Filters.written(after),
                limit);
    }

    private static @Nullable Behind behind(
            @Nullable Measure figure,
            @Nullable String code,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable Direction direction,
            @Nullable Integer version) {
        if (figure == null) {
            return null;
        }
        if (from == null || to == null || !figure.opensCases()) {
            throw Refusal.of(Refusal.Kind.INVALID, "report.figureNeedsPeriod");
        }
        return new Behind(figure, code, from, to, direction, version);
    }

    @Operation(summary = "Read a case with its story, its steps and the diagrams it follows")
    @GetMapping("/{number}")
    ReportedCase show(Account account, @PathVariable String number) {
        var whole = cases.show(account, number);
        var language = account.language();
        return new ReportedCase(
                shown(account, whole.line()),
                Stream.concat(
                                whole.story().stream().map(event -> event(event, language)),
                                mails.of(account.side().code(), number).stream().map(mail -> event(mail, language)))
                        .sorted(Comparator.comparing(ReportedEvent::at))
                        .toList(),
                whole.steps().stream()
                        .map(step -> new ReportedStep(
                                step.process(),
                                step.step(),
                                words.step(step.step(), language),
                                step.done(),
                                step.hours(),
                                step.waiting()))
                        .toList(),
                whole.diagrams());
    }

    private ReportedEvent event(ReportedCases.Happened event, Language language) {
        var step = event.step();
        return new ReportedEvent(
                event.at(),
                event.type(),
                step == null
                        ? words.event(event.type(), event.detail(), language)
                        : texts.say(
                                Message.of("report.event." + event.type())
                                        .with("step", words.step(step.step(), language)),
                                language),
                words.detail(event.detail(), language));
    }

    private ReportedEvent event(CaseMails.Mailed mail, Language language) {
        return new ReportedEvent(
                mail.at(),
                "mail." + mail.kind(),
                texts.say(Message.of("report.event.mail").with("what", Message.of("mail." + mail.kind())), language),
                texts.say(Message.of("report.event.mail.to").with("count", mail.officers()), language));
    }

    /** Only what the side itself follows: of the other side's process it has no diagram to see a place in. */
    @Operation(summary = "Read the model of a process that the case follows on the account's side")
    @GetMapping("/{number}/diagrams/{process}")
    ReportedDiagram diagram(Account account, @PathVariable String number, @PathVariable String process) {
        return cases.show(account, number).diagrams().stream()
                .filter(diagram -> diagram.process().equals(process))
                .reduce((earlier, later) -> later)
                .flatMap(diagram -> diagrams.find(
                                process, diagram.version(), account.side().code())
                        .map(model -> new ReportedDiagram(process, diagram.version(), model)))
                .orElseThrow(() -> Refusal.of(Refusal.Kind.NOT_FOUND, "report.noDiagram"));
    }

    private ReportedLine shown(Account account, Line line) {
        var language = account.language();
        return new ReportedLine(
                line.number(),
                line.kind(),
                line.sending(),
                line.host(),
                line.exercise(),
                line.state(),
                words.state(line, language),
                line.since(),
                line.open(),
                line.late(),
                line.firstDay(),
                line.lastDay(),
                line.persons(),
                line.openedAt(),
                line.closedAt(),
                line.holders().stream().map(holder -> holder(account, holder)).toList(),
                words.next(line, language));
    }

    private ReportedHolder holder(Account account, Holder holder) {
        var due = holder.due();
        var step = holder.step();
        return new ReportedHolder(
                holder.side(),
                holder.roles(),
                step,
                step == null ? null : words.step(step, account.language()),
                holder.since(),
                due,
                due == null
                        ? null
                        : texts.say(
                                deadlineText.shown(
                                        due,
                                        holder.side(),
                                        sides.otherThan(holder.side()).code()),
                                account.language()),
                holder.late());
    }
}
