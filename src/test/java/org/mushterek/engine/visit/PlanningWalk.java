package org.mushterek.engine.visit;

import java.net.http.HttpResponse;
import java.util.List;
import org.mushterek.exercise.planning.Stage;

/** The steps of planning that tests repeat, answered by REST. */
abstract class PlanningWalk extends CaseDoors {

    /** In every text that is written. */
    static final String TEXT = "Kanarya-5512";

    /** Answers a task; apostrophes stand for quotation marks. */
    final HttpResponse<String> answered(String account, String number, String step, String answer) {
        return complete(account, number, step, answer.replace('\'', '"'));
    }

    /** The same for the task of one product among several. */
    final HttpResponse<String> completeOf(String account, String number, String step, String product, String answer) {
        for (var task : get(account, "/api/tasks?caseNumber=" + number).get("items")) {
            var id = task.get("id").asText();
            if (task.get("step").asText().equals(step)
                    && get(account, "/api/tasks/" + id)
                            .get("dossier")
                            .get("product")
                            .asText()
                            .equals(product)) {
                return post(account, "/api/tasks/" + id + "/completion", answer.replace('\'', '"'));
            }
        }
        throw new AssertionError("No " + step + " of " + product + " for " + account);
    }

    final void approveProducts(String host, String guest, String number, Stage stage) {
        for (var kind : stage.products()) {
            var writer = host + "." + kind.writer().code();
            var approver = kind.approver().code();
            var step = "userTask_prepareProduct";
            var content =
                    switch (kind) {
                        case EXERCISE_SPECIFICATION -> specification();
                        case RISK_ASSESSMENT -> risk("MEDIUM", "MEDIUM");
                        default -> "{'action':'WRITE','content':{'text':'" + TEXT + " " + kind + "'}}";
                    };
            done(completeOf(writer, number, step, kind.name(), content));
            for (var side : List.of(guest, host)) {
                done(completeOf(
                        side + "." + approver,
                        number,
                        "userTask_decideProduct",
                        kind.name(),
                        "{'action':'AGREE','authorityLevel':'HIGH'}"));
            }
        }
    }

    /** Asks the parties to let items of the gate pass, which both commanders answer, the guest's as given. */
    final void waive(String host, String guest, String number, List<String> items, boolean granted) {
        var asked = new StringBuilder();
        items.forEach(
                item -> asked.append(asked.isEmpty() ? "'" : ",'").append(item).append("'"));
        done(answered(
                host + ".planner",
                number,
                "userTask_reviewReadiness",
                "{'action':'WAIVE','reason':'Shown on paper','items':[" + asked + "]}"));
        done(answered(host + ".commander", number, "userTask_decideGateWaivers", waivers(items, true)));
        done(answered(guest + ".commander", number, "userTask_decideGateWaivers", waivers(items, granted)));
    }

    /** The same answer to each item. */
    static String waivers(List<String> items, boolean granted) {
        var answers = new StringBuilder();
        for (var item : items) {
            answers.append(answers.isEmpty() ? "" : ",")
                    .append("{'item':'" + item + "','granted':" + granted + ",'reason':'Seen'}");
        }
        return "{'action':'ANSWER','waivers':[" + answers + "]}";
    }

    static String specification() {
        return "{'action':'WRITE','content':{'text':'" + TEXT
                + " specification','objectives':[{'code':'TO-1','text':'Fast-rope'}]}}";
    }

    static String risk(String overall, String residual) {
        return "{'action':'WRITE','content':{'text':'Risk','overall':'" + overall + "','rows':[{'task':'Firing',"
                + "'hazard':'Ricochet','probability':'LIKELY','severity':'CRITICAL','controls':'Berms',"
                + "'implementer':'Range safety officer','residual':'" + residual + "'}]}}";
    }
}
