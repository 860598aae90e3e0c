package org.mushterek.visit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.TreeSet;
import org.mushterek.common.Sha256;

/**
 * A document as JSON of one form only: the fields of each object in the order of their names (by UTF-16 code units, as
 * RFC 8785 sorts), no space between them. Two texts of one document have one form, so its hash can be verified after the
 * text was written anew by a database or another installation, and by a release whose documents have more fields.
 */
record CanonicalJson(String text) {

    /** The form of a value that the program holds. */
    static CanonicalJson of(Object value, ObjectMapper json) {
        return of(json.<JsonNode>valueToTree(value));
    }

    /**
     * The form of a text that was kept.
     *
     * @throws IllegalArgumentException where it is not JSON
     */
    static CanonicalJson read(String text, ObjectMapper json) {
        try {
            return of(json.readTree(text));
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException("Not JSON", malformed);
        }
    }

    /**
     * Whether a text that was kept is the document of this hash. Mostly it is kept in its form, and then it need not be taken
     * apart to see that.
     */
    static boolean fits(String text, String sha256, ObjectMapper json) {
        return new CanonicalJson(text).sha256().equals(sha256)
                || read(text, json).sha256().equals(sha256);
    }

    private static CanonicalJson of(JsonNode tree) {
        return new CanonicalJson(sorted(tree).toString());
    }

    private static JsonNode sorted(JsonNode node) {
        if (node.isObject()) {
            var object = JsonNodeFactory.instance.objectNode();
            var names = new TreeSet<String>();
            node.fieldNames().forEachRemaining(names::add);
            names.forEach(name -> object.set(name, sorted(node.get(name))));
            return object;
        }
        if (node.isArray()) {
            var array = JsonNodeFactory.instance.arrayNode();
            node.forEach(element -> array.add(sorted(element)));
            return array;
        }
        return node;
    }

    /** SHA-256 of the text in UTF-8, in lower-case hexadecimal digits. */
    String sha256() {
        return Sha256.of(text);
    }
}
