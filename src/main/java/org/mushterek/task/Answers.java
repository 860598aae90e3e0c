package org.mushterek.task;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.mushterek.common.Refusal;
import org.springframework.stereotype.Component;

/** Reads what an officer's form has sent as the answer of a capability's task. */
@Component
public class Answers {

    private final ObjectMapper json;

    Answers(ObjectMapper json) {
        this.json = json;
    }

    /** @throws Refusal INVALID where it is no answer of this form */
    public <T> T read(JsonNode answer, Class<T> form) {
        try {
            var read = json.treeToValue(answer, form);
            if (read == null) {
                throw Refusal.of(Refusal.Kind.INVALID, "visit.badAnswer");
            }
            return read;
        } catch (JsonProcessingException malformed) {
            throw Refusal.of(Refusal.Kind.INVALID, "visit.badAnswer");
        }
    }
}
