package org.mushterek.common;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * The sides that this installation knows, from {@code sides/sides.yaml}: a third side is an entry there; and which of
 * them share cases, from {@code sides/parties.yaml}. Other states can be parties of an instrument without being a side
 * here, from {@code sides/states.yaml}.
 */
@Component
public class Sides {

    private record Entry(String code, String tenant, String country, String zone, String language) {}

    private final List<Side> sides;
    private final List<Parties> joint;
    private final List<String> otherStates;

    public Sides() {
        try (var content = new ClassPathResource("sides/sides.yaml").getInputStream()) {
            List<Entry> entries = new ObjectMapper(new YAMLFactory()).readValue(content, new TypeReference<>() {});
            sides = entries.stream()
                    .map(entry -> new Side(
                            entry.code(),
                            entry.tenant(),
                            entry.country(),
                            ZoneId.of(entry.zone()),
                            Language.of(entry.language())))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        try (var content = new ClassPathResource("sides/parties.yaml").getInputStream()) {
            List<List<String>> sets = new ObjectMapper(new YAMLFactory()).readValue(content, new TypeReference<>() {});
            joint = sets.stream()
                    .map(codes -> Parties.of(codes.stream().map(this::get).toList()))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        try (var content = new ClassPathResource("sides/states.yaml").getInputStream()) {
            List<String> codes = new ObjectMapper(new YAMLFactory()).readValue(content, new TypeReference<>() {});
            otherStates = List.copyOf(codes);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public List<Side> all() {
        return sides;
    }

    /** Codes of states that are no sides here and can still be parties of an instrument. */
    public List<String> otherStates() {
        return otherStates;
    }

    public Optional<Side> find(String code) {
        return sides.stream().filter(side -> side.code().equals(code)).findFirst();
    }

    /** The side with this code; an unknown code is a fault of the program or of its data. */
    public Side get(String code) {
        return find(code).orElseThrow(() -> new IllegalArgumentException("No side has the code " + code));
    }

    /** Every set of sides that share cases. */
    public List<Parties> joint() {
        return joint;
    }

    /** The set of just these sides, if they share cases here. */
    public Optional<Parties> joint(Collection<String> codes) {
        return joint.stream().filter(parties -> parties.are(codes)).findFirst();
    }

    /** The set of those of these states that are sides here, if they share cases. */
    public Optional<Parties> jointAmong(Collection<String> states) {
        return joint(states.stream().filter(code -> find(code).isPresent()).toList());
    }

    /** The tenants whose cases a side sees: its own, and those of every set that it is in. */
    public List<String> tenantsOf(Side side) {
        var tenants = new ArrayList<String>();
        tenants.add(side.tenant());
        joint.stream().filter(parties -> parties.includes(side)).forEach(parties -> tenants.add(parties.tenant()));
        return List.copyOf(tenants);
    }

    /** Any side but this one: with whom a case is as long as no exercise says. */
    public Side otherThan(String code) {
        return sides.stream()
                .filter(side -> !side.code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    public Optional<Side> findByTenant(String tenant) {
        return sides.stream().filter(side -> side.tenant().equals(tenant)).findFirst();
    }
}
