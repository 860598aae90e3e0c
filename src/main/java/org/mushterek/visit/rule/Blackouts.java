package org.mushterek.visit.rule;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mushterek.agreement.rule.Provenance;
import org.mushterek.calendar.WorkingCalendar;

/** The periods in which an authority takes no requests (VIS-19), from {@code rulebook/blackouts.yaml}. */
public record Blackouts(List<Period> periods) {

    /**
     * One period.
     *
     * @param state whose authority takes no requests
     * @param from first day of it
     * @param to last day of it
     * @param announcedOn first day on which it is known: a case judged by the parameters of an earlier day is not
     *     touched by it
     * @param source who announced it
     */
    public record Period(
            String state, LocalDate from, LocalDate to, LocalDate announcedOn, Provenance provenance, String source) {}

    public Blackouts {
        periods = List.copyOf(periods);
    }

    /**
     * Reads a file from the class path.
     *
     * @throws IllegalArgumentException where it is missing, or a period is incomplete or ends before it begins
     */
    public static Blackouts read(String resource) {
        try (InputStream content = Blackouts.class.getResourceAsStream(resource)) {
            if (content == null) {
                throw new IllegalArgumentException("No blackouts at " + resource);
            }
            List<Period> periods = new ObjectMapper(new YAMLFactory())
                    .registerModule(new JavaTimeModule())
                    .readValue(content, new TypeReference<>() {});
            periods.forEach(Blackouts::check);
            return new Blackouts(periods);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** {@code day} itself where the authority takes requests on it, else the first working day after the period. */
    LocalDate firstOpenDay(String state, LocalDate day, LocalDate knownOn, WorkingCalendar calendar) {
        var open = day;
        var closing = closingOn(state, open, knownOn);
        while (closing != null) {
            open = calendar.sameOrNextWorkingDay(closing.to().plusDays(1));
            closing = closingOn(state, open, knownOn);
        }
        return open;
    }

    private @Nullable Period closingOn(String state, LocalDate day, LocalDate knownOn) {
        return periods.stream()
                .filter(period -> period.state().equals(state)
                        && !period.announcedOn().isAfter(knownOn)
                        && !day.isBefore(period.from())
                        && !day.isAfter(period.to()))
                .findFirst()
                .orElse(null);
    }

    private static void check(Period period) {
        for (Object value : new @Nullable Object[] {
            period.state(), period.from(), period.to(), period.announcedOn(), period.provenance(), period.source()
        }) {
            if (value == null || value instanceof String text && text.isBlank()) {
                throw new IllegalArgumentException(
                        "A blackout lacks one of state, from, to, announcedOn, provenance and source: " + period);
            }
        }
        if (period.to().isBefore(period.from())) {
            throw new IllegalArgumentException("A blackout ends before it begins: " + period);
        }
    }
}
