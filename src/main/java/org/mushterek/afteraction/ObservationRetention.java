package org.mushterek.afteraction;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.mushterek.common.FoldedText;
import org.mushterek.common.Seals;
import org.mushterek.common.Side;
import org.mushterek.exercise.EndedExercises;
import org.mushterek.retention.KeptCases;
import org.mushterek.retention.PersonalRecords;
import org.mushterek.retention.SealedRows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What officers observed, in words and in files: erased by the term of their side, counted from the end of the exercise, and not
 * while nobody has decided on it or an action that rests on it is open. Title, day, objective, tags, marking, state and how it was settled stay.
 */
@Component
class ObservationRetention implements PersonalRecords {

    private static final KeptCases CASES = new KeptCases("aar_observation", "owner");

    /** What every party reads, {@link Observation#isJoint()}. */
    private static final String JOINT = "k.state = 'ACCEPTED' and k.release_to = 'BOTH'";

    private final SealedRows sealed;
    private final JdbcClient database;
    private final Seals seals;
    private final Clock clock;

    ObservationRetention(SealedRows sealed, JdbcClient database, Seals seals, Clock clock) {
        this.sealed = sealed;
        this.database = database;
        this.seals = seals;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "observation";
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public List<Closed> keptOfClosed(Side side, boolean held, int limit) {
        return database.sql("select o.number, o.written_at, " + EndedExercises.DAY
                        + " as ended_on from aar_observation o"
                        + EndedExercises.joined("o.exercise_code")
                        + " where o.owner = :side and o.erased_at is null and " + EndedExercises.DAY + " < :today"
                        + " and o.state <> 'SUBMITTED' and not exists (select 1 from aar_action a where a.observation = o.number"
                        + " and a.closed_at is null) and " + PersonalRecords.sharedHolds("o.number", held)
                        + " order by 3, o.number fetch first :limit rows only")
                .param("side", side.code())
                .param("today", LocalDate.ofInstant(clock.instant(), side.zone()))
                .param("limit", limit)
                .query((row, n) -> {
                    var ended = row.getObject("ended_on", LocalDate.class);
                    var written = LocalDate.ofInstant(
                            row.getObject("written_at", OffsetDateTime.class).toInstant(), side.zone());
                    return new Closed(row.getString("number"), written.isAfter(ended) ? written : ended);
                })
                .list();
    }

    @Override
    public boolean knows(Side side, String number) {
        return EndedExercises.know(database, CASES, JOINT, side, number);
    }

    @Override
    public Erased erase(Side side, String number) {
        var owner = side.code();
        var title = seals.open(
                LessonSeals.TITLE,
                owner,
                database.sql("select title from aar_observation where number = ?")
                        .param(number)
                        .query(String.class)
                        .single(),
                number);
        database.sql("update aar_observation set decision_reason = null, erased_at = ? where number = ?")
                .params(clock.instant().atOffset(ZoneOffset.UTC), number)
                .update();
        Stream.of(LessonSeals.OBSERVATION, LessonSeals.DISCUSSION, LessonSeals.CONCLUSION, LessonSeals.RECOMMENDATION)
                .forEach(column -> sealed.erase(column, "t.number = ?", number));
        sealed.reduce(
                LessonSeals.FOLDED,
                any -> FoldedText.of(number) + " | " + FoldedText.of(title),
                "t.number = ?",
                number);
        var reasons = database.sql("update aar_settlement set reason = null where observation = ?"
                                + " and reason is not null")
                        .param(number)
                        .update()
                + database.sql("update aar_story set reason = null where number = ? and reason is not null")
                        .param(number)
                        .update();
        return new Erased(0, 1 + reasons, files(number));
    }

    private int files(String number) {
        database.sql("delete from aar_attachment_piece where attachment_id in"
                        + " (select f.id from aar_attachment f where f.observation = ?)")
                .param(number)
                .update();
        return database.sql("delete from aar_attachment where observation = ?")
                .param(number)
                .update();
    }
}
