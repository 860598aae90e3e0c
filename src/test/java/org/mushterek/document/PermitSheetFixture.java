package org.mushterek.document;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Ed25519Keys;

/** A believable permit: a Turkish contingent at an exercise in Azerbaijan, with names of both sides' letters. */
public final class PermitSheetFixture {

    private static final List<String> SURNAMES = List.of(
            "Yıldırım",
            "Şahin",
            "Öztürk",
            "Güneş",
            "Əliyev",
            "Çağlar",
            "Işık",
            "İnönü",
            "Kılıç",
            "Doğan",
            "Quliyev",
            "Məmmədov",
            "Şükürlü",
            "Ağaoğlu",
            "Karaosmanoğlu");
    private static final List<String> FORENAMES = List.of(
            "Mehmet Emin", "Gökhan", "İbrahim", "Çağrı", "Elçin", "Ömer Faruk", "Əhməd", "Uğur", "Işıl", "Şəhriyar");
    private static final List<String> GRADES = List.of("OF-4", "OF-3", "OF-2", "OF-1", "OR-8", "OR-7", "OR-5", "OR-4");
    private static final List<String> ROLES =
            List.of("PLANNER", "PARTICIPANT", "PARTICIPANT", "PARTICIPANT", "MEDIC", "PARTICIPANT", "OBSERVER");

    /** The digests of a token are slow on purpose, and of the same permit they are the same. */
    private static final Map<Bound, String> TOKENS = new ConcurrentHashMap<>();

    /** What a token of the fixture tells of. */
    private record Bound(String number, String checkCode, int persons, long seed) {}

    private String number = "PER-AZE-2027-0017";
    private String verifyAddress = "https://mushterek.example/verify";
    private List<PermitSheet.Person> persons = persons(30);
    private List<PermitSheet.Site> sites = sites(3);
    private List<PermitSheet.Waiver> waivers = List.of();
    private boolean draft;
    private boolean demoAssumption;
    private long seed = 1;

    private @Nullable String inPlaceOf;

    private PermitSheetFixture() {}

    public static PermitSheetFixture aSheet() {
        return new PermitSheetFixture();
    }

    public PermitSheetFixture withPersons(int count) {
        persons = persons(count);
        return this;
    }

    public PermitSheetFixture withPersons(List<PermitSheet.Person> these) {
        persons = these;
        return this;
    }

    public PermitSheetFixture withSites(int count) {
        sites = sites(count);
        return this;
    }

    public PermitSheetFixture withWaivers(PermitSheet.Waiver... granted) {
        waivers = List.of(granted);
        return this;
    }

    public PermitSheetFixture asDraft() {
        draft = true;
        return this;
    }

    public PermitSheetFixture onDemoAssumption() {
        demoAssumption = true;
        return this;
    }

    public PermitSheetFixture inPlaceOf(String permit) {
        inPlaceOf = permit;
        return this;
    }

    /** Another salt and another key: the same permit with another code. */
    public PermitSheetFixture withRandomness(long other) {
        seed = other;
        return this;
    }

    public PermitSheet build() {
        var checkCode = CheckCode.random(randomness(seed));
        return new PermitSheet(
                number,
                1,
                "AZE",
                "TUR",
                "QQ-2027",
                "Qafqaz Qartalı 2027 · Kafkas Kartalı 2027",
                "Xüsusi təyinatlı qüvvələrin təlimləri haqqında Anlaşma Memorandumu",
                LocalDate.of(2021, 2, 15),
                LocalDate.of(2027, 1, 11),
                LocalDate.of(2027, 3, 8),
                LocalDate.of(2027, 3, 19),
                sites,
                persons,
                1,
                2,
                true,
                List.of(
                        new PermitSheet.Arm("MPT-76 piyade tüfeği", null, 24),
                        new PermitSheet.Arm("SAR 9 tabanca", "T1102-19AB01234", 1)),
                List.of("TUR", "AZE"),
                "Movement outside the sites only with the host's escort officer.\nNo photographs on the range.",
                waivers,
                Instant.parse("2027-02-11T09:42:17Z"),
                "Müdafiə Nazirliyi, Beynəlxalq Hərbi Əməkdaşlıq İdarəsi",
                checkCode.formatted(),
                token(number, checkCode, persons.size(), seed),
                verifyAddress,
                "XİDMƏTİ İSTİFADƏ ÜÇÜN · HİZMETE ÖZEL · RESTRICTED",
                draft,
                demoAssumption,
                null,
                inPlaceOf);
    }

