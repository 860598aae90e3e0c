package org.mushterek.agreement.rule;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Message;

/**
 * The numbers of the rules, each with the day from which it holds. A changed clause adds an entry, nothing is
 * overwritten; a case is judged by the parameters of its date.
 */
public final class DatedParameters {

    /**
     * One number in time.
     *
     * @param from first day on which it holds
     * @param value as written; {@link Unit} says how to read it
     * @param source document or page, or the reason of the house's choice
     */
    public record Entry(LocalDate from, String value, Unit unit, Provenance provenance, String source) {

        /** The value with its unit, as a person reads it. */
        public Message text() {
            return switch (unit) {
                case TIME_OF_DAY -> Message.of("unit.valueAlone").with("value", value);
                case ROLE -> Message.of("rule.authority." + value);
                case COUNT, MINIMUM ->
                    Message.of("unit.valueAfter").with("value", value).with("unit", unit.text());
                default -> Message.of("unit.value").with("value", value).with("unit", unit.text());
            };
        }
    }

    private static final Pattern ROLE = Pattern.compile("[a-z]+");
    private static final Pattern GRADE = Pattern.compile("OR-[1-9]|OF-(?:[1-9]|10)");

    private final SortedMap<String, List<Entry>> history;

    private DatedParameters(SortedMap<String, List<Entry>> history) {
        this.history = history;
    }

    /**
     * Reads a file such as {@code /rulebook/visit.yaml} from the class path: name → entries, the oldest first.
     *
     * @throws IllegalArgumentException where the file is missing, an entry is incomplete or unreadable in its unit, or
     *     the dates do not rise
     */
    public static DatedParameters read(String resource) {
        try (InputStream content = DatedParameters.class.getResourceAsStream(resource)) {
            if (content == null) {
                throw new IllegalArgumentException("No parameters at " + resource);
            }
            Map<String, List<Entry>> entries = new ObjectMapper(new YAMLFactory())
                    .registerModule(new JavaTimeModule())
                    .readValue(content, new TypeReference<>() {});
            var checked = new TreeMap<String, List<Entry>>();
            entries.forEach((name, dated) -> {
                check(name, dated);
                checked.put(name, List.copyOf(dated));
            });
            return new DatedParameters(checked);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The numbers that hold on a day. */
    public On on(LocalDate day) {
        return new On(day);
    }

    /** The first day on which every parameter has a value; before it nothing can be judged. */
    public LocalDate completeFrom() {
        return history.values().stream()
                .map(entries -> entries.get(0).from())
                .max(LocalDate::compareTo)
                .orElse(LocalDate.MIN);
    }

    /** Every parameter with all its entries, the oldest first. */
    public SortedMap<String, List<Entry>> history() {
        return new TreeMap<>(history);
    }

    /** The entries of one parameter, the oldest first. */
    public List<Entry> historyOf(String name) {
        var entries = history.get(name);
        if (entries == null) {
            throw new IllegalArgumentException("No parameter has the name " + name);
        }
        return entries;
    }

    /** The parameters as they stand on one day. Asking for another unit than the entry's is a fault of the program. */
    public final class On {

        private final LocalDate day;

        private On(LocalDate day) {
            this.day = day;
        }

        public int workingDays(String name) {
            return Integer.parseInt(entry(name, Unit.WORKING_DAYS).value());
        }

        public int calendarDays(String name) {
            return Integer.parseInt(entry(name, Unit.CALENDAR_DAYS).value());
        }

        public int months(String name) {
            return Integer.parseInt(entry(name, Unit.MONTHS).value());
        }

        public int count(String name) {
            return Integer.parseInt(entry(name, Unit.COUNT).value());
        }

        public int hours(String name) {
            return Integer.parseInt(entry(name, Unit.HOURS).value());
        }

        public int minutes(String name) {
            return Integer.parseInt(entry(name, Unit.MINUTES).value());
        }

        public int minimum(String name) {
            return Integer.parseInt(entry(name, Unit.MINIMUM).value());
        }

        public int percent(String name) {
            return Integer.parseInt(entry(name, Unit.PERCENT).value());
        }

        public LocalTime timeOfDay(String name) {
            return LocalTime.parse(entry(name, Unit.TIME_OF_DAY).value());
        }

        /** The code of a role, such as {@code commander}. */
        public String role(String name) {
            return entry(name, Unit.ROLE).value();
        }

        /** A NATO grade, such as {@code OR-7}. */
        public String grade(String name) {
            return entry(name, Unit.GRADE).value();
        }

        /**
         * The entry that holds on the day.
         *
         * @throws IllegalArgumentException where the day lies before the first entry: no number is better than a guess
         */
        public Entry entry(String name) {
            Entry found = null;
            for (var entry : historyOf(name)) {
                if (!entry.from().isAfter(day)) {
                    found = entry;
                }
            }
            if (found == null) {
                throw new IllegalArgumentException("The parameter " + name + " has no value on " + day
                        + "\nMaybe add an entry that begins on or before that day.");
            }
            return found;
        }

        private Entry entry(String name, Unit unit) {
            var entry = entry(name);
            if (entry.unit() != unit) {
                throw new IllegalArgumentException(
                        "The parameter " + name + " counts " + entry.unit() + " on " + day + ", not " + unit);
            }
            return entry;
        }
    }

    private static void check(String name, List<Entry> entries) {
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("The parameter " + name + " has no entry");
        }
        LocalDate before = null;
        for (var entry : entries) {
            if (isMissing(entry.from())
                    || isMissing(entry.value())
                    || isMissing(entry.unit())
                    || isMissing(entry.provenance())
                    || isMissing(entry.source())) {
                throw new IllegalArgumentException("An entry of the parameter " + name
                        + " lacks one of from, value, unit, provenance and source: " + entry);
            }
            if (before != null && !entry.from().isAfter(before)) {
                throw new IllegalArgumentException(
                        "The entries of the parameter " + name + " do not rise in time: " + entry.from());
            }
            before = entry.from();
            checkReadable(name, entry);
        }
    }

    private static boolean isMissing(@Nullable Object value) {
        return value == null || value instanceof String text && text.isBlank();
    }

    private static void checkReadable(String name, Entry entry) {
        try {
            if (entry.unit() == Unit.TIME_OF_DAY) {
                LocalTime.parse(entry.value());
            } else if (entry.unit() == Unit.ROLE) {
                if (!ROLE.matcher(entry.value()).matches()) {
                    throw new IllegalArgumentException("The parameter " + name + " names no role: " + entry.value()
                            + "\nMaybe write it as commander.");
                }
            } else if (entry.unit() == Unit.GRADE) {
                if (!GRADE.matcher(entry.value()).matches()) {
                    throw new IllegalArgumentException("The parameter " + name + " names no grade: " + entry.value()
                            + "\nMaybe write it as OR-7 or OF-3.");
                }
            } else if (Integer.parseInt(entry.value()) < 0) {
                throw new IllegalArgumentException("The parameter " + name + " is negative: " + entry.value());
            }
        } catch (java.time.format.DateTimeParseException | NumberFormatException unreadable) {
            throw new IllegalArgumentException(
                    "The parameter " + name + " cannot be read as " + entry.unit() + ": " + entry.value(), unreadable);
        }
    }
}
