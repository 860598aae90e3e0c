package org.mushterek.afteraction;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mushterek.afteraction.HotWash.Rating;
import org.mushterek.afteraction.Observation.Settled;
import org.mushterek.afteraction.Observation.Settlement;
import org.mushterek.afteraction.Report.Item;
import org.mushterek.afteraction.Report.Ordered;
import org.mushterek.afteraction.Report.Signature;
import org.mushterek.exercise.conduct.BeforeStartex.Confirmation;
import org.mushterek.exercise.conduct.BeforeStartex.Gate;
import org.mushterek.exercise.conduct.Conduct.Objective;
import org.mushterek.exercise.drill.DrillConduct;
import org.mushterek.visit.Outcome;
import org.mushterek.visit.VisitFigures;

/** A report on an exercise with everything that can stand in one. */
final class ReportFixture {

    static final LocalDate FIRST_DAY = LocalDate.of(2027, 6, 7);
    private static final int DRILLS = 40;
    private static final String LONG =
            "Gecə saat 02:00-da iki tərəfin rədio şəbəkələri bir-birini eşitmədi; ağır yük, dağ keçidi"
                    + " və fərqli dalğa formaları səbəb oldu. Işıklandırma mühimmatı geç geldi, ağaçlık bölgede görüş şartları kötüydü.";

    private ReportFixture() {}

    /** @param draft whether nobody has signed */
    static Report whole(ReportCase.Stage stage, boolean draft) {
        var observations = new ArrayList<Item>();
        for (int i = 1; i <= 9; i++) {
            observations.add(item("OBS-TUR-2027-000" + i, "TUR", i));
        }
        observations.add(0, joint());
        var hotWash = new TreeMap<String, HotWash>();
        hotWash.put(
                "AZE",
                new HotWash(118, List.of("Tibbi təxliyə doqquz dəqiqəyə"), List.of(LONG), ratings("P", "S", "M")));
        hotWash.put(
                "TUR",
                new HotWash(96, List.of("Hızlı ipten iniş", "Atış disiplini"), List.of(), ratings("S", "S", "U")));
        return new Report(
                "AAR-TUR-2027-0001",
                stage,
                2,
                "YILDIZ-TOROS",
                "Yıldız Toros",
                "TUR",
                List.of("AZE", "TUR"),
                FIRST_DAY,
                FIRST_DAY.plusDays(9),
                FIRST_DAY,
                FIRST_DAY.plusDays(8),
                List.of(
                        new Objective("OBJ-1", "Dağlıq ərazidə gecə atışı"),
                        new Objective("OBJ-2", "Hızlı ipten iniş ve tahliye"),
                        new Objective("OBJ-3", "Casualty evacuation within ten minutes")),
                new Gate(
                        "PLN-TUR-2027-0001",
                        "HQ-2027/14",
                        LocalDate.of(2027, 6, 4),
                        List.of(
                                new Confirmation("AZE", Instant.parse("2027-06-05T07:12:00Z")),
                                new Confirmation("TUR", Instant.parse("2027-06-05T08:40:00Z"))),
                        1),
                hotWash,
                visits(),
                drills(),
                observations,
                List.of(),
                "Tatbikat üç hedefinden ikisine ulaştı. " + LONG,
                stage == ReportCase.Stage.FIRST ? null : LocalDate.of(2027, 7, 12),
                stage == ReportCase.Stage.FIRST ? null : "Bir sonraki STARTEX'ten önce tek bir muhabere planı. " + LONG,
                draft
                        ? List.of()
                        : List.of(
                                new Signature("AZE", Instant.parse("2027-08-12T07:12:00Z")),
                                new Signature("TUR", Instant.parse("2027-08-13T08:40:00Z"))),
                Instant.parse("2027-08-10T06:00:00Z"),
                draft);
    }

    /** What is national to a side. */
    static List<Item> national() {
        return List.of(item("OBS-AZE-2027-0011", "AZE", 1), item("OBS-AZE-2027-0012", "AZE", 2));
    }

