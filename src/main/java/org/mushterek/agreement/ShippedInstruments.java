package org.mushterek.agreement;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mushterek.agreement.Instrument.Approval;
import org.mushterek.agreement.Instrument.Clause;
import org.mushterek.agreement.Instrument.Kind;
import org.mushterek.agreement.Instrument.Renewal;
import org.mushterek.agreement.Instrument.Signature;
import org.mushterek.agreement.rule.Provenance;
import org.mushterek.common.Message;
import org.springframework.core.io.ClassPathResource;

/** What the product ships of each instrument: sourced facts only, from {@code rulebook/instruments.yaml}. */
final class ShippedInstruments {

    private record Sheet(
            String code,
            Kind kind,
            List<String> parties,
            boolean governsVisits,
            @Nullable Signature signature,
            @Nullable List<Step> approvals,
            @Nullable Fact entryIntoForce,
            InstrumentContent.@Nullable EntryIntoForce entersIntoForce,
            @Nullable Period term,
            @Nullable Renewal renewal,
            @Nullable Integer noticeDays,
            @Nullable List<Fact> clauses) {

        Instrument toInstrument() {
            return new Instrument(
                    code,
                    kind,
                    parties,
                    governsVisits,
                    signature,
                    orEmpty(approvals).stream().map(Step::toApproval).toList(),
                    entryIntoForce == null ? null : entryIntoForce.toClause(),
                    entersIntoForce,
                    null,
                    term,
                    renewal == null ? Renewal.UNKNOWN : renewal,
                    noticeDays,
                    null,
                    null,
                    orEmpty(clauses).stream().map(Fact::toClause).toList(),
                    List.of(),
                    0,
                    null);
        }
    }

    private record Step(
            String party,
            String step,
            @Nullable LocalDate on,
            @Nullable String source) {
        Approval toApproval() {
            return new Approval(party, Message.of("instrument.approval." + step), on, source);
        }
    }

    private record Fact(String subject, String text, String fact, Provenance provenance, String source) {
        Clause toClause() {
            return new Clause(subject, Message.of("instrument.fact." + text), fact, provenance, source);
        }
    }

    private ShippedInstruments() {}

    /** In the order of the file. */
    static List<Instrument> read() {
        try (var content = new ClassPathResource("rulebook/instruments.yaml").getInputStream()) {
            List<Sheet> sheets = new ObjectMapper(new YAMLFactory())
                    .registerModule(new JavaTimeModule())
                    .readValue(content, new TypeReference<>() {});
            return sheets.stream().map(Sheet::toInstrument).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
