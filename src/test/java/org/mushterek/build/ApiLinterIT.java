package org.mushterek.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mushterek.build.ApiLinter.Remark;
import org.mushterek.build.ApiLinter.Severity;

@NeedsNode
class ApiLinterIT {

    private static final String SOUND = """
            {
              "openapi": "3.0.1",
              "info": {
                "title": "Visits",
                "version": "1",
                "description": "Visits of one side to the other.",
                "contact": {"name": "The registry"}
              },
              "servers": [{"url": "https://visits.example"}],
              "tags": [{"name": "visits"}],
              "paths": {
                "/visits/{number}": {
                  "get": {
                    "operationId": "readVisit",
                    "description": "Reads one visit.",
                    "tags": ["visits"],
                    "parameters": [
                      {"name": "number", "in": "path", "required": true, "schema": {"type": "string"}}
                    ],
                    "responses": {"200": {"description": "The visit."}}
                  }
                }
              }
            }
            """;

    @TempDir
    Path folder;

    @Test
    void hasNothingToSayOfSoundDocument() throws IOException {
        assertThat(ApiLinter.lint(document(SOUND))).isEmpty();
    }

    @Test
    void namesRuleAndPlaceOfEachError() throws IOException {
        var wrong = document(SOUND.replace("\"name\": \"number\"", "\"name\": \"no\""));

        assertThat(ApiLinter.errors(wrong))
                .containsExactlyInAnyOrder(
                        new Remark(
                                Severity.ERROR,
                                "path-params",
                                "paths /visits/{number} get",
                                "Operation must define parameter \"{number}\" as expected by path \"/visits/{number}\"."),
                        new Remark(
                                Severity.ERROR,
                                "path-params",
                                "paths /visits/{number} get parameters 0",
                                "Parameter \"no\" must be used in path \"/visits/{number}\"."));
    }

    @Test
    void tellsWarningsFromErrors() throws IOException {
        var untold = document(SOUND.replace("\"description\": \"Reads one visit.\",", ""));

        assertThat(ApiLinter.errors(untold)).isEmpty();
        assertThat(ApiLinter.lint(untold))
                .containsExactly(new Remark(
                        Severity.WARNING,
                        "operation-description",
                        "paths /visits/{number} get",
                        "Operation \"description\" must be present and non-empty string."));
    }

    @Test
    void failsWhereThereIsNoDocument() {
        assertThatThrownBy(() -> ApiLinter.lint(folder.resolve("missing.json")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("could not lint");
    }

    private Path document(String content) throws IOException {
        return Files.writeString(folder.resolve("api.json"), content);
    }
}
