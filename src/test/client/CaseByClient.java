import client.ApiClient;
import client.api.EventsApi;
import client.api.ExercisesApi;
import client.api.PermitsApi;
import client.api.TasksApi;
import client.api.VisitRequestsApi;
import client.model.DecisionVisitorVerdict;
import client.model.PermitShown;
import client.model.TaskAnswer;
import client.model.TaskAnswerSiteAnswer;
import client.model.TaskAnswerVisitorAnswer;
import client.model.TaskInShort;
import client.model.VisitContent;
import client.model.VisitContentSiteEntry;
import client.model.VisitDocumentAirMovement;
import client.model.VisitDocumentContact;
import client.model.VisitRequestEnrolled;
import com.fasterxml.jackson.databind.DeserializationFeature;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.http.converter.ByteArrayHttpMessageConverter;
import org.springframework.web.client.RestClientResponseException;

/** A program of somebody else: opens a request, fills it, and reads what became of it, by the generated client alone. */
public final class CaseByClient {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String ROLL = """
            [{"grade": "OF-5", "surname": "Yıldırım", "forenames": "Mehmet", "surname_mrz": "YILDIRIM",
              "forenames_mrz": "MEHMET", "birth_date": "19.12.1977", "nationality": "TUR", "document_type": "PASSPORT",
              "document_number": "U77405903", "document_expiry": "23.07.2030", "clearance": "SECRET", "role": "PLANNER"},
             {"grade": "OF-4", "surname": "Öztürk", "forenames": "Emre", "surname_mrz": "OZTURK",
              "forenames_mrz": "EMRE", "birth_date": "15.08.1980", "nationality": "TUR", "document_type": "PASSPORT",
              "document_number": "U91356644", "document_expiry": "11.03.2033", "clearance": "SECRET", "role": "PLANNER"}]""";

    private final String address;
    private final String password;

    private CaseByClient(String address, String password) {
        this.address = address;
        this.password = password;
    }

    /** What happened, in order. */
    public static Map<String, Object> walk(String address, String account, String password) {
        var api = new CaseByClient(address, password).as(account);
        var requests = new VisitRequestsApi(api);
        var tasks = new TasksApi(api);
        var events = new EventsApi(api);
        var said = new LinkedHashMap<String, Object>();

        var opened = requests.openVisitRequest("key-of-the-client");
        var number = opened.getNumber();
        said.put("number", number);
        said.put("again", requests.openVisitRequest("key-of-the-client").getNumber());

        var content = new VisitContent()
                .exerciseCode("QAFQAZ-QARTALI")
                .purpose("Birgə təlim")
                .airMovement(new VisitDocumentAirMovement().arrivesAt("2027-05-24T08:15"));
        var version = quoted(opened.getVersion());
        said.put("version", requests.writeVisitRequest(number, content, version).getVersion());
        said.put("stale", status(() -> requests.writeVisitRequest(number, content, version)));
        said.put("unconditional", status(() -> requests.writeVisitRequest(number, content, null)));
        var flight = requests.readVisitRequest(number).getDocument().getAirMovement();
        said.put("arrival", flight.getArrivesAt());
        said.put("unknown", status(() -> requests.readVisitRequest("VIS-TUR-2027-9999")));

        var listed = requests.requestsCaseList(null, null, null, null, number, 0, 10, null);
        said.put("listed", listed.getItems().get(0).getNumber() + " of " + listed.getTotal());
        var task = tasks.listTask(number, 0, 10).getItems().get(0);
        said.put("task", task.getStep());
        var shown = tasks.showTask(task.getId());
        said.put("shown", shown.getProcess() + " " + shown.getPriority() + " " + shown.getLanguage());
        said.put("texts", !shown.getTexts().isEmpty());
        said.put("dossier", shown.getDossier().get("number"));

        var types = new StringBuilder();
        for (var event : events.readEvent(0L, 200).getItems()) {
            if (number.equals(event.getData().getCaseNumber())) {
                types.append(event.getType().replace("org.mushterek.", "")).append(' ');
            }
        }
        said.put("events", types.toString().strip());
        return said;
    }

    /** A request on its whole way to its permit, as it is read. */
    public static Map<String, Object> permit(String address, String password) {
        return new CaseByClient(address, password).toPermit();
    }

