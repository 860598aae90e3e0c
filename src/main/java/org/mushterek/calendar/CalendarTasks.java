package org.mushterek.calendar;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Language;
import org.mushterek.common.Refusal;
import org.mushterek.common.Texts;
import org.mushterek.security.Account;
import org.mushterek.task.AnsweredTasks;
import org.mushterek.task.Answers;
import org.mushterek.task.OfficerTask;
import org.springframework.stereotype.Component;

/** What the tasks of a decree show, and which use case their answers reach. */
@Component
public class CalendarTasks extends AnsweredTasks<CalendarTasks.Answer> {

    private final CalendarDecrees decrees;
    private final Texts texts;

    CalendarTasks(CalendarDecrees decrees, Texts texts, Answers answers) {
        super(Set.of(CalendarDecreeProcess.ID), Answer.class, answers);
        this.decrees = decrees;
        this.texts = texts;
    }

    /**
     * The answer to a task of a decree.
     *
     * @param action {@code RECORD} or {@code DISCARD} of the first officer, {@code CONFIRM} or {@code RETURN} of the second
     * @param decree what the first officer has written
     * @param reason why it goes back
     */
    record Answer(
            @Nullable String action,
            @Nullable DecreeContent decree,
            @Nullable String reason) {}

    @Override
    public void reminded(OfficerTask task, int share) {
        decrees.reminded(task.caseNumber(), task.side());
    }

    @Override
    public String open(Account account, String process) {
        return decrees.open(account);
    }

    @Override
    protected Map<String, Object> completeWith(Account account, OfficerTask task, Answer answer) {
        var action = answer.action() == null ? "" : answer.action();
        var number = task.caseNumber();
        switch (task.step() + " " + action) {
            case CalendarDecreeProcess.RECORD_DECREE + " RECORD" ->
                decrees.submit(account, number, answer.decree() == null ? DecreeContent.BLANK : answer.decree());
            case CalendarDecreeProcess.RECORD_DECREE + " DISCARD" -> decrees.abandon(account, number);
            case CalendarDecreeProcess.CONFIRM_DECREE + " CONFIRM" -> decrees.confirm(account, number);
            case CalendarDecreeProcess.CONFIRM_DECREE + " RETURN" -> decrees.giveBack(account, number, answer.reason());
            default -> throw Refusal.of(Refusal.Kind.INVALID, "visit.badAnswer");
        }
        return task.step().equals(CalendarDecreeProcess.RECORD_DECREE)
                ? Map.of(CalendarDecreeProcess.DECREE_RECORDED, action.equals("RECORD"))
                : Map.of(CalendarDecreeProcess.DECREE_CONFIRMED, action.equals("CONFIRM"));
    }

    @Override
    public Object dossier(Account account, OfficerTask task) {
        var decree = decrees.get(task.caseNumber());
        if (!account.isOf(decree.side())) {
            throw Refusal.of(Refusal.Kind.NOT_FOUND, "calendar.decree.unknown");
        }
        var shown = new LinkedHashMap<String, Object>();
        shown.put("number", decree.number());
        shown.put("side", decree.side());
        shown.put("state", decree.state());
        shown.put("decree", decree.content());
        shown.put("story", decrees.shown(account, decree).story());
        if (decree.state() == Decree.State.RECORDED) {
            shown.put(
                    "preview",
                    told(decrees.preview(decree.side(), decree.content(), decree.number()), account.language()));
        }
        shown.put(
                "withdrawable",
                decrees.list(account, decree.side()).stream()
                        .filter(other -> other.state() == Decree.State.IN_EFFECT
                                && other.supersededBy() == null
                                && other.content().kind() != DecreeContent.Kind.WITHDRAWAL
                                && other.content().kind() != DecreeContent.Kind.YEAR)
                        .map(other -> Map.of(
                                "number",
                                other.number(),
                                "reference",
                                String.valueOf(other.content().reference())))
                        .toList());
        return shown;
    }

    /** A preview in the words of a language. */
    public DecreePreview told(CalendarDecrees.Preview preview, Language language) {
        return new DecreePreview(
                preview.findings().stream()
                        .map(finding -> texts.say(finding, language))
                        .toList(),
                preview.changes().stream()
                        .map(change -> new DecreePreview.ChangedDay(
                                change.date(),
                                change.before() == null ? null : told(change.before(), language),
                                told(change.after(), language)))
                        .toList());
    }

    private DecreePreview.ShownDay told(Day day, Language language) {
        return new DecreePreview.ShownDay(
                day.kind(),
                day.names().stream().map(name -> texts.say(name, language)).toList(),
                day.estimated());
    }
}