    private static Map<String, Rating> ratings(String one, String two, String three) {
        return new TreeMap<>(
                Map.of("OBJ-1", Rating.valueOf(one), "OBJ-2", Rating.valueOf(two), "OBJ-3", Rating.valueOf(three)));
    }

    static VisitFigures.Figure visit(String number, @Nullable Outcome outcome, int returns) {
        return visit(number, outcome, returns, null, null);
    }

    static VisitFigures.Figure visit(
            String number,
            @Nullable Outcome outcome,
            int returns,
            @Nullable Integer arrived,
            @Nullable Integer stillThere) {
        return new VisitFigures.Figure(
                number,
                "AZE",
                "TUR",
                30,
                LocalDate.of(2027, 4, 12),
                FIRST_DAY,
                FIRST_DAY.plusDays(9),
                56,
                outcome,
                returns,
                arrived,
                stillThere);
    }

    private static List<VisitFigures.Figure> visits() {
        return List.of(
                visit("VIS-AZE-2027-0001", Outcome.APPROVED, 0),
                visit("VIS-AZE-2027-0002", Outcome.APPROVED_WITH_LIMITS, 2),
                visit("VIS-AZE-2027-0003", Outcome.DENIED, 1),
                visit("VIS-AZE-2027-0004", null, 0));
    }

    private static List<DrillConduct.Figure> drills() {
        var drills = new ArrayList<DrillConduct.Figure>();
        for (int i = 1; i <= DRILLS; i++) {
            var at = LocalDateTime.of(2027, 6, 7 + i % 8, 8 + i % 3 * 4, 0);
            var isOver = i % 9 != 0;
            drills.add(new DrillConduct.Figure(
                    "D%02d".formatted(i),
                    i % 5 == 0 ? "Gecə şəraitində dağ yolunda kolonun mühafizəsi" : "Meskûn mahal atışı " + i,
                    at,
                    30,
                    isOver ? DrillConduct.State.FINISHED : DrillConduct.State.CANCELLED,
                    isOver ? at.plusMinutes(i % 4 * 5) : null,
                    at.plusHours(3),
                    isOver ? 30 - i % 5 : null,
                    isOver ? i * 40 : null));
        }
        return drills;
    }

    static Item item(String number, String owner, int i) {
        return new Item(
                number,
                owner,
                i % 3 == 0
                        ? "Xəritələr müxtəlif miqyasda idi: " + LONG.substring(0, 90)
                        : "Mühimmat ikmali iki saat gecikti",
                FIRST_DAY.plusDays(i % 8),
                i % 2 == 0 ? "OBJ-1" : null,
                LONG,
                i % 2 == 0 ? LONG : null,
                i % 3 == 0 ? "Şəbəkələr birləşdirilməlidir." : null,
                i % 2 == 0 ? "Bir sonraki tatbikattan önce tek dalga biçimi kararlaştırılmalı." : null,
                List.of(Tag.TRAINING, Tag.INTEROPERABILITY),
                i % 4 == 0 ? Marking.RESTRICTED : Marking.UNCLASSIFIED,
                settled(i),
                List.of(),
                i % 4 == 2
                        ? List.of(new Ordered(
                                "ACT-" + owner + "-2027-000" + i,
                                owner,
                                "Tek dalga biçimi",
                                "Muhabere taburu",
                                LocalDate.of(2027, 9, 1)))
                        : List.of());
    }

    private static @Nullable Settlement settled(int i) {
        return switch (i % 4) {
            case 0 -> new Settlement(Settled.NOTE, "Orada bulunan herkesçe biliniyor");
            case 2 -> new Settlement(Settled.ACTION, null);
            default -> null;
        };
    }

    private static Item joint() {
        return new Item(
                "MRG-TUR-2027-0001",
                "TUR",
                "İki ağ, bir ders · İki şəbəkə, bir dərs",
                FIRST_DAY.plusDays(4),
                "OBJ-2",
                LONG,
                null,
                null,
                null,
                List.of(Tag.INTEROPERABILITY),
                Marking.UNCLASSIFIED,
                null,
                List.of(new Merging.Original("OBS-TUR-2027-0014", "TUR"), new Merging.Original(null, "AZE")),
                List.of());
    }
}
