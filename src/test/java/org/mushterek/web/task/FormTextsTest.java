package org.mushterek.web.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mushterek.afteraction.CorrectiveAction;
import org.mushterek.afteraction.HotWash;
import org.mushterek.afteraction.Observation;
import org.mushterek.afteraction.ReportCase;
import org.mushterek.afteraction.Tag;
import org.mushterek.agreement.Instrument;
import org.mushterek.agreement.InstrumentCase;
import org.mushterek.agreement.InstrumentContent;
import org.mushterek.agreement.RestingOnInstrument;
import org.mushterek.common.Texts;
import org.mushterek.exercise.planning.GateItem;
import org.mushterek.exercise.planning.Planning;
import org.mushterek.exercise.planning.ProductKind;
import org.mushterek.exercise.planning.Stage;
import org.mushterek.exercise.rule.RiskLevel;
import org.mushterek.visit.AmendmentChanges;
import org.mushterek.visit.Attachment;
import org.mushterek.visit.ChangedLine.Part;
import org.mushterek.visit.Decision;
import org.mushterek.visit.DeskReview;
import org.mushterek.visit.HostState;
import org.mushterek.visit.Outcome;
import org.mushterek.visit.PaperKind;
import org.mushterek.visit.Permit;
import org.mushterek.visit.RequestAnnexes;
import org.mushterek.visit.RequestParticulars;
import org.mushterek.visit.RequestState;
import org.mushterek.visit.ThreadMessage;
import org.mushterek.visit.VisitDocument;
import org.mushterek.visit.VisitPaper;
import org.mushterek.visit.Visitor;

/** The forms say in the officer's language whatever they show; a missing text would show its key. */
class FormTextsTest {

    private static final Path SCRIPTS = Path.of("src/main/resources/static/ui");
    private static final Pattern SAID = Pattern.compile(
            "(?:say|told|written_|chosen|dated|timed|counted|asked)\\('([\\w.]+)'|answerText\\(form, '\\w+', '(\\w+)'");

    /** The first argument of what says that something is wrong or missing. */
    private static final Pattern PLACE = Pattern.compile(
            "(?:new Fault|breached|undetermined|Evidence\\.verdict)\\(\\s*(?:DESCRIPTION,\\s*|rule,\\s*)?\"([a-zA-Z.]+)\"");

    private static final Pattern USER_TASK = Pattern.compile("<bpmn:userTask id=\"(\\w+)\"");

    private final Set<String> known = new TreeSet<>(new Texts().keys());

    @Test
    void knowsEveryTextThatFormsName() throws IOException {
        var said = new TreeSet<String>();
        try (var scripts = Files.list(SCRIPTS)) {
            for (var script :
                    scripts.filter(file -> file.toString().endsWith(".js")).toList()) {
                var found = SAID.matcher(Files.readString(script, StandardCharsets.UTF_8));
                while (found.find()) {
                    said.add("ui." + (found.group(1) == null ? found.group(2) : found.group(1)));
                }
            }
        }

        assertThat(said).hasSizeGreaterThan(80);
        assertThat(known).containsAll(said);
    }

    /** A rule names the field that is wrong; the form says it in the officer's language. */
    @Test
    void knowsEveryPlaceThatRulesName() throws IOException {
        var named = new TreeSet<String>();
        try (var rules = Files.list(Path.of("src/main/java/org/mushterek/visit/rule"))) {
            for (var rule : rules.toList()) {
                var found = PLACE.matcher(Files.readString(rule, StandardCharsets.UTF_8));
                while (found.find()) {
                    var place = found.group(1);
                    if (!place.endsWith(".")) {
                        named.add("ui." + place.replaceFirst("^dates\\.", ""));
                    }
                }
            }
        }

        for (var fixed : AmendmentChanges.Fixed.values()) {
            named.add("ui." + fixed.place());
        }
        assertThat(named).hasSizeGreaterThan(15);
        assertThat(known).containsAll(named);
    }

    /** On the pages every task and process has a name in the officer's language; diagrams are English. */
    @Test
    void knowsANameForEveryTaskAndProcess() throws IOException {
        var names = new TreeSet<String>();
        try (var diagrams = Files.walk(Path.of("processes"))) {
            for (var diagram :
                    diagrams.filter(file -> file.toString().endsWith(".bpmn")).toList()) {
                names.add("ui.process." + diagram.getFileName().toString().replace(".bpmn", ""));
                var task = USER_TASK.matcher(Files.readString(diagram, StandardCharsets.UTF_8));
                while (task.find()) {
                    names.add("ui.task." + task.group(1));
                }
            }
        }

        assertThat(names)
                .hasSizeGreaterThan(50)
                .contains("ui.process.corrective-action", "ui.task.userTask_validateAction");
        assertThat(known).containsAll(names);
    }

    @Test
    void knowsWhatFollowsEveryStateOfARequestUnderWay() {
        assertThat(known)
                .containsAll(texts(
                        "day.next.",
                        Stream.of(RequestState.values())
                                .filter(state -> !state.isClosed())
                                .toArray(RequestState[]::new)))
                .containsAll(texts("day.next.", HostState.values()));
    }

