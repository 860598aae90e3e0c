package org.mushterek.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mushterek.common.Refusal;

class AnswersTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    record Form(
            @Nullable String reason,
            @Nullable List<Line> lines,
            @Nullable Map<String, Form> parts) {}

    record Line(int no) {}

    private final Answers answers = new Answers(JSON);

    @Test
    void readsAnAnswerOfTheForm() throws Exception {
        var given =
                JSON.readTree("{\"reason\":null,\"lines\":[{\"no\":2}],\"parts\":{\"a\":{\"lines\":[]},\"b\":null}}");

        var answer = answers.read(given, Form.class);

        assertThat(answer.reason()).isNull();
        assertThat(answer.lines()).containsExactly(new Line(2));
        assertThat(answer.parts()).containsOnlyKeys("a", "b").containsEntry("a", new Form(null, List.of(), null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"lines\":[null]}",
                "{\"lines\":[{\"no\":1},null]}",
                "{\"parts\":{\"a\":{\"lines\":[null]}}}",
                "{\"lines\":[[null]]}",
                "null",
                "[]",
                "{\"lines\":{}}"
            })
    void refusesWhatListsNothingOrIsOfAnotherForm(String given) throws Exception {
        var read = JSON.readTree(given);

        var refusal = catchThrowableOfType(Refusal.class, () -> answers.read(read, Form.class));

        assertThat(refusal.kind()).isEqualTo(Refusal.Kind.INVALID);
        assertThat(refusal.reason().key()).isEqualTo("visit.badAnswer");
    }
}
