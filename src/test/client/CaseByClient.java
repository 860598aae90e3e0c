import client.ApiClient;
import client.api.EventsApi;
import client.api.TasksApi;
import client.api.VisitRequestsApi;
import client.model.VisitContent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.web.client.RestClientResponseException;

/** A program of somebody else: opens a request, fills it, and reads what became of it, by the generated client alone. */
public final class CaseByClient {

    private CaseByClient() {}

    /** What happened, in order. */
    public static Map<String, Object> walk(String address, String account, String password) {
        var api = new ApiClient();
        api.setBasePath(address);
        api.setUsername(account);
        api.setPassword(password);
        var requests = new VisitRequestsApi(api);
        var tasks = new TasksApi(api);
        var events = new EventsApi(api);
        var said = new LinkedHashMap<String, Object>();

        var opened = requests.openVisitRequest("key-of-the-client");
        var number = String.valueOf(opened.get("number"));
        said.put("number", number);
        said.put("again", requests.openVisitRequest("key-of-the-client").get("number"));

        var content = new VisitContent().exerciseCode("QAFQAZ-QARTALI").purpose("Birgə təlim");
        var version = "\"" + opened.get("version") + "\"";
        said.put("version", requests.writeVisitRequest(number, content, version).get("version"));
        said.put("stale", status(() -> requests.writeVisitRequest(number, content, version)));
        said.put("unconditional", status(() -> requests.writeVisitRequest(number, content, null)));
        said.put("unknown", status(() -> requests.readVisitRequest("VIS-TUR-2027-9999")));

        var listed = requests.requestsCaseList(null, null, null, null, number, 0, 10, null);
        said.put("listed", listed.getItems().get(0).getNumber() + " of " + listed.getTotal());
        var task = tasks.listTask(number, 0, 10).getItems().get(0);
        said.put("task", task.get("step"));
        said.put("texts", tasks.showTask(String.valueOf(task.get("id"))).containsKey("texts"));

        var types = new StringBuilder();
        for (var event : events.readEvent(0L, 200).getItems()) {
            if (number.equals(event.getData().getCaseNumber())) {
                types.append(event.getType().replace("org.mushterek.", "")).append(' ');
            }
        }
        said.put("events", types.toString().strip());
        return said;
    }

    private static String status(Supplier<?> call) {
        try {
            return "done: " + call.get();
        } catch (RestClientResponseException refused) {
            return refused.getStatusCode().value() + " "
                    + refused.getResponseHeaders().getContentType().toString().replaceFirst(";.*", "");
        }
    }
}
