package org.mushterek.visit;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.mushterek.common.SealedColumn;
import org.mushterek.common.SealedColumns;
import org.mushterek.common.Seals;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * An exercise of two sides that ended long ago: in each place where officers write words of planning, drills and lessons stands a
 * person's name.
 */
final class ArchivedExercise {

    private static final AtomicInteger MADE = new AtomicInteger();

    final String code;
    final String drills;
    final String planning;
    final String ofHost;
    final String ofGuest;
    final String reports;

    private static final String ITEM = """
            {"number":"%s","owner":"AZE","title":"Radios","observedOn":"2020-05-02","observation":"%s","discussion":"%s",
             "recommendation":"%s","tags":["MATERIEL"],"classification":"UNCLASSIFIED",
             "settlement":{"kind":"NOTE","reason":"%s"},"originals":[]}""";

    private final JdbcClient database;
    private final Seals seals;
    private final List<SealedColumns> columns;
    private final String name;
    private final int no;
    private final OffsetDateTime then;
    private final String host;
    private final String guest;
    private final String risk;
    private final String merging;

    ArchivedExercise(
            JdbcClient database, Seals seals, List<SealedColumns> columns, String name, String host, LocalDate endex) {
        this.database = database;
        this.seals = seals;
        this.columns = columns;
        this.name = name;
        this.then = endex.atTime(10, 0).atOffset(ZoneOffset.UTC);
        this.host = host;
        this.guest = host.equals("AZE") ? "TUR" : "AZE";
        this.no = MADE.incrementAndGet();
        this.code = "ARCHIVED-" + no;
        this.drills = number("DRL", host);
        this.planning = number("PLN", host);
        this.ofHost = number("OBS", host);
        this.ofGuest = number("OBS", guest);
        this.reports = number("AAR", host);
        this.risk = number("RSK", host);
        this.merging = number("MRG", guest);
        exercise(endex);
        schedule(drills);
        conduct();
        planning();
        observations();
        reports();
    }

    private String number(String kind, String side) {
        return "%s-%s-2020-09%02d".formatted(kind, side, no);
    }

    /** An officer of the host. */
    private String host(String role) {
        return host.toLowerCase(Locale.ROOT) + "." + role;
    }

    private String guest(String role) {
        return guest.toLowerCase(Locale.ROOT) + "." + role;
    }

    /** Another schedule of the same drills, with all that is written of one. */
    String secondSchedule() {
        var second = drills.replace("-09", "-19");
        schedule(second);
        return second;
    }

    /** A case of reports that was stopped, with its minutes. */
    String stoppedReports() {
        var stopped = reports.replace("-09", "-19");
        reportCase(stopped, "STOPPED");
        return stopped;
    }

    private void exercise(LocalDate endex) {
        insert(
                "exercise (code, title, host_state, first_day, last_day, registered_by, registered_at, version)",
                code,
                "Köhnə təlim",
                host,
                endex.minusDays(5),
                endex.plusDays(1),
                host("planner"),
                then,
                1);
        insert("exercise_party (exercise_code, state)", code, host);
        insert("exercise_party (exercise_code, state)", code, guest);
        insert(
                "exercise_conduct (exercise_code, startex_on, startex_by, startex_at, endex_on, endex_by, endex_at)",
                code,
                endex.minusDays(5),
                host("planner"),
                then,
                endex,
                host("planner"),
                then);
    }

    private void schedule(String drills) {
        var programme = """
                {"teams":[{"code":"A1","side":"AZE","name":"1st company"}],
                 "drills":[{"code":"D01","name":"Night fires","range":"R1","minutes":60,"teams":["A1"],"persons":30,
                  "activity":"LIVE_FIRE","safetyOfficer":{"grade":"OR-7","name":"%s"},
                  "officerInCharge":{"grade":"OF-2"}}],
                 "overrides":[{"closure":1,"reason":"%s"}]}""".formatted(name, words());
        insert(
                "drill_schedule (number, side, exercise_code, state, programme, opened_by, opened_at, revision, version)",
                drills,
                host,
                code,
                "ENDED",
                sealed("drill_schedule.programme", host, programme, drills),
                host("planner"),
                then,
                1,
                1);
        insert(
                "drill_plan (number, revision, standing, content, published_by, published_at)",
                drills,
                1,
                "IN_FORCE",
                sealed("drill_plan.content", host, """
                        {"plan":{"placements":[],"proof":{"standing":"OPTIMAL","engine":"E","gapPercent":0,
                         "endsAt":"2020-05-01T10:00:00","moved":0,"movedAtLeast":0,"reproducible":true}},
                         "programme":%s}""".formatted(programme), drills, 1),
                host("planner"),
                then);
        insert(
                "drill_answer (number, revision, step, subject, agreed, reason, answered_by, answered_at)",
                drills,
                1,
                "acceptPlan",
                guest,
                true,
                sealed("drill_answer.reason", host, words(), drills, 1, "acceptPlan", guest),
                guest("planner"),
                then);
        insert(
                "drill_story (number, happened_at, account, side, event, reason, seal_id)",
                drills,
                then,
                host("planner"),
                host,
                "planDeclined",
                sealed("drill_story.reason", host, words(), "of-" + drills),
                "of-" + drills);
    }

