package org.mushterek.visit.roster;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a roll says of each person, in the order of the template. */
enum RosterColumn {
    GRADE,
    SURNAME,
    FORENAMES,
    SURNAME_MRZ,
    FORENAMES_MRZ,
    BIRTH_DATE,
    NATIONALITY,
    DOCUMENT_TYPE,
    DOCUMENT_NUMBER,
    DOCUMENT_EXPIRY,
    MRZ,
    PERSONAL_NUMBER,
    CLEARANCE,
    ROLE,
    INSURED_FROM,
    INSURED_UNTIL,
    FITNESS_CERTIFIED_ON;

    private static final Set<RosterColumn> OPTIONAL =
            EnumSet.of(MRZ, PERSONAL_NUMBER, INSURED_FROM, INSURED_UNTIL, FITNESS_CERTIFIED_ON);

    private static final Map<String, RosterColumn> BY_HEADER = byName(Function.identity());
    private static final Map<String, RosterColumn> BY_CAMEL_CASE = byName(RosterColumn::camelCase);
    private static final Map<String, RosterColumn> BY_LOWER_CAMEL_CASE =
            byName(name -> camelCase(name).toLowerCase(Locale.ROOT));

    /** The name in the header of a file and in the place of a finding ({@code document_number}). */
    String header() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean isRequired() {
        return !OPTIONAL.contains(this);
    }

    static List<String> headers() {
        return Arrays.stream(values()).map(RosterColumn::header).toList();
    }

    /** The column of a CSV header, whatever its case: {@code document_number}, {@code Document_Number}, {@code documentNumber}. */
    static Optional<RosterColumn> ofHeader(String header) {
        // A dotless or dotted i folds onto the plain one under some mappings, so only plain letters are compared.
        if (!header.chars().allMatch(letter -> letter < 128)) {
            return Optional.empty();
        }
        var lower = header.strip().toLowerCase(Locale.ROOT);
        return Optional.ofNullable(BY_HEADER.getOrDefault(lower, BY_LOWER_CAMEL_CASE.get(lower)));
    }

    /** The column of a JSON field, which is written exactly: {@code document_number} or {@code documentNumber}. */
    static Optional<RosterColumn> ofField(String field) {
        return Optional.ofNullable(BY_HEADER.getOrDefault(field, BY_CAMEL_CASE.get(field)));
    }

    private static Map<String, RosterColumn> byName(Function<String, String> spelling) {
        return Arrays.stream(values())
                .collect(Collectors.toUnmodifiableMap(column -> spelling.apply(column.header()), column -> column));
    }

    private static String camelCase(String header) {
        var words = header.split("_", -1);
        return words[0]
                + Arrays.stream(words)
                        .skip(1)
                        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                        .collect(Collectors.joining());
    }
}
