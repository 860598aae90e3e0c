package org.mushterek.visit;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.mushterek.common.Seals;
import org.springframework.stereotype.Component;

/**
 * What persons of special forces are called in a case instead of by their names: a word that both armies say alike and four
 * digits, {@code KONDOR-4821}. The same person has the same alias throughout a case and another in every other case, so that
 * nobody follows a person from exercise to exercise. It is made under a key of the sending side and handed over with the
 * roll: who has not the key can neither guess it nor find the person from it.
 */
@Component
class Aliases {

    /**
     * Said and written alike in Azerbaijani, Turkish and English, without a letter that only one alphabet has, and nobody's
     * name.
     */
    private static final List<String> WORDS = List.of(
            "ALBATROS",
            "ATLAS",
            "ATOM",
            "BALET",
            "KOALA",
            "KOBALT",
            "KOBRA",
            "KONDOR",
            "LAMA",
            "LAZER",
            "LOTUS",
            "MANGO",
            "MARS",
            "METEOR",
            "METRO",
            "MODEM",
            "NEPTUN",
            "OPERA",
            "ORKA",
            "PALMA",
            "PANDA",
            "PLATO",
            "POLKA",
            "PULSAR",
            "PUMA",
            "RADAR",
            "ROBOT",
            "RONDO",
            "SATURN",
            "TANGO",
            "TENOR",
            "ZEBRA");

    private static final int NUMBERS = 10_000;
    private static final String USE = "alias";

    private final Seals seals;

    Aliases(Seals seals) {
        this.seals = seals;
    }

    /** The roll, each person with the alias of this case. No two persons of a roll share one. */
    List<Visitor> given(String side, String number, List<Visitor> roll) {
        Map<String, Visitor> byDigest = new TreeMap<>();
        roll.forEach(
                visitor -> byDigest.put("%s/%05d".formatted(digest(side, number, visitor), visitor.line()), visitor));
        var taken = new HashSet<String>();
        var named = new ArrayList<Visitor>();
        byDigest.forEach((digest, visitor) -> {
            var next = digest;
            var alias = alias(next);
            while (!taken.add(alias)) {
                next = seals.digest(side, USE, next);
                alias = alias(next);
            }
            named.add(visitor.called(alias));
        });
        named.sort(Comparator.comparingInt(Visitor::line));
        return List.copyOf(named);
    }

    /** By the number of the person, where it is known, so that a new passport changes nothing. */
    private String digest(String side, String number, Visitor visitor) {
        var personal = visitor.personalNumber();
        return seals.digest(
                side,
                USE,
                String.join(
                        "/", number, visitor.nationality(), personal == null ? visitor.documentNumber() : personal));
    }

    private static String alias(String digest) {
        var bytes = HexFormat.of().parseHex(digest.substring(0, 16));
        var word = WORDS.get(Byte.toUnsignedInt(bytes[0]) % WORDS.size());
        var number = ByteBuffer.wrap(bytes).getInt(1);
        return "%s-%04d".formatted(word, Integer.remainderUnsigned(number, NUMBERS));
    }
}
