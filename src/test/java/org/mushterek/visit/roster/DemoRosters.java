package org.mushterek.visit.roster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import org.mushterek.visit.Visitor;
import org.mushterek.visit.Visitor.Clearance;
import org.mushterek.visit.Visitor.DocumentType;
import org.mushterek.visit.Visitor.VisitorRole;

/**
 * Makes the two nominal rolls of the demonstration: invented persons, always the same. {@code main} writes them under
 * {@code src/main/resources/demo}; {@code DemoRostersTest} fails where a file is not what is made here.
 */
final class DemoRosters {

    private record Name(String national, String mrz) {}

    private static final DateTimeFormatter DAY_FIRST = DateTimeFormatter.ofPattern("dd.MM.yyyy", Locale.ROOT);

    private static final List<Name> TURKISH_SURNAMES = names(
            "Yıldırım YILDIRIM, Öztürk OZTURK, Şahin SAHIN, Çelik CELIK, Güneş GUNES, Kılıç KILIC, Aydoğan AYDOGAN,"
                    + " Bozkurt BOZKURT, Ünal UNAL, Karadağ KARADAG, Erdoğdu ERDOGDU, Toprak TOPRAK, Işık ISIK,"
                    + " Gürsoy GURSOY, Akıncı AKINCI, Demirtaş DEMIRTAS, Özkan OZKAN, Yüce YUCE, Şimşek SIMSEK,"
                    + " Çakır CAKIR, İnce INCE, Sönmez SONMEZ, Uğurlu UGURLU, Bayrak BAYRAK, Köse KOSE, Tuğrul TUGRUL,"
                    + " Ertürk ERTURK, Dağlı DAGLI, Gökçe GOKCE, Arıkan ARIKAN");
    private static final List<Name> TURKISH_FORENAMES = names(
            "Mehmet MEHMET, Emre EMRE, Oğuz OGUZ, Barış BARIS, İbrahim IBRAHIM, Çağrı CAGRI, Hüseyin HUSEYIN, Sinan SINAN,"
                    + " Burak BURAK, Gökhan GOKHAN, Serkan SERKAN, Ömer OMER, Turgut TURGUT, Yiğit YIGIT, Alper ALPER,"
                    + " Kaan KAAN, Volkan VOLKAN, Uğur UGUR, Ümit UMIT, Tolga TOLGA, Murat MURAT, Şafak SAFAK, Cem CEM,"
                    + " Onur ONUR, Selçuk SELCUK, Furkan FURKAN, Halil HALIL, Şükrü SUKRU, Koray KORAY, Levent LEVENT");
    private static final List<Name> AZERBAIJANI_SURNAMES = names(
            "Əliyev ALIYEV, Məmmədov MAMMADOV, Quliyev GULIYEV, Hüseynov HUSEYNOV, Cəfərov JAFAROV, Xəlilov KHALILOV,"
                    + " İsmayılov ISMAYILOV, Rəhimov RAHIMOV, Qasımov GASIMOV, Şükürov SHUKUROV, Bağırov BAGHIROV,"
                    + " Nəbiyev NABIYEV, Orucov ORUJOV, Səfərov SAFAROV, Vəliyev VALIYEV, Kərimov KARIMOV,"
                    + " Əsgərov ASGAROV, Abbasov ABBASOV, Mirzəyev MIRZAYEV, Həsənov HASANOV, Çobanov CHOBANOV,"
                    + " Tağıyev TAGHIYEV, Babayev BABAYEV, Zeynalov ZEYNALOV, Rüstəmov RUSTAMOV, Novruzov NOVRUZOV,"
                    + " Qurbanov GURBANOV, Süleymanov SULEYMANOV, Həşimov HASHIMOV, Cabbarov JABBAROV");
    private static final List<Name> AZERBAIJANI_FORENAMES = names(
            "Rəşad RASHAD, Elçin ELCHIN, Vüsal VUSAL, Orxan ORKHAN, Fərid FARID, Ceyhun JEYHUN, Tural TURAL, Natiq NATIG,"
                    + " Anar ANAR, Kənan KANAN, Pərviz PARVIZ, Elnur ELNUR, Azər AZAR, Ramil RAMIL, Samir SAMIR,"
                    + " Zaur ZAUR, Murad MURAD, İlqar ILGAR, Rövşən ROVSHAN, Emin EMIN, Ülvi ULVI, Toğrul TOGHRUL,"
                    + " Şahin SHAHIN, Nicat NIJAT, Cavid JAVID, Xəyal KHAYAL, Əkbər AKBAR, Xəzər KHAZAR, Fuad FUAD,"
                    + " Bəhruz BAHRUZ");

    private DemoRosters() {}