    /** What is written while the exercise runs, whichever schedule is in force. */
    private void conduct() {
        insert(
                "drill_report (exercise_code, drill, report_no, action, happened_at, strength, rounds, remarks, reported_by,"
                        + " reported_at)",
                code,
                "D01",
                1,
                "FINISH",
                then.toLocalDateTime(),
                28,
                400,
                sealed("drill_report.remarks", guest, words(), code, "D01", 1),
                guest("range"),
                then);
        insert(
                "drill_risk (number, exercise_code, drill, level, hazard, state, side, reported_by, reported_at)",
                risk,
                code,
                "D01",
                "HIGH",
                sealed("drill_risk.hazard", host, words(), risk),
                "AGREED",
                guest,
                guest("range"),
                then);
        insert(
                "drill_risk_answer (number, party, agreed, reason, account, answered_at)",
                risk,
                guest,
                true,
                sealed("drill_risk_answer.reason", host, words(), risk, guest),
                guest("commander"),
                then);
    }

    private void planning() {
        insert(
                "planning (number, exercise_code, host, state, gate_round, parameters_date, opened_by, opened_at, version)",
                planning,
                code,
                host,
                "READY",
                0,
                then.toLocalDate(),
                host("planner"),
                then,
                1);
        insert(
                "planning_conference (number, stage, round, state, place, agenda, minutes, minutes_version)",
                planning,
                "IPC",
                1,
                "HELD",
                sealed("planning_conference.place", host, words(), planning, "IPC", 1),
                sealed("planning_conference.agenda", host, words(), planning, "IPC", 1),
                sealed("planning_conference.minutes", host, words(), planning, "IPC", 1),
                1);
        insert(
                "planning_product (number, kind, version, stage, content, written_by, written_side, written_at)",
                planning,
                "RISK_ASSESSMENT",
                1,
                "FPC",
                sealed("planning_product.content", host, """
                        {"text":"%1$s","objectives":[{"code":"TO-1","text":"%1$s"}],
                         "rows":[{"task":"%1$s","hazard":"%1$s","probability":"SELDOM","severity":"CRITICAL","controls":"%1$s",
                          "implementer":"%1$s","residual":"LOW"}],"overall":"MEDIUM"}""".formatted(words()), planning, "RISK_ASSESSMENT", 1),
                host("planner"),
                host,
                then);
        insert(
                "planning_waiver (number, subject, round, reason, state, asked_by, asked_at)",
                planning,
                "IPC",
                1,
                sealed("planning_waiver.reason", host, words(), planning, "IPC", 1),
                "GRANTED",
                host("planner"),
                then);
        insert(
                "planning_answer (number, subject, round, party, agreed, reason, answered_by, answered_at)",
                planning,
                "IPC",
                1,
                guest,
                true,
                sealed("planning_answer.reason", host, words(), planning, "IPC", 1, guest),
                guest("authority"),
                then);
        insert(
                "planning_action (number, version, action, owner, learned_in, title, shared, taken, reason, answered_by,"
                        + " answered_side, answered_at)",
                planning,
                1,
                "ACT-TUR-2019-0001",
                guest,
                "OLDER-1",
                sealed("planning_action.title", guest, "Radios", planning, 1, "ACT-TUR-2019-0001"),
                false,
                "TAKEN",
                sealed("planning_action.reason", guest, words(), planning, 1, "ACT-TUR-2019-0001"),
                guest("planner"),
                guest,
                then);
        insert(
                "planning_story (number, happened_at, account, side, event, reason, seal_id)",
                planning,
                then,
                host("planner"),
                host,
                "minutesReturned",
                sealed("planning_story.reason", host, words(), "of-" + planning),
                "of-" + planning);
    }

