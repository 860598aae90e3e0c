package org.mushterek.task;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Refusal;
import org.springframework.stereotype.Component;

/** Reads what an officer's form has sent as the answer of a capability's task. */
@Component
public class Answers {

    private final ObjectMapper json;

    Answers(ObjectMapper json) {
        this.json = json;
    }

    /**
     * The answer that a task is completed with.
     *
     * @throws Refusal INVALID where the officer has saved none, or it is no answer of this form
     */
    public <T> T required(@Nullable JsonNode draft, Class<T> form) {
        if (draft == null) {
            throw Refusal.of(Refusal.Kind.INVALID, "visit.noDraft");
        }
        return read(draft, form);
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