    private Map<String, Object> toPermit() {
        var said = new LinkedHashMap<String, Object>();
        var planner = as("tur.planner");
        var requests = new VisitRequestsApi(planner);
        var number = requests.openVisitRequest(null).getNumber();
        said.put("number", number);

        VisitRequestEnrolled enrolled =
                requests.enrollVisitRequest(number, ROLL.getBytes(StandardCharsets.UTF_8), quoted(1));
        said.put("persons", enrolled.getPersons());
        requests.writeVisitRequest(number, content(planner), quoted(enrolled.getVersion()));
        var judged = requests.judgeVisitRequest(number, null);
        said.put("judged", judged.getPasses() + " " + judged.getFindings());

        complete("tur.planner", number, "prepareRequest", new TaskAnswer().action("SUBMIT"));
        complete("tur.security", number, "certifyRoster", new TaskAnswer().action("CERTIFY").addDutiesItem("DOC-05"));
        complete("tur.authority", number, "endorseRequest", new TaskAnswer().action("ENDORSE"));
        for (var desk : List.of("security", "range", "border")) {
            complete("aze." + desk, number, "reviewAtDesk", new TaskAnswer().action("NO_OBJECTION"));
        }
        complete(
                "aze.medical",
                number,
                "reviewAtDesk",
                new TaskAnswer().action("NO_OBJECTION").addDutiesItem("MED-02"));
        complete(
                "aze.authority",
                number,
                "decideRequest",
                new TaskAnswer()
                        .action("APPROVED")
                        .addVisitorsItem(new TaskAnswerVisitorAnswer().line(1).verdict("APPROVED"))
                        .addVisitorsItem(new TaskAnswerVisitorAnswer().line(2).verdict("APPROVED"))
                        .addSitesItem(new TaskAnswerSiteAnswer().site(1).verdict("APPROVED")));

        var permit = wait(() -> permitOf(planner, number));
        said.put("permit", permit.getHostState() + " for " + permit.getSendingState());
        var read = wait(() -> Optional.of(requests.readVisitRequest(number))
                .filter(dossier -> dossier.getPermit() != null));
        said.put("sameCode", read.getPermit().getCheckCode().equals(permit.getCheckCode()));
        said.put("from", read.getDocument().getFrom().equals(permit.getValidFrom()));
        said.put("decision", read.getDecision().getOutcome() + " " + verdicts(read.getDecision().getVisitors()));
        said.put("surname", read.getDocument().getVisitors().get(0).getSurname());
        said.put("deadlines", read.getDeadlines().isEmpty());
        var received = new VisitRequestsApi(as("aze.authority")).receivedHostCase(number);
        said.put("desks", received.getDesks().size());
        said.put("duty", received.getDuties().get(0).getConfirmedBy());
        var submission = requests.submissionVisitRequest(number, 1);
        said.put("submission", submission.getSubmittedBy() + " " + submission.getDocument().getVisitors().size());
        return said;
    }

    private static VisitContent content(ApiClient api) {
        var exercise = new ExercisesApi(api).readExercise("QAFQAZ-QARTALI");
        return new VisitContent()
                .exerciseCode(exercise.getCode())
                .kind(VisitContent.KindEnum.ONE_TIME)
                .purpose("Birgə təlim")
                .from(exercise.getFirstDay())
                .to(exercise.getLastDay())
                .addSitesItem(new VisitContentSiteEntry().name("Poliqon").kind(VisitContentSiteEntry.KindEnum.RANGE))
                .pointOfContact(new VisitDocumentContact().name("Ataşe").phone("1"))
                .securityOfficer(new VisitDocumentContact().name("Subay").phone("2"))
                .seniorLine(1)
                .deputyLine(2)
                .armed(false)
                .means(VisitContent.MeansEnum.CIVIL_AIR)
                .addRouteItem("TUR")
                .addRouteItem("AZE");
    }

    private void complete(String account, String number, String step, TaskAnswer answer) {
        var tasks = new TasksApi(as(account));
        TaskInShort task = wait(() -> tasks.listTask(number, 0, 10).getItems().stream()
                .filter(listed -> listed.getStep().equals("userTask_" + step))
                .findFirst());
        tasks.completeTask(task.getId(), null, answer);
    }

    private static Optional<PermitShown> permitOf(ApiClient api, String number) {
        var permits = new PermitsApi(api);
        return permits.listPermit(0, 200).getItems().stream()
                .filter(listed -> listed.getRequestNumber().equals(number))
                .findFirst()
                .map(listed -> permits.readPermit(listed.getNumber()));
    }

    private static List<String> verdicts(List<DecisionVisitorVerdict> visitors) {
        var verdicts = new ArrayList<String>();
        visitors.forEach(visitor -> verdicts.add(visitor.getLine() + " " + visitor.getVerdict()));
        return verdicts;
    }

    /** Takes nothing that the description does not tell, and sends a file as it is, which the client alone would encode. */
    private ApiClient as(String account) {
        var mapper = ApiClient.createDefaultMapper(null).enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        var api = new ApiClient(
                ApiClient.buildRestClientBuilder(mapper)
                        .messageConverters(converters -> converters.add(0, new ByteArrayHttpMessageConverter()))
                        .build(),
                mapper,
                ApiClient.createDefaultDateFormat());
        api.setBasePath(address);
        api.setUsername(account);
        api.setPassword(password);
        return api;
    }

    private static String quoted(int version) {
        return "\"" + version + "\"";
    }

    private static <T> T wait(Supplier<Optional<T>> look) {
        var end = Instant.now().plus(PATIENCE);
        while (true) {
            var found = look.get();
            if (found.isPresent()) {
                return found.get();
            }
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException("Not there after " + PATIENCE);
            }
            try {
                Thread.sleep(200);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(stopped);
            }
        }
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
