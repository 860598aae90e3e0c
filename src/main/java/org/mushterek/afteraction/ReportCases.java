package org.mushterek.afteraction;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mushterek.afteraction.Report.Signature;
import org.mushterek.afteraction.ReportCase.Stage;
import org.mushterek.afteraction.ReportCase.State;
import org.mushterek.common.CaseNumbers;
import org.mushterek.common.Refusal;
import org.mushterek.common.Seals;
import org.mushterek.common.Sha256;
import org.mushterek.common.StoredJson;
import org.mushterek.security.Hand;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The cases of reports as rows, with hot washes, submitted reports and signatures. */
@Repository
class ReportCases {

    /** A report as it was submitted for signature. */
    record Submitted(Report content, Hand submittedBy, boolean issued) {}

    private final JdbcClient database;
    private final StoredJson json;
    private final Seals seals;
    private final Clock clock;

    ReportCases(JdbcClient database, StoredJson json, Seals seals, Clock clock) {
        this.database = database;
        this.json = json;
        this.seals = seals;
        this.clock = clock;
    }

    void insert(String number, String exercise, String host, LocalDate endex) {
        database.sql("insert into aar_case (number, exercise_code, host, state, endex_on, opened_at, version)"
                        + " values (?, ?, ?, ?, ?, ?, 1)")
                .params(number, exercise, host, State.COLLECTION.name(), endex, now())
                .update();
    }

    Optional<ReportCase> find(String number) {
        return database.sql("select * from aar_case where number = ?")
                .param(number)
                .query((row, n) -> read(row))
                .optional();
    }

    /** All cases, latest first. */
    List<ReportCase> all() {
        return database.sql("select * from aar_case order by opened_at desc, number desc")
                .query((row, n) -> read(row))
                .list();
    }

    /** The case of an exercise that was not stopped. */
    Optional<ReportCase> ofExercise(String code) {
        return database.sql("select * from aar_case where exercise_code = ? and state <> 'STOPPED'")
                .param(code)
                .query((row, n) -> read(row))
                .optional();
    }

    void become(ReportCase before, State state) {
        changed(database.sql("update aar_case set state = ?, version = version + 1 where number = ? and version = ?")
                .params(state.name(), before.number(), before.version())
                .update());
    }

    void meet(ReportCase before, LocalDate on, String minutes) {
        changed(database.sql("update aar_case set state = ?, meeting_on = ?, meeting_minutes = ?, version = version + 1"
                        + " where number = ? and version = ?")
                .params(
                        State.SETTLEMENT.name(),
                        on,
                        seals.seal(LessonSeals.MINUTES, CaseNumbers.side(before.number()), minutes, before.number()),
                        before.number(),
                        before.version())
                .update());
    }

