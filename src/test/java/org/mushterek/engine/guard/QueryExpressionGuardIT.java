package org.mushterek.engine.guard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mushterek.web.security.Client;
import org.mushterek.web.security.WholeProgram;
import org.springframework.boot.test.web.server.LocalServerPort;

/** CVE-2026-109432: an expression in a query runs for whoever may ask. Every way in, through both doors. */
@WholeProgram
class QueryExpressionGuardIT {

    private static final String IN_BRANCH = "{\"orQueries\":[{\"dueAfterExpression\":\"${now()}\"}]}";
    private static final String ON_TOP = "{\"dueAfterExpression\":\"${now()}\"}";

    @LocalServerPort
    private int port;

    private Client officer = new Client(0);

    @BeforeEach
    void signIn() {
        officer = Client.signedIn(port, "tur.planner");
    }

    @ParameterizedTest
    @CsvSource({
        "/engine-rest, /task",
        "/engine-rest, /task/count",
        "/engine-rest/engine/default, /task",
        "/engine-rest, /filter/{filter}/list",
        "/engine-rest, /filter/{filter}/count",
        "/camunda/api/engine/engine/default, /task",
        "/camunda/api/engine/engine/default, /task/count",
        "/camunda/api/engine/engine/default, /filter/{filter}/list",
        "/camunda/api/engine/engine/default, /filter/{filter}/count"
    })
    void refusesExpressionsOnTopAndInBranches(String door, String path) {
        var address = door + path.replace("{filter}", filter());

        assertThat(officer.post(address, IN_BRANCH).statusCode())
                .as("in a branch")
                .isEqualTo(400);
        assertThat(officer.post(address, ON_TOP).statusCode()).as("on top").isEqualTo(400);
        assertThat(officer.post(address, "{}").statusCode()).as("without").isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"/engine-rest", "/camunda/api/engine/engine/default"})
    void refusesExpressionsInTheAddress(String door) {
        assertThat(officer.get(door + "/task?dueAfterExpression=%24%7Bnow()%7D").statusCode())
                .isEqualTo(400);
        assertThat(officer.get(door + "/task/count?assigneeExpression=%24%7BcurrentUser()%7D")
                        .statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({"/engine-rest", "/camunda/api/engine/engine/default"})
    void keepsOfficersFromWritingFilters(String door) {
        var body = "{\"resourceType\":\"Task\",\"name\":\"mine\",\"query\":" + ON_TOP + "}";

        assertThat(officer.post(door + "/filter/create", body).statusCode()).isEqualTo(404);
    }

    @Test
    void letsStoredFiltersUseTheirs() {
        assertThat(officer.get("/engine-rest/filter/" + filter() + "/count").body())
                .startsWith("{\"count\":");
    }

    private String filter() {
        return Client.json(officer.get("/engine-rest/filter")).get(0).get("id").asText();
    }
}
