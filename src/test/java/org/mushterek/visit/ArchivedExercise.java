package org.mushterek.visit;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.mushterek.common.SealedColumn;
import org.mushterek.common.SealedColumns;
import org.mushterek.common.Seals;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An exercise that ended long ago: in each place where officers write words of planning, drills and lessons stands a person's name. */
final class ArchivedExercise {

    static final String CODE = "ARCHIVED-1";
    static final String DRILLS = "DRL-AZE-2020-0901";
    static final String PLANNING = "PLN-AZE-2020-0901";
    static final String OF_AZE = "OBS-AZE-2020-0901";
    static final String OF_TUR = "OBS-TUR-2020-0901";
    static final String REPORTS = "AAR-AZE-2020-0901";

    private static final String ITEM = """
            {"number":"%s","owner":"AZE","title":"Radios","observedOn":"2020-05-02","observation":"%s","discussion":"%s",
             "recommendation":"%s","tags":["MATERIEL"],"classification":"UNCLASSIFIED",
             "settlement":{"kind":"NOTE","reason":"%s"},"originals":[]}""";

    private final JdbcClient database;
    private final Seals seals;
    private final List<SealedColumns> columns;
    private final String name;
    private final OffsetDateTime then;

    ArchivedExercise(JdbcClient database, Seals seals, List<SealedColumns> columns, String name, LocalDate endex) {
        this.database = database;
        this.seals = seals;
        this.columns = columns;
        this.name = name;
        this.then = endex.atTime(10, 0).atOffset(ZoneOffset.UTC);
        exercise(endex);
        drills();
        planning();
        observations();
        reports();
    }

    private void exercise(LocalDate endex) {
        insert(
                "exercise (code, title, host_state, first_day, last_day, registered_by, registered_at, version)",
                CODE,
                "Köhnə təlim",
                "AZE",
                endex.minusDays(5),
                endex.plusDays(1),
                "aze.planner",
                then,
                1);
        insert("exercise_party (exercise_code, state)", CODE, "AZE");
        insert("exercise_party (exercise_code, state)", CODE, "TUR");
        insert(
                "exercise_conduct (exercise_code, startex_on, startex_by, startex_at, endex_on, endex_by, endex_at)",
                CODE,
                endex.minusDays(5),
                "aze.planner",
                then,
                endex,
                "aze.planner",
                then);
    }

    private void drills() {
        var programme = """
                {"teams":[{"code":"A1","side":"AZE","name":"1st company"}],
                 "drills":[{"code":"D01","name":"Night fires","range":"R1","minutes":60,"teams":["A1"],"persons":30,
                  "activity":"LIVE_FIRE","safetyOfficer":{"grade":"OR-7","name":"%s"},
                  "officerInCharge":{"grade":"OF-2"}}],
                 "overrides":[{"closure":1,"reason":"%s"}]}""".formatted(name, words());
        insert(
                "drill_schedule (number, side, exercise_code, state, programme, opened_by, opened_at, revision, version)",
                DRILLS,
                "AZE",
                CODE,
                "ENDED",
                sealed("drill_schedule.programme", "AZE", programme, DRILLS),
                "aze.planner",
                then,
                1,
                1);
        insert(
                "drill_plan (number, revision, standing, content, published_by, published_at)",
                DRILLS,
                1,
                "IN_FORCE",
                sealed("drill_plan.content", "AZE", """
                        {"plan":{"placements":[],"proof":{"standing":"OPTIMAL","engine":"E","gapPercent":0,
                         "endsAt":"2020-05-01T10:00:00","moved":0,"movedAtLeast":0,"reproducible":true}},
                         "programme":%s}""".formatted(programme), DRILLS, 1),
                "aze.planner",
                then);
        insert(
                "drill_answer (number, revision, step, subject, agreed, reason, answered_by, answered_at)",
                DRILLS,
                1,
                "acceptPlan",
                "TUR",
                true,
                sealed("drill_answer.reason", "AZE", words(), DRILLS, 1, "acceptPlan", "TUR"),
                "tur.planner",
                then);
        insert(
                "drill_story (number, happened_at, account, side, event, reason, seal_id)",
                DRILLS,
                then,
                "aze.planner",
                "AZE",
                "planDeclined",
                sealed("drill_story.reason", "AZE", words(), "archived"),
                "archived");
        insert(
                "drill_report (exercise_code, drill, report_no, action, happened_at, strength, rounds, remarks, reported_by,"
                        + " reported_at)",
                CODE,
                "D01",
                1,
                "FINISH",
                then.toLocalDateTime(),
                28,
                400,
                sealed("drill_report.remarks", "TUR", words(), CODE, "D01", 1),
                "tur.range",
                then);
        insert(
                "drill_risk (number, exercise_code, drill, level, hazard, state, side, reported_by, reported_at)",
                "RSK-AZE-2020-0901",
                CODE,
                "D01",
                "HIGH",
                sealed("drill_risk.hazard", "AZE", words(), "RSK-AZE-2020-0901"),
                "AGREED",
                "TUR",
                "tur.range",
                then);
        insert(
                "drill_risk_answer (number, party, agreed, reason, account, answered_at)",
                "RSK-AZE-2020-0901",
                "TUR",
                true,
                sealed("drill_risk_answer.reason", "AZE", words(), "RSK-AZE-2020-0901", "TUR"),
                "tur.commander",
                then);
    }