    private void observations() {
        for (var number : List.of(ofHost, ofGuest)) {
            var owner = number.substring(4, 7);
            insert(
                    "aar_observation (number, exercise_code, owner, state, release_to, title, observed_on, observation,"
                            + " discussion, conclusion, recommendation, tags, folded, written_by, written_at, decided_by,"
                            + " decided_at, decision_reason, version)",
                    number,
                    code,
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
                    host("medical"),
                    then,
                    host("lessons"),
                    then,
                    sealed("aar_observation.decision_reason", owner, words(), number),
                    1);
            insert(
                    "aar_settlement (observation, kind, reason, settled_by, settled_at)",
                    number,
                    "NOTE",
                    sealed("aar_settlement.reason", owner, words(), number),
                    host("lessons"),
                    then);
            var file = "of-" + number;
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
                    host("medical"),
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
        var print = "of-" + reports;
        var item = ITEM.formatted(ofHost, words(), words(), words(), words());
        reportCase(reports, "FINAL");
        insert(
                "aar_hot_wash (number, party, content, recorded_by, recorded_at)",
                reports,
                guest,
                sealed("aar_hot_wash.content", guest, washed, reports, guest),
                guest("lessons"),
                then);
        insert(
                "aar_report (number, stage, revision, content, sha256, submitted_by, submitted_at)",
                reports,
                "FINAL",
                1,
                sealed(
                        "aar_report.content",
                        host,
                        """
                        {"number":"%1$s","stage":"FINAL","revision":1,"exercise":"%2$s","title":"Köhnə təlim","host":"AZE",
                         "parties":["AZE","TUR"],"plannedFirst":"2020-05-01","plannedLast":"2020-05-06",
                         "endexOn":"2020-05-05","objectives":[],"hotWash":{"TUR":%3$s},"visits":[],"drills":[],
                         "observations":[%4$s],"national":[],"summary":"%5$s","meetingMinutes":"%5$s","signatures":[],
                         "madeAt":"2020-05-20T10:00:00Z","draft":false}""".formatted(reports, code, washed, item, words()),
                        reports,
                        "FINAL",
                        1),
                "0".repeat(64),
                host("lessons"),
                then);
        insert(
                "aar_signature (number, stage, revision, party, signed, reason, account, answered_at)",
                reports,
                "FINAL",
                1,
                guest,
                false,
                sealed("aar_signature.reason", guest, words(), reports, "FINAL", 1, guest),
                guest("commander"),
                then);
        insert(
                "aar_report_national (number, stage, revision, party, content)",
                reports,
                "FINAL",
                1,
                guest,
                sealed("aar_report_national.content", guest, "{\"items\":[" + item + "]}", reports, "FINAL", 1, guest));
        insert(
                "aar_report_print (id, number, stage, revision, edition, owner, sha256, printed_at)",
                print,
                reports,
                "FINAL",
                1,
                "JOINT",
                host,
                "0".repeat(64),
                then);
        insert(
                "aar_report_print_piece (attachment_id, piece, content)",
                print,
                0,
                sealedBytes("aar_report_print_piece.content", host, print, 0));
        insert(
                "aar_merging (number, exercise_code, opener, state, content, proposed_by, proposed_at, version)",
                merging,
                code,
                guest,
                "AGREED",
                sealed("aar_merging.content", guest, """
                        {"title":"Radios","observedOn":"2020-05-02","observation":"%1$s","discussion":"%1$s",
                         "conclusion":"%1$s","recommendation":"%1$s","tags":["MATERIEL"],"release":"BOTH",
                         "classification":"UNCLASSIFIED"}""".formatted(words()), merging),
                guest("lessons"),
                then,
                1);
        for (var number : List.of(ofHost, reports, merging)) {
            insert(
                    "aar_story (number, happened_at, account, side, event, reason, seal_id)",
                    number,
                    then,
                    guest("lessons"),
                    guest,
                    "mergingReturned",
                    sealed("aar_story.reason", number.substring(4, 7), words(), "of-" + number),
                    "of-" + number);
        }
    }

    private void reportCase(String number, String state) {
        insert(
                "aar_case (number, exercise_code, host, state, endex_on, opened_at, meeting_on, meeting_minutes, version)",
                number,
                code,
                host,
                state,
                then.toLocalDate(),
                then,
                then.toLocalDate(),
                sealed("aar_case.meeting_minutes", host, words(), number),
                1);
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