    @Test
    void knowsEveryCodeThatFormsShow() {
        assertThat(known)
                .containsAll(texts("ui.", VisitDocument.VisitKind.values()))
                .containsAll(texts("ui.", VisitDocument.AccessLevel.values()))
                .containsAll(texts("ui.", VisitDocument.SiteKind.values()))
                .containsAll(texts("ui.", VisitDocument.TravelMeans.values()))
                .containsAll(texts("ui.occasion.", RequestParticulars.Occasion.values()))
                .containsAll(texts("ui.accessKind.", RequestParticulars.AccessKind.values()))
                .containsAll(texts("ui.entity.", RequestParticulars.EntityCategory.values()))
                .containsAll(texts("ui.initiative.", RequestParticulars.Initiative.values()))
                .containsAll(texts("ui.initiatedBy.", RequestParticulars.InitiatedBy.values()))
                .containsAll(texts("ui.pertinence.", RequestParticulars.PertinenceKind.values()))
                .containsAll(texts("ui.need.", RequestParticulars.NeedKind.values()))
                .containsAll(texts("ui.vehicle.", RequestAnnexes.VehicleKind.values()))
                .containsAll(texts("ui.direction.", RequestAnnexes.Direction.values()))
                .containsAll(texts("ui.flight.", VisitDocument.FlightKind.values()))
                .containsAll(texts("ui.authorisation.", VisitDocument.AuthorisationState.values()))
                .containsAll(numbered("ui.box.", 1, 16))
                .containsAll(numbered("ui.annex.", 3, 7))
                .containsAll(texts("ui.", Visitor.Clearance.values()))
                .containsAll(texts("ui.", Visitor.DocumentType.values()))
                .containsAll(texts("ui.", Visitor.VisitorRole.values()))
                .containsAll(texts("ui.", Decision.ReasonCode.values()))
                .containsAll(texts("ui.", DeskReview.Opinion.values()))
                .containsAll(texts("ui.outcome.", Outcome.values()))
                .containsAll(texts("ui.permit.", Permit.State.values()))
                .containsAll(texts("ui.amend.", AmendmentChanges.Change.values()))
                .containsAll(texts("ui.paper.", PaperKind.values()))
                .containsAll(texts("ui.paperState.", VisitPaper.State.values()))
                .contains("ui.paperState.DRAFT")
                .containsAll(texts("ui.evidence.", Attachment.Kind.values()))
                .containsAll(texts("ui.release.", ThreadMessage.Release.values()))
                .contains("ui.kind.QUESTION", "ui.kind.ANSWER", "ui.scan.NOT_SCANNED")
                .containsAll(texts("instrument.kind.", Instrument.Kind.values()))
                .containsAll(texts("instrument.renewal.", Instrument.Renewal.values()))
                .containsAll(texts("ui.instrument.act.", InstrumentContent.Act.values()))
                .containsAll(texts("ui.instrument.clause.", InstrumentContent.EntryIntoForce.values()))
                .containsAll(texts("instrument.approval.", InstrumentContent.Step.values()))
                .containsAll(texts("ui.instrument.state.", InstrumentCase.State.values()))
                .containsAll(texts("ui.instrument.effect.", RestingOnInstrument.Kind.values()))
                .containsAll(texts("ui.instrument.result.", RestingOnInstrument.Result.values()))
                .containsAll(texts("ui.afteraction.tag.", Tag.values()))
                .containsAll(texts("ui.afteraction.state.", Observation.State.values()))
                .containsAll(texts("ui.afteraction.release.", Observation.Release.values()))
                .containsAll(texts("ui.afteraction.settled.", Observation.Settled.values()))
                .containsAll(texts("ui.afteraction.rating.", HotWash.Rating.values()))
                .containsAll(texts("ui.afteraction.state.", ReportCase.State.values()))
                .containsAll(texts("ui.afteraction.state.", CorrectiveAction.State.values()))
                .containsAll(texts("planning.state.", Planning.State.values()))
                .containsAll(texts("planning.conference.", Planning.ConferenceState.values()))
                .containsAll(texts("planning.stage.", Stage.values()))
                .containsAll(texts("planning.day.", Stage.values()))
                .containsAll(texts("planning.product.", ProductKind.values()))
                .containsAll(texts("planning.light.", GateItem.Light.values()))
                .containsAll(texts("planning.risk.", RiskLevel.values()))
                .containsAll(texts("planning.authority.", RiskLevel.values()))
                .containsAll(texts("planning.probability.", RiskLevel.Probability.values()))
                .containsAll(texts("planning.severity.", RiskLevel.Severity.values()))
                .containsAll(texts("visit.state.", RequestState.values()))
                .containsAll(texts("visit.state.", HostState.values()));
    }

    @Test
    void tellsEveryPartThatAnAmendmentChanges() throws IOException {
        var script = Files.readString(SCRIPTS.resolve("amend.js"), StandardCharsets.UTF_8);
        var sentences = Set.of(Part.SENIOR, Part.DEPUTY, Part.ARMED, Part.MEANS, Part.ROUTE);
        for (var part : Part.values()) {
            var label = Pattern.compile("^  " + part + ": \\['([\\w.]+)'", Pattern.MULTILINE)
                    .matcher(script);
            assertThat(label.find()).as(part.name()).isNotEqualTo(sentences.contains(part));
            if (!sentences.contains(part)) {
                assertThat(known).contains("ui." + label.group(1));
            } else {
                assertThat(known).contains("ui.amend." + part.section());
                assertThat(script).contains("\n  " + part.section() + ": (form, document) =>");
            }
        }
    }

    private static Set<String> numbered(String prefix, int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(no -> prefix + no).collect(Collectors.toSet());
    }

    private static Set<String> texts(String prefix, Enum<?>[] codes) {
        return Stream.of(codes).map(code -> prefix + code.name()).collect(Collectors.toSet());
    }
}