    public static List<PermitSheet.Person> persons(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(line -> new PermitSheet.Person(
                        line,
                        GRADES.get(Math.min(line / 4, GRADES.size() - 1)),
                        SURNAMES.get(line % SURNAMES.size()),
                        FORENAMES.get(line % FORENAMES.size()),
                        documentNumber(line),
                        ROLES.get(line % ROLES.size()),
                        line % 9 == 0 ? List.of(2) : List.of()))
                .toList();
    }

    private static List<PermitSheet.Site> sites(int count) {
        var sites = new ArrayList<PermitSheet.Site>();
        for (var no = 1; no <= count; no++) {
            sites.add(
                    switch (no % 3) {
                        case 1 ->
                            new PermitSheet.Site(
                                    no, "Qaraheybət tədris-təlim mərkəzi", "Bakı şəhəri, Qaradağ rayonu", null);
                        case 2 ->
                            new PermitSheet.Site(
                                    no,
                                    "Pirəkəşkül poliqonu",
                                    "Abşeron rayonu, Pirəkəşkül",
                                    "Atış meydanı: 07:00–19:00");
                        default -> new PermitSheet.Site(no, "Nasosnu aerodromu", null, "Yalnız terminal binası");
                    });
        }
        return sites;
    }

    static String documentNumber(int line) {
        return "U%08d".formatted(12_345_600 + line);
    }

    static LocalDate birthDate(int line) {
        return LocalDate.of(1985, 1, 1).plusDays(97L * line);
    }

    static PermitClaims claims(String number, CheckCode checkCode, int persons) {
        return claims(number, checkCode, persons, new SecureRandom());
    }

    private static PermitClaims claims(String number, CheckCode checkCode, int persons, SecureRandom random) {
        return PermitClaims.binding(
                number,
                1,
                "AZE",
                "TUR",
                LocalDate.of(2027, 3, 8),
                LocalDate.of(2027, 3, 19),
                checkCode,
                IntStream.rangeClosed(1, persons)
                        .mapToObj(line -> new PermitClaims.Bearer(documentNumber(line), birthDate(line)))
                        .toList(),
                random);
    }

    /** A key of a side that stands in no folder. */
    static SigningKey key(String side) {
        return key(side, new SecureRandom());
    }

    private static SigningKey key(String side, SecureRandom random) {
        try {
            var generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(255, random);
            var pair = generator.generateKeyPair();
            return new SigningKey(
                    pair.getPrivate(), new VerifyingKey(side, Ed25519Keys.id(pair.getPublic()), pair.getPublic()));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static KeyLookup knowing(SigningKey... keys) {
        return id -> {
            for (var key : keys) {
                if (key.keyId().equals(id)) {
                    return Optional.of(key.verifyingKey());
                }
            }
            return Optional.empty();
        };
    }

    private static String token(String number, CheckCode checkCode, int persons, long seed) {
        var bound = Math.min(persons, PermitClaims.MOST_PERSONS);
        return TOKENS.computeIfAbsent(
                new Bound(number, checkCode.formatted(), bound, seed),
                any -> PermitToken.seal(
                        claims(number, checkCode, bound, randomness(seed)), key("AZE", randomness(seed))));
    }

    /** The same numbers in each run, so that a code is the same picture in each run. */
    private static SecureRandom randomness(long seed) {
        try {
            var random = SecureRandom.getInstance("SHA1PRNG");
            random.setSeed(seed);
            return random;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Renders a sheet to look at: arguments are the file and the number of persons. */
    static void write(PermitSheet sheet, PermitPaper paper, Path file) throws java.io.IOException {
        java.nio.file.Files.write(file, paper.render(sheet).content());
    }
}