    private void planning() {
        insert(
                "planning (number, exercise_code, host, state, gate_round, parameters_date, opened_by, opened_at, version)",
                PLANNING,
                CODE,
                "AZE",
                "READY",
                0,
                then.toLocalDate(),
                "aze.planner",
                then,
                1);
        insert(
                "planning_conference (number, stage, round, state, place, agenda, minutes, minutes_version)",
                PLANNING,
                "IPC",
                1,
                "HELD",
                sealed("planning_conference.place", "AZE", words(), PLANNING, "IPC", 1),
                sealed("planning_conference.agenda", "AZE", words(), PLANNING, "IPC", 1),
                sealed("planning_conference.minutes", "AZE", words(), PLANNING, "IPC", 1),
                1);
        insert(
                "planning_product (number, kind, version, stage, content, written_by, written_side, written_at)",
                PLANNING,
                "RISK_ASSESSMENT",
                1,
                "FPC",
                sealed("planning_product.content", "AZE", """
                        {"text":"%1$s","objectives":[{"code":"TO-1","text":"%1$s"}],
                         "rows":[{"task":"%1$s","hazard":"%1$s","probability":"SELDOM","severity":"CRITICAL","controls":"%1$s",
                          "implementer":"%1$s","residual":"LOW"}],"overall":"MEDIUM"}""".formatted(words()), PLANNING, "RISK_ASSESSMENT", 1),
                "aze.planner",
                "AZE",
                then);
        insert(
                "planning_waiver (number, subject, round, reason, state, asked_by, asked_at)",
                PLANNING,
                "IPC",
                1,
                sealed("planning_waiver.reason", "AZE", words(), PLANNING, "IPC", 1),
                "GRANTED",
                "aze.planner",
                then);
        insert(
                "planning_answer (number, subject, round, party, agreed, reason, answered_by, answered_at)",
                PLANNING,
                "IPC",
                1,
                "TUR",
                true,
                sealed("planning_answer.reason", "AZE", words(), PLANNING, "IPC", 1, "TUR"),
                "tur.authority",
                then);
        insert(
                "planning_action (number, version, action, owner, learned_in, title, shared, taken, reason, answered_by,"
                        + " answered_side, answered_at)",
                PLANNING,
                1,
                "ACT-TUR-2019-0001",
                "TUR",
                "OLDER-1",
                sealed("planning_action.title", "TUR", "Radios", PLANNING, 1, "ACT-TUR-2019-0001"),
                false,
                "TAKEN",
                sealed("planning_action.reason", "TUR", words(), PLANNING, 1, "ACT-TUR-2019-0001"),
                "tur.planner",
                "TUR",
                then);
        insert(
                "planning_story (number, happened_at, account, side, event, reason, seal_id)",
                PLANNING,
                then,
                "aze.planner",
                "AZE",
                "minutesReturned",
                sealed("planning_story.reason", "AZE", words(), "archived"),
                "archived");
    }

    private void observations() {
        for (var number : List.of(OF_AZE, OF_TUR)) {
            var owner = number.substring(4, 7);
            insert(
                    "aar_observation (number, exercise_code, owner, state, release_to, title, observed_on, observation,"
                            + " discussion, conclusion, recommendation, tags, folded, written_by, written_at, decided_by,"
                            + " decided_at, decision_reason, version)",
                    number,
                    CODE,
                    owner,
                    "ACCEPTED",
                    "OWN_SIDE",
                    sealed("aar_observation.title", owner, "Radios", number),
                    then.toLocalDate(),
                    sealed("aar_observation.observation", owner, words(), number),
                    sealed("aar_observation.discussion", owner, words(), number),
                    sealed("aar_observation.conclusion", owner, words(), number),
                    sealed("aar_observation.recommendation", owner, words(), number),
                    "MATERIEL",
                    sealed("aar_observation.folded", owner, words(), number),
                    "aze.medical",
                    then,
                    "aze.lessons",
                    then,
                    sealed("aar_observation.decision_reason", owner, words(), number),
                    1);
            insert(
                    "aar_settlement (observation, kind, reason, settled_by, settled_at)",
                    number,
                    "NOTE",
                    sealed("aar_settlement.reason", owner, words(), number),
                    "aze.lessons",
                    then);
            var file = "file-of-" + owner;
            insert(
                    "aar_attachment (id, observation, owner, file_name, media_type, size_bytes, sha256, scan, added_by,"
                            + " added_at)",
                    file,
                    number,
                    owner,
                    sealed("aar_attachment.file_name", owner, words() + ".pdf", file),
                    "application/pdf",
                    words().length(),
                    "0".repeat(64),
                    "CLEAN",
                    "aze.medical",
                    then);
            insert(
                    "aar_attachment_piece (attachment_id, piece, content)",
                    file,
                    0,
                    sealedBytes("aar_attachment_piece.content", owner, file, 0));
        }
    }

