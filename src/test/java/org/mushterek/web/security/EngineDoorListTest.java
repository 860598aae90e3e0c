package org.mushterek.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mushterek.web.security.EngineDoorList.Passage;
import org.mushterek.web.security.EngineDoorList.Passing;

class EngineDoorListTest {

    private final EngineDoorList list = new EngineDoorList();

    @ParameterizedTest
    @CsvSource({
        "GET, /engine/default/task",
        "GET, /task/4711-a",
        "POST, /task",
        "GET, /process-definition/trial:1:4711",
        "GET, /process-definition/trial%3A1%3A4711/xml",
        "GET, /user/tur.planner/profile",
        "OPTIONS, /engine/default/filter"
    })
    void letsReadsPass(String method, String path) {
        assertThat(list.judge(method, path)).contains(new Passing(Passage.READ, null, null));
    }

    @Test
    void turnsDeedsIntoCalls() {
        assertThat(list.judge("POST", "/engine/default/task/4711/claim"))
                .contains(new Passing(Passage.CLAIM, "4711", null));
        assertThat(list.judge("POST", "/task/4711/submit-form")).contains(new Passing(Passage.COMPLETE, "4711", null));
        assertThat(list.judge("POST", "/process-definition/key/trial/tenant-id/tur/start"))
                .contains(new Passing(Passage.START, "trial", "tur"));
        assertThat(list.judge("POST", "/process-definition/trial%3A1%3A4711/submit-form"))
                .contains(new Passing(Passage.START, "trial:1:4711", null));
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /task/4711/bpmnError",
        "POST, /task/4711/bpmnEscalation",
        "POST, /task/4711/delegate",
        "POST, /task/4711/resolve",
        "POST, /task/4711/assignee",
        "POST, /task/4711/identity-links",
        "POST, /task/4711/comment/create",
        "POST, /task/4711/attachment/create",
        "GET, /task/4711/comment",
        "GET, /task/4711/form-variables",
        "GET, /task/4711/variables",
        "PUT, /task/4711",
        "DELETE, /task/4711",
        "POST, /task/create",
        "POST, /message",
        "POST, /signal",
        "POST, /execution/4711/signal",
        "POST, /process-instance/4711/modification",
        "GET, /variable-instance",
        "POST, /variable-instance",
        "GET, /history/task",
        "GET, /user",
        "GET, /user/count",
        "GET, /group",
        "GET, /schema/log",
        "POST, /deployment/create",
        "POST, /filter/create",
        "PUT, /filter/4711",
        "DELETE, /filter/4711",
        "POST, /identity/verify",
        "PUT, /process-definition/trial:1:4711/suspended",
        "GET, /engine/other/task",
        "GET, /engine/default/engine/default/task"
    })
    void knowsNothingElse(String method, String path) {
        assertThat(list.judge(method, path)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /task/",
        "GET, //task",
        "GET, /task//4711",
        "GET, /task;a=b",
        "GET, /task/4711;jsessionid=1",
        "GET, /task/../user",
        "GET, /task/%2e%2e/user",
        "GET, /task%2F4711",
        "GET, /task%252F4711",
        "GET, /task/4711%00",
        "GET, /Task",
        "GET, /TASK/4711",
        "GET, /engine/Default/task",
        "GET, /task\\4711",
        "get, /task",
        "HEAD, /task",
        "PATCH, /task"
    })
    void isNotTrickedByPaths(String method, String path) {
        assertThat(list.judge(method, path)).isEmpty();
    }
}
