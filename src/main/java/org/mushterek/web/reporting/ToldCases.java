package org.mushterek.web.reporting;

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
import org.mushterek.reporting.ReportedCases;
import org.mushterek.reporting.ReportedCases.Holder;
import org.mushterek.reporting.ReportedCases.Line;
import org.mushterek.security.Account;
import org.springframework.stereotype.Component;

/** Cases as reports tell them to an account, in its language. */
@Component
class ToldCases {

    private final ReportedCases cases;
    private final Diagrams diagrams;
    private final CaseMails mails;
    private final CaseWords words;
    private final DeadlineText deadlineText;
    private final Sides sides;
    private final Texts texts;

    ToldCases(
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

    /**
     * A case as a whole.
     *
     * @param places where it waits for something else than an officer's step
     */
    record ReportedCase(
            ReportedLine line,
            List<ReportedEvent> story,
            List<ReportedStep> steps,
            List<ReportedCases.Diagram> diagrams,
            List<Diagrams.Place> places) {}

    /**
     * A case with its story, its steps, its diagrams and where it stands in them.
     *
     * @throws Refusal NOT_FOUND where the account's side or role does not know of it
     */
    ReportedCase of(Account account, String number) {
        var whole = cases.show(account, number);
        return new ReportedCase(
                shown(account, whole.line()),
                story(account, whole),
                steps(account, whole),
                whole.diagrams(),
                diagrams.waitingPlaces(number, account.side().code()));
    }

    /**
     * What happened in a case, with what was mailed of it, in its order.
     *
     * @throws Refusal as for {@link #of}
     */
    List<ReportedEvent> story(Account account, String number) {
        return story(account, cases.show(account, number));
    }

    /**
     * How often and how long each step of a case was done.
     *
     * @throws Refusal as for {@link #of}
     */
    List<ReportedStep> steps(Account account, String number) {
        return steps(account, cases.show(account, number));
    }

    private List<ReportedEvent> story(Account account, ReportedCases.Whole whole) {
        var language = account.language();
        var mailed = mails.of(account.side().code(), whole.line().number());
        return Stream.concat(
                        whole.story().stream().map(event -> event(event, language)),
                        mailed.stream().map(mail -> event(mail, language)))
                .sorted(Comparator.comparing(ReportedEvent::at))
                .toList();
    }

    private List<ReportedStep> steps(Account account, ReportedCases.Whole whole) {
        return whole.steps().stream()
                .map(step -> new ReportedStep(
                        step.process(),
                        step.step(),
                        words.step(step.step(), account.language()),
                        step.done(),
                        step.hours(),
                        step.waiting()))
                .toList();
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

    /** A case as a list shows it. */
    ReportedLine shown(Account account, Line line) {
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