    private void reports() {
        var washed = """
                {"attendance":25,"wentWell":["%1$s"],"wentBadly":["%1$s"],"ratings":{"TO-1":"S"}}""".formatted(words());
        var item = ITEM.formatted(OF_AZE, words(), words(), words(), words());
        insert(
                "aar_case (number, exercise_code, host, state, endex_on, opened_at, meeting_on, meeting_minutes, version)",
                REPORTS,
                CODE,
                "AZE",
                "FINAL",
                then.toLocalDate(),
                then,
                then.toLocalDate(),
                sealed("aar_case.meeting_minutes", "AZE", words(), REPORTS),
                1);
        insert(
                "aar_hot_wash (number, party, content, recorded_by, recorded_at)",
                REPORTS,
                "TUR",
                sealed("aar_hot_wash.content", "TUR", washed, REPORTS, "TUR"),
                "tur.lessons",
                then);
        insert(
                "aar_report (number, stage, revision, content, sha256, submitted_by, submitted_at)",
                REPORTS,
                "FINAL",
                1,
                sealed(
                        "aar_report.content",
                        "AZE",
                        """
                        {"number":"%1$s","stage":"FINAL","revision":1,"exercise":"%2$s","title":"Köhnə təlim","host":"AZE",
                         "parties":["AZE","TUR"],"plannedFirst":"2020-05-01","plannedLast":"2020-05-06",
                         "endexOn":"2020-05-05","objectives":[],"hotWash":{"TUR":%3$s},"visits":[],"drills":[],
                         "observations":[%4$s],"national":[],"summary":"%5$s","meetingMinutes":"%5$s","signatures":[],
                         "madeAt":"2020-05-20T10:00:00Z","draft":false}""".formatted(REPORTS, CODE, washed, item, words()),
                        REPORTS,
                        "FINAL",
                        1),
                "0".repeat(64),
                "aze.lessons",
                then);
        insert(
                "aar_signature (number, stage, revision, party, signed, reason, account, answered_at)",
                REPORTS,
                "FINAL",
                1,
                "TUR",
                false,
                sealed("aar_signature.reason", "TUR", words(), REPORTS, "FINAL", 1, "TUR"),
                "tur.commander",
                then);
        insert(
                "aar_report_national (number, stage, revision, party, content)",
                REPORTS,
                "FINAL",
                1,
                "TUR",
                sealed("aar_report_national.content", "TUR", "{\"items\":[" + item + "]}", REPORTS, "FINAL", 1, "TUR"));
        insert(
                "aar_report_print (id, number, stage, revision, edition, owner, sha256, printed_at)",
                "print",
                REPORTS,
                "FINAL",
                1,
                "JOINT",
                "AZE",
                "0".repeat(64),
                then);
        insert(
                "aar_report_print_piece (attachment_id, piece, content)",
                "print",
                0,
                sealedBytes("aar_report_print_piece.content", "AZE", "print", 0));
        insert(
                "aar_merging (number, exercise_code, opener, state, content, proposed_by, proposed_at, version)",
                "MRG-TUR-2020-0901",
                CODE,
                "TUR",
                "AGREED",
                sealed("aar_merging.content", "TUR", """
                        {"title":"Radios","observedOn":"2020-05-02","observation":"%1$s","discussion":"%1$s",
                         "conclusion":"%1$s","recommendation":"%1$s","tags":["MATERIEL"],"release":"BOTH",
                         "classification":"UNCLASSIFIED"}""".formatted(words()), "MRG-TUR-2020-0901"),
                "tur.lessons",
                then,
                1);
        for (var number : List.of(OF_AZE, REPORTS, "MRG-TUR-2020-0901")) {
            insert(
                    "aar_story (number, happened_at, account, side, event, reason, seal_id)",
                    number,
                    then,
                    "tur.lessons",
                    "TUR",
                    "mergingReturned",
                    sealed("aar_story.reason", number.substring(4, 7), words(), "of-" + number),
                    "of-" + number);
        }
    }

    private String words() {
        return "Words of " + name;
    }

    private void insert(String where, Object... values) {
        database.sql("insert into " + where + " values (" + "?, ".repeat(values.length - 1) + "?)")
                .params(values)
                .update();
    }

    private String sealed(String column, String side, String text, Object... row) {
        return seals.seal(column(column), side, text, row);
    }

    private byte[] sealedBytes(String column, String side, Object... row) {
        return seals.seal(column(column), side, words().getBytes(StandardCharsets.UTF_8), row);
    }

    private SealedColumn column(String name) {
        return columns.stream()
                .flatMap(kept -> kept.sealedColumns().stream())
                .filter(column -> name.equals(column.table() + "." + column.column()))
                .findFirst()
                .orElseThrow();
    }
}
