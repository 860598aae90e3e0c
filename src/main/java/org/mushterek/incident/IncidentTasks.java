package org.mushterek.incident;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Refusal;
import org.mushterek.common.Sides;
import org.mushterek.common.Texts;
import org.mushterek.incident.Incident.Words;
import org.mushterek.security.Account;
import org.mushterek.security.Role;
import org.mushterek.task.AnsweredTasks;
import org.mushterek.task.Answers;
import org.mushterek.task.OfficerTask;
import org.springframework.stereotype.Component;

/** What the tasks of an incident show, and which use case their answers reach. */
@Component
class IncidentTasks extends AnsweredTasks<IncidentTasks.Answer> {

    private static final Set<String> DOCTORS_ALONE = Set.of(
            IncidentProcess.PROPOSE_PROCEDURE, IncidentProcess.RECORD_PROCEDURE, IncidentProcess.HAND_OVER_REPORT);

    private final Incidents incidents;
    private final Sides sides;
    private final Texts texts;

    IncidentTasks(Incidents incidents, Sides sides, Texts texts, Answers answers) {
        super(Set.of(IncidentProcess.ID), Answer.class, answers);
        this.incidents = incidents;
        this.sides = sides;
        this.texts = texts;
    }

    /**
     * The answer to a task of an incident.
     *
     * @param action {@code RECORD} or {@code DISCARD}; {@code ACKNOWLEDGE}; {@code WRITE}; {@code PROPOSE}; {@code AGREE} or
     *     {@code OBJECT}; {@code DONE} or {@code NOT_DONE}; {@code HAND_OVER}; {@code RECEIVED} or {@code MISSING}; {@code CLOSE}
     * @param incident what has happened, to the first task
     * @param words what is written, to the others
     */
    record Answer(
            @Nullable String action,
            @Nullable IncidentContent incident,
            @Nullable Words words) {}

    @Override
    public void reminded(OfficerTask task, int share) {
        incidents.reminded(task.caseNumber(), task.side());
    }

    @Override
    public List<Role> superiorsOf(String step) {
        // Where a commander may do it, the commander has not.
        return DOCTORS_ALONE.contains(step) ? List.of(Role.COMMANDER) : List.of(Role.AUTHORITY);
    }

    @Override
    public String open(Account account, String process) {
        return incidents.open(account);
    }

    @Override
    protected Map<String, Object> completeWith(Account account, OfficerTask task, Answer answer) {
        var number = task.caseNumber();
        var words = answer.words() == null ? Words.NONE : answer.words();
        return switch (task.step() + " " + answer.action()) {
            case IncidentProcess.RECORD_INCIDENT + " RECORD" ->
                incidents.record(
                        account, number, answer.incident() == null ? IncidentContent.BLANK : answer.incident());
            case IncidentProcess.RECORD_INCIDENT + " DISCARD" -> {
                incidents.discard(account, number);
                yield Map.of(IncidentProcess.INCIDENT_RECORDED, false);
            }
            case IncidentProcess.ACKNOWLEDGE_NOTICE + " ACKNOWLEDGE" -> {
                incidents.acknowledge(account, number, words);
                yield Map.of();
            }
            case IncidentProcess.GIVE_WRITTEN_NOTICE + " WRITE" -> {
                incidents.giveWrittenNotice(account, number, words);
                yield Map.of();
            }
            case IncidentProcess.PROPOSE_PROCEDURE + " PROPOSE" -> {
                incidents.propose(account, number, words);
                yield Map.of();
            }
            case IncidentProcess.ANSWER_PROPOSAL + " AGREE" -> incidents.agree(account, number, words);
            case IncidentProcess.ANSWER_PROPOSAL + " OBJECT" -> incidents.object(account, number, words);
            case IncidentProcess.RECORD_PROCEDURE + " DONE" -> incidents.recordProcedure(account, number, words);
            case IncidentProcess.RECORD_PROCEDURE + " NOT_DONE" -> incidents.leaveProcedure(account, number, words);
            case IncidentProcess.HAND_OVER_REPORT + " HAND_OVER" -> {
                incidents.handOverReport(account, number, words);
                yield Map.of();
            }
            case IncidentProcess.CONFIRM_REPORT + " RECEIVED" -> incidents.confirmReport(account, number, words);
            case IncidentProcess.CONFIRM_REPORT + " MISSING" -> incidents.missReport(account, number, words);
            case IncidentProcess.CLOSE_INCIDENT + " CLOSE" -> {
                incidents.close(account, number, words);
                yield Map.of();
            }
            default -> throw Refusal.of(Refusal.Kind.INVALID, "visit.badAnswer");
        };
    }

    @Override
    public Object dossier(Account account, OfficerTask task) {
        var number = task.caseNumber();
        var incident = incidents.read(account, number);
        var shown = new LinkedHashMap<String, Object>();
        shown.put("number", number);
        shown.put("state", incident.state().name());
        shown.put("parties", incidents.partiesOf(number).codes());
        shown.put("incident", incident);
        shown.put("zone", sides.get(incident.host()).zone().getId());
        shown.put("story", incidents.story(account, number));
        shown.put(
                "warnings",
                incidents.warnings(incident).stream()
                        .map(finding -> texts.say(finding, account.language()))
                        .toList());
        if (incident.state() == Incident.State.DRAFT) {
            shown.put(
                    "exercises",
                    incidents.hosted(account).stream()
                            .map(exercise -> Map.of("code", exercise.code(), "title", exercise.title()))
                            .toList());
        }
        return shown;
    }
}
