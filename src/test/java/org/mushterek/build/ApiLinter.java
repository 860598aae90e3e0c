package org.mushterek.build;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Spectral with its rules for OpenAPI ({@code spectral:oas}), installed from the locked packages of
 * {@code src/test/node}. A test that uses it is marked {@link NeedsNode}.
 */
public final class ApiLinter {

    /** How grave a remark is, in Spectral's own order. */
    public enum Severity {
        ERROR,
        WARNING,
        INFORMATION,
        HINT
    }

    /**
     * What Spectral has to say about a document.
     *
     * @param rule the id of Spectral's rule, such as {@code path-params}
     * @param place the keys that lead to what is meant, separated by spaces; empty for the document itself
     */
    public record Remark(Severity severity, String rule, String place, String message) {}

    private static final int CLEAN = 0;
    private static final int HAS_ERRORS = 1;

    private ApiLinter() {}

    /** Every remark on the OpenAPI document (JSON or YAML); an exception where it cannot be linted at all. */
    public static synchronized List<Remark> lint(Path document) throws IOException {
        var node = Node.OF_THIS_MACHINE.orElseThrow(() -> new IllegalStateException(
                "No Node of at least version 18 with npm found.\nMaybe the test lacks @NeedsNode."));
        NodePackages.install(node);
        var result = Files.createTempFile("remarks", ".json");
        try {
            var exit = NodePackages.run(node.node()
                    .command(
                            "node_modules/@stoplight/spectral-cli/dist/index.js",
                            "lint",
                            "--ruleset=spectral.yaml",
                            "--format=json",
                            "--output=" + result,
                            "--quiet",
                            document.toAbsolutePath().toString()));
            if (exit.code() != CLEAN && exit.code() != HAS_ERRORS) {
                throw new IOException("Spectral could not lint %s:\n%s".formatted(document, exit.output()));
            }
            var remarks = new ArrayList<Remark>();
            for (var remark : new ObjectMapper().readTree(result.toFile())) {
                remarks.add(new Remark(
                        Severity.values()[remark.path("severity").asInt()],
                        remark.path("code").asText(),
                        StreamSupport.stream(remark.path("path").spliterator(), false)
                                .map(JsonNode::asText)
                                .collect(Collectors.joining(" ")),
                        remark.path("message").asText()));
            }
            return List.copyOf(remarks);
        } finally {
            Files.delete(result);
        }
    }

    /** The remarks on the document that are errors. */
    public static List<Remark> errors(Path document) throws IOException {
        return lint(document).stream()
                .filter(remark -> remark.severity() == Severity.ERROR)
                .toList();
    }
}
