package org.mushterek.visit.roster;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;

/** Reads the persons of a JSON list. A person is a flat object of texts; whatever else stands there is a fault. */
final class JsonRoster {

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(8)
                    .maxStringLength(10_000)
                    .maxNameLength(500)
                    .maxNumberLength(100)
                    .build())
            .build();

    private JsonRoster() {}

    static RosterTable read(String text) {
        try (var parser = JSON.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw Refusal.of(Refusal.Kind.INVALID, "roster.jsonNotAList");
            }
            var rows = new ArrayList<RosterTable.Row>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                RosterTable.demandRoomAfter(rows.size());
                rows.add(row(rows.size() + 1, parser));
            }
            if (parser.nextToken() != null) {
                throw malformed(parser.currentTokenLocation().getLineNr());
            }
            if (rows.isEmpty()) {
                throw Refusal.of(Refusal.Kind.INVALID, "roster.noPersons");
            }
            return new RosterTable(rows);
        } catch (StreamConstraintsException oversized) {
            throw Refusal.of(Refusal.Kind.INVALID, "roster.jsonOversized");
        } catch (JsonProcessingException syntax) {
            var location = syntax.getLocation();
            throw malformed(location == null ? 1 : location.getLineNr());
        } catch (IOException impossible) {
            throw new UncheckedIOException("Reading from a string failed", impossible);
        }
    }

    private static RosterTable.Row row(int number, JsonParser parser) throws IOException {
        Map<RosterColumn, String> cells = new EnumMap<>(RosterColumn.class);
        var seen = new ArrayList<RosterColumn>();
        List<Finding> faults = new ArrayList<>();
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            faults.add(fault("roster.notAnObject", new RosterPlace(number, null), Map.of()));
            return new RosterTable.Row(number, cells, faults);
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var field = parser.currentName();
            var value = parser.nextToken();
            var column = RosterColumn.ofField(field);
            var place = new RosterPlace(number, column.map(RosterColumn::header).orElseGet(() -> Excerpt.of(field)));
            if (column.isEmpty()) {
                faults.add(fault(
                        "roster.unknownField",
                        place,
                        Map.of("field", Excerpt.of(field), "columns", String.join(", ", RosterColumn.headers()))));
            } else if (seen.contains(column.get())) {
                faults.add(fault("roster.repeatedField", place, Map.of("field", Excerpt.of(field))));
            } else if (value == JsonToken.VALUE_STRING) {
                var cell = parser.getText().strip();
                if (!cell.isEmpty()) {
                    cells.put(column.get(), cell);
                }
            } else if (value != JsonToken.VALUE_NULL) {
                faults.add(fault("roster.notAString", place, Map.of("field", Excerpt.of(field))));
            }
            column.ifPresent(seen::add);
            parser.skipChildren();
        }
        return new RosterTable.Row(number, cells, faults);
    }

    private static Finding fault(String code, RosterPlace place, Map<String, Object> values) {
        return new Finding(
                code,
                place.toString(),
                new Message(code + ".wrong", values),
                new Message(code + ".cure", values),
                null);
    }

    private static Refusal malformed(int line) {
        return Refusal.of(
                Refusal.Kind.INVALID, Message.of("roster.malformedJson").with("line", line));
    }
}