    void keep(String number, String party, HotWash hotWash, String account) {
        try {
            database.sql("insert into aar_hot_wash (number, party, content, recorded_by, recorded_at)"
                            + " values (?, ?, ?, ?, ?)")
                    .params(
                            number,
                            party,
                            seals.seal(LessonSeals.HOT_WASH, party, json.write(hotWash), number, party),
                            account,
                            now())
                    .update();
        } catch (DuplicateKeyException recordedMeanwhile) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "afteraction.caseMoved");
        }
    }

    Map<String, HotWash> hotWash(String number) {
        var found = new TreeMap<String, HotWash>();
        database.sql("select party, content from aar_hot_wash where number = ?")
                .param(number)
                .query(row -> {
                    var party = row.getString("party");
                    var content = seals.open(LessonSeals.HOT_WASH, party, row.getString("content"), number, party);
                    found.put(party, json.read(content, HotWash.class));
                });
        return found;
    }

    /** The number that the next revision of the stage gets, from 1. */
    int nextRevision(String number, Stage stage) {
        return 1
                + database.sql("select coalesce(max(revision), 0) from aar_report where number = ? and stage = ?")
                        .params(number, stage.name())
                        .query(Integer.class)
                        .single();
    }

    void submit(Report report, Hand hand) {
        var content = json.write(report);
        database.sql("insert into aar_report (number, stage, revision, content, sha256, submitted_by, submitted_for,"
                        + " submitted_at) values (?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        report.number(),
                        report.stage().name(),
                        report.revision(),
                        seals.seal(
                                LessonSeals.REPORT,
                                CaseNumbers.side(report.number()),
                                content,
                                report.number(),
                                report.stage().name(),
                                report.revision()),
                        Sha256.of(content),
                        hand.account(),
                        hand.principal(),
                        now())
                .update();
    }

    /** The latest revision that was submitted; a stored one that is not what was submitted is refused. */
    Optional<Submitted> latest(String number, Stage stage) {
        return database.sql(
                        "select revision, content, sha256, submitted_by, submitted_for, issued_at, erased_at from aar_report where number = ? and stage = ?"
                                + " order by revision desc fetch first 1 rows only")
                .params(number, stage.name())
                .query((row, n) -> {
                    var content = seals.open(
                            LessonSeals.REPORT,
                            CaseNumbers.side(number),
                            row.getString("content"),
                            number,
                            stage.name(),
                            row.getInt("revision"));
                    if (row.getObject("erased_at") == null
                            && !Sha256.of(content).equals(row.getString("sha256"))) {
                        throw new IllegalStateException("A stored report is not the one that was submitted");
                    }
                    return new Submitted(
                            json.read(content, Report.class),
                            new Hand(row.getString("submitted_by"), row.getString("submitted_for")),
                            row.getObject("issued_at") != null);
                })
                .optional();
    }

    void issue(String number, Stage stage, int revision) {
        database.sql("update aar_report set issued_at = ? where number = ? and stage = ? and revision = ?")
                .params(now(), number, stage.name(), revision)
                .update();
    }

    /** What a side adds to a report in its own edition, as it stood when the last party signed. */
    record National(List<Report.Item> items) {

        National withoutTexts() {
            return new National(items.stream().map(Report.Item::withoutTexts).toList());
        }
    }

    void keepNational(Report report, String party, List<Report.Item> items) {
        database.sql("insert into aar_report_national (number, stage, revision, party, content) values (?, ?, ?, ?, ?)")
                .params(
                        report.number(),
                        report.stage().name(),
                        report.revision(),
                        party,
                        seals.seal(
                                LessonSeals.NATIONAL,
                                party,
                                json.write(new National(items)),
                                report.number(),
                                report.stage().name(),
                                report.revision(),
                                party))
                .update();
    }

    /** Empty where nothing was kept, as for reports that an earlier release has issued. */
    Optional<List<Report.Item>> national(Report report, String party) {
        return database.sql("select content from aar_report_national where number = ? and stage = ? and revision = ?"
                        + " and party = ?")
                .params(report.number(), report.stage().name(), report.revision(), party)
                .query(String.class)
                .optional()
                .map(kept -> json.read(
                                seals.open(
                                        LessonSeals.NATIONAL,
                                        party,
                                        kept,
                                        report.number(),
                                        report.stage().name(),
                                        report.revision(),
                                        party),
                                National.class)
                        .items());
    }

    void sign(Report report, String party, boolean signed, @Nullable String reason, String account) {
        try {
            database.sql(
                            "insert into aar_signature (number, stage, revision, party, signed, reason, account, answered_at)"
                                    + " values (?, ?, ?, ?, ?, ?, ?, ?)")
                    .params(
                            report.number(),
                            report.stage().name(),
                            report.revision(),
                            party,
                            signed,
                            seals.sealIfWritten(
                                    LessonSeals.SIGNATURE,
                                    party,
                                    reason,
                                    report.number(),
                                    report.stage().name(),
                                    report.revision(),
                                    party),
                            account,
                            now())
                    .update();
        } catch (DuplicateKeyException answeredMeanwhile) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "afteraction.caseMoved");
        }
    }

    /** Who has signed a revision, in order. */
    List<Signature> signatures(String number, Stage stage, int revision) {
        return database.sql(
                        "select party, answered_at from aar_signature where number = ? and stage = ? and revision = ?"
                                + " and signed = true order by answered_at, party")
                .params(number, stage.name(), revision)
                .query((row, n) -> new Signature(
                        row.getString("party"),
                        row.getObject("answered_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    private ReportCase read(ResultSet row) throws SQLException {
        return new ReportCase(
                row.getString("number"),
                row.getString("exercise_code"),
                row.getString("host"),
                State.valueOf(row.getString("state")),
                row.getObject("endex_on", LocalDate.class),
                row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                row.getObject("meeting_on", LocalDate.class),
                seals.openIfWritten(
                        LessonSeals.MINUTES,
                        CaseNumbers.side(row.getString("number")),
                        row.getString("meeting_minutes"),
                        row.getString("number")),
                row.getInt("version"));
    }

    private static void changed(int rows) {
        if (rows == 0) {
            throw Refusal.of(Refusal.Kind.STALE, "afteraction.changedSinceRead");
        }
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