    public static void main(String[] arguments) throws IOException {
        var folder = Path.of("src", "main", "resources", "demo");
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("roster-tur-30.csv"), turkish(), StandardCharsets.UTF_8);
        Files.writeString(folder.resolve("roster-aze-30.csv"), azerbaijani(), StandardCharsets.UTF_8);
    }

    static String turkish() {
        return csv("TUR", 2027_90, TURKISH_SURNAMES, TURKISH_FORENAMES);
    }

    static String azerbaijani() {
        return csv("AZE", 2027_994, AZERBAIJANI_SURNAMES, AZERBAIJANI_FORENAMES);
    }

    private static String csv(String state, long seed, List<Name> surnames, List<Name> forenames) {
        var random = new Random(seed);
        // Without medical evidence, whose days would run out while the exercises of the demonstration move on.
        var columns = Arrays.stream(RosterColumn.values())
                .filter(column -> column.compareTo(RosterColumn.ROLE) <= 0)
                .toList();
        var text = new StringBuilder("\uFEFF")
                .append(columns.stream().map(RosterColumn::header).collect(Collectors.joining(";")))
                .append("\n");
        for (int line = 1; line <= 30; line++) {
            var visitor = visitor(line, state, random, surnames.get(line - 1), forenames.get(line - 1));
            var cells = RosterFixtures.cellsOf(visitor);
            cells.put(RosterColumn.BIRTH_DATE, DAY_FIRST.format(visitor.birthDate()));
            cells.put(RosterColumn.DOCUMENT_EXPIRY, DAY_FIRST.format(visitor.documentExpiry()));
            text.append(columns.stream().map(cells::get).collect(Collectors.joining(";")))
                    .append("\n");
        }
        return text.toString();
    }

    private static Visitor visitor(int line, String state, Random random, Name surname, Name forename) {
        var grade = gradeOf(line);
        boolean isCard = line > 6 && line % 3 == 0;
        var expiry = LocalDate.of(2029 + random.nextInt(6), 1 + random.nextInt(12), 1 + random.nextInt(28));
        return RosterFixtures.aVisitor(line)
                .graded(grade)
                .named(surname.national(), forename.national(), surname.mrz(), forename.mrz())
                .bornOn(birthDate(grade, random))
                .ofNationality(state)
                .withDocument(
                        isCard ? DocumentType.ID_CARD : DocumentType.PASSPORT, number(state, isCard, random), expiry)
                .withPersonalNumber(
                        state.equals("TUR")
                                ? RosterFixtures.identityNumber(100_000_000 + random.nextInt(1_000_000))
                                : fin(random))
                .cleared(grade.startsWith("OF") || line <= 12 ? Clearance.SECRET : Clearance.CONFIDENTIAL)
                .as(roleOf(line))
                .build();
    }

    /** A company of special forces: its staff first, then officers, then other ranks. */
    private static String gradeOf(int line) {
        if (line <= 10) {
            return List.of("OF-5", "OF-4", "OF-3", "OF-3", "OF-2", "OF-2", "OF-2", "OF-1", "OF-1", "OF-1")
                    .get(line - 1);
        }
        return "OR-" + Math.max(4, 9 - (line - 11) / 4);
    }

    private static VisitorRole roleOf(int line) {
        return switch (line) {
            case 1, 2, 3 -> VisitorRole.PLANNER;
            case 4 -> VisitorRole.EVALUATOR;
            case 5 -> VisitorRole.OBSERVER;
            case 8, 19, 28 -> VisitorRole.MEDIC;
            default -> VisitorRole.PARTICIPANT;
        };
    }

    private static LocalDate birthDate(String grade, Random random) {
        int rank = Integer.parseInt(grade.substring(3));
        int oldest = grade.startsWith("OF") ? 1998 - rank * 4 : 2004 - (rank - 3) * 3;
        return LocalDate.of(oldest - random.nextInt(3), 1 + random.nextInt(12), 1 + random.nextInt(28));
    }

    private static String number(String state, boolean isCard, Random random) {
        if (!isCard) {
            return (state.equals("TUR") ? "U" : "C") + digits(8, random);
        }
        return state.equals("TUR")
                ? "A" + digits(2, random) + (char) ('A' + random.nextInt(26)) + digits(5, random)
                : "AA" + digits(7, random);
    }

    private static String digits(int count, Random random) {
        var digits = new StringBuilder();
        for (int at = 0; at < count; at++) {
            digits.append(random.nextInt(10));
        }
        return digits.toString();
    }

    private static String fin(Random random) {
        var letters = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789";
        var fin = new StringBuilder();
        for (int at = 0; at < 7; at++) {
            fin.append(letters.charAt(random.nextInt(letters.length())));
        }
        return fin.toString();
    }

    private static List<Name> names(String pairs) {
        var names = new ArrayList<Name>();
        for (var pair : pairs.split(", ")) {
            var parts = pair.strip().split(" ");
            names.add(new Name(parts[0], parts[1]));
        }
        return names;
    }
}
