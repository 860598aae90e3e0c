package org.mushterek.document;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What the host side says about a permit, as carried by its QR code. Persons are bound to it by digests, so that a gate
 * can tell whether the bearer of a document is among them although the code names nobody.
 *
 * @param number the permit's number: letters, digits, full stop, slash and hyphen, at most 40
 * @param revision from 1
 * @param hostState three letters; only this side's key may sign these claims
 * @param sendingState three letters
 * @param validFrom first day, on the host's calendar
 * @param validTo last day, included
 * @param checkCode the code printed on the same paper
 * @param salt 16 random bytes of this permit, as hexadecimal digits
 * @param personDigests one for each approved person, ascending, so that the order of the roll is not told
 */
public record PermitClaims(
        String number,
        int revision,
        String hostState,
        String sendingState,
        LocalDate validFrom,
        LocalDate validTo,
        CheckCode checkCode,
        String salt,
        List<Long> personDigests) {

    /** More digests make a QR code that ordinary phones no longer read from paper. */
    public static final int MOST_PERSONS = 200;

    static final int SALT_BYTES = 16;
    static final LocalDate FIRST_DAY = LocalDate.of(2000, 1, 1);
    static final LocalDate LAST_DAY = FIRST_DAY.plusDays(0xFFFF);

    private static final Pattern NUMBER = Pattern.compile("[A-Za-z0-9./-]{1,40}");
    private static final Pattern STATE = Pattern.compile("[A-Z]{3}");
    private static final Pattern SALT = Pattern.compile("[0-9a-f]{" + 2 * SALT_BYTES + "}");
    private static final int MOST_DOCUMENT_CHARACTERS = 40;

    /**
     * Slow on purpose: document numbers and birth dates can be guessed, and the salt is on the paper. A gate computes
     * one digest for each person (some milliseconds), a stranger who guesses computes billions.
     */
    private static final int ITERATIONS = 10_000;

    /** A person as a gate sees one: the document that is shown and the birth date in it. */
    public record Bearer(String documentNumber, LocalDate birthDate) {}

    /** Throws {@link IllegalArgumentException}, naming the value, where claims could not be carried by a token. */
    public PermitClaims {
        demand(NUMBER.matcher(number).matches(), "number", number);
        demand(revision >= 1 && revision <= 0xFFFF, "revision", revision);
        demand(STATE.matcher(hostState).matches(), "host state", hostState);
        demand(STATE.matcher(sendingState).matches() && !sendingState.equals(hostState), "sending state", sendingState);
        demand(!validFrom.isBefore(FIRST_DAY), "first day", validFrom);
        demand(!validTo.isBefore(validFrom) && !validTo.isAfter(LAST_DAY), "last day", validTo);
        demand(SALT.matcher(salt).matches(), "salt", salt);
        personDigests = personDigests.stream().sorted().distinct().toList();
        demand(personDigests.size() <= MOST_PERSONS, "count of persons", personDigests.size());
    }

    /**
     * Claims with a new salt that bind these persons.
     *
     * @throws IllegalArgumentException where a value does not fit a token, or a document number holds neither letter nor
     *     digit
     */
    public static PermitClaims binding(
            String number,
            int revision,
            String hostState,
            String sendingState,
            LocalDate validFrom,
            LocalDate validTo,
            CheckCode checkCode,
            Collection<Bearer> persons,
            SecureRandom random) {
        demand(persons.size() <= MOST_PERSONS, "count of persons", persons.size());
        var saltBytes = new byte[SALT_BYTES];
        random.nextBytes(saltBytes);
        var salt = HexFormat.of().formatHex(saltBytes);
        var bearers = persons.stream()
                .map(person -> new Bearer(normalised(person.documentNumber()), person.birthDate()))
                .toList();
        bearers.forEach(
                bearer -> demand(!bearer.documentNumber().isEmpty(), "document number", "without letters and digits"));
        // Slow on purpose, so on all processors: the permit's case is locked meanwhile.
        var digests = bearers.parallelStream()
                .map(bearer -> digest(salt, bearer.documentNumber(), bearer.birthDate()))
                .toList();
        return new PermitClaims(
                number, revision, hostState, sendingState, validFrom, validTo, checkCode, salt, digests);
    }

    /** Whether the bearer of this document, born that day, is among the persons of the permit. */
    public boolean covers(String documentNumber, LocalDate birthDate) {
        if (documentNumber.length() > 2 * MOST_DOCUMENT_CHARACTERS) {
            return false;
        }
        var document = normalised(documentNumber);
        return !document.isEmpty()
                && document.length() <= MOST_DOCUMENT_CHARACTERS
                && personDigests.contains(digest(salt, document, birthDate));
    }

    public boolean isValidOn(LocalDate day) {
        return !day.isBefore(validFrom) && !day.isAfter(validTo);
    }

    /** The first 8 bytes of PBKDF2 with HMAC-SHA-256 over {@code number|yyyy-mm-dd} and the permit's salt. */
    private static long digest(String salt, String document, LocalDate birthDate) {
        return ByteBuffer.wrap(SlowDigest.of(
                        document + "|" + birthDate, HexFormat.of().parseHex(salt), ITERATIONS, Long.BYTES))
                .getLong();
    }

    /**
     * Letters and digits in upper case, so that spaces, hyphens and the fillers of a machine-readable zone don't matter.
     * A Turkish or Azerbaijani keyboard that writes capitals turns i into a dotted capital, which no document bears.
     */
    private static String normalised(String documentNumber) {
        return documentNumber.replace('\u0130', 'I').toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
    }

    private static void demand(boolean met, String what, Object value) {
        if (!met) {
            throw new IllegalArgumentException("A permit's token cannot carry this %s: %s".formatted(what, value));
        }
    }
}
