package org.mushterek.engine.visit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.dmn.engine.delegate.DmnDecisionTableEvaluationListener;
import org.camunda.bpm.dmn.engine.delegate.DmnEvaluatedDecisionRule;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.instance.InputExpression;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mushterek.engine.Walks;
import org.mushterek.visit.VisitDesksTable;

/** Which desks the table {@code visit-desks} sends a request to, row by row and to either side of each limit. */
class VisitDesksTest {

    private static final Path TABLE = Path.of("processes", "visit", VisitDesksTable.ID + ".dmn");

    /**
     * A request, the desks that look at it, in the order of the table's rows, and the rows that say so. A desk that two
     * rows name is collected twice; it is opened once.
     */
    private record Case(String request, Map<String, Object> content, List<String> desks, List<String> rows) {

        @Override
        public String toString() {
            return request;
        }
    }

    private static final List<Case> CASES = List.of(
            request("small, short and unarmed", false, false, false, false, 9, 7, List.of(), List.of()),
            request("at a range", false, true, false, false, 9, 7, List.of("range"), List.of("rangeVisited")),
            request("armed", true, false, false, false, 9, 7, List.of("range"), List.of("armsCarried")),
            request("of ten persons", false, false, false, false, 10, 7, List.of("medical"), List.of("manyPersons")),
            request("of eight days", false, false, false, false, 9, 8, List.of("medical"), List.of("longStay")),
            request("at an airfield", false, false, true, false, 9, 7, List.of("air"), List.of("airfieldVisited")),
            request("by military aircraft", false, false, false, true, 9, 7, List.of("air"), List.of("byMilitaryAir")),
            request(
                    "with everything",
                    true,
                    true,
                    true,
                    true,
                    30,
                    30,
                    List.of("range", "range", "medical", "medical", "air", "air"),
                    List.of(
                            "rangeVisited",
                            "armsCarried",
                            "manyPersons",
                            "longStay",
                            "airfieldVisited",
                            "byMilitaryAir")));

    private static Case request(
            String name,
            boolean armed,
            boolean visitsRange,
            boolean visitsAirfield,
            boolean byMilitaryAir,
            int persons,
            int days,
            List<String> desksBesides,
            List<String> rowsBesides) {
        return new Case(
                name,
                Map.of(
                        VisitDesksTable.ARMED,
                        armed,
                        VisitDesksTable.VISITS_RANGE,
                        visitsRange,
                        VisitDesksTable.VISITS_AIRFIELD,
                        visitsAirfield,
                        VisitDesksTable.BY_MILITARY_AIR,
                        byMilitaryAir,
                        VisitDesksTable.PERSONS,
                        persons,
                        VisitDesksTable.DAYS,
                        days),
                joined(List.of("security", "border"), desksBesides),
                joined(
                        List.of("rule_everyRequestSecurity", "rule_everyRequestBorder"),
                        rowsBesides.stream().map(row -> "rule_" + row).toList()));
    }

    private static List<String> joined(List<String> always, List<String> besides) {
        return java.util.stream.Stream.concat(always.stream(), besides.stream()).toList();
    }

    static List<Case> cases() {
        return CASES;
    }

    private final List<String> rows = new java.util.ArrayList<>();
    private final DmnEngine engine = engine(event -> event.getMatchingRules().stream()
            .map(DmnEvaluatedDecisionRule::getId)
            .forEach(this::note));
    private final DmnDecision table = engine.parseDecision(VisitDesksTable.ID, read());

    private void note(String row) {
        rows.add(row);
        Walks.walked(VisitDesksTable.ID, row);
    }

    @ParameterizedTest(name = "a request {0}")
    @MethodSource("cases")
    void opensTheDesksThatARequestConcerns(Case request) {
        var answer = engine.evaluateDecisionTable(table, request.content());

        assertThat(answer.<String>collectEntries(VisitDesksTable.DESK)).isEqualTo(request.desks());
        assertThat(rows).isEqualTo(request.rows());
    }

    @Test
    void hasNoRowWithoutACase() {
        var tried = new TreeSet<String>();
        CASES.forEach(request -> tried.addAll(request.rows()));

        assertThat(Dmn.readModelFromStream(read()).getModelElementsByType(Rule.class).stream()
                        .map(Rule::getId)
                        .toList())
                .containsExactlyInAnyOrderElementsOf(tried);
    }

    @Test
    void isAskedWithEveryInputAndNoOther() {
        assertThat(Dmn.readModelFromStream(read()).getModelElementsByType(InputExpression.class).stream()
                        .map(input -> input.getText().getTextContent())
                        .toList())
                .containsExactlyInAnyOrderElementsOf(CASES.get(0).content().keySet());
    }

    private static DmnEngine engine(DmnDecisionTableEvaluationListener listener) {
        var configuration =
                (DefaultDmnEngineConfiguration) DmnEngineConfiguration.createDefaultDmnEngineConfiguration();
        configuration.getCustomPostDecisionTableEvaluationListeners().add(listener);
        return configuration.buildEngine();
    }

    private static InputStream read() {
        try {
            return Files.newInputStream(TABLE);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
