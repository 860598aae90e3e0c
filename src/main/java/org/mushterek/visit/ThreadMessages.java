package org.mushterek.visit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Seals;
import org.mushterek.visit.ThreadMessage.Kind;
import org.mushterek.visit.ThreadMessage.Release;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The messages of cases, as rows. Whatever reads them for a side asks with that side. */
@Repository
class ThreadMessages {

    private static final String READABLE =
            " from visit_thread_message where request_number = ?" + " and (owner_side = ? or released_to = 'BOTH')";

    private final JdbcClient database;
    private final Seals seals;
    private final Clock clock;

    ThreadMessages(JdbcClient database, Seals seals, Clock clock) {
        this.database = database;
        this.seals = seals;
        this.clock = clock;
    }

    /**
     * Adds a message.
     *
     * @param revision the latest that was handed over, null before
     * @return its id
     */
    String insert(
            String number,
            @Nullable Integer revision,
            String side,
            String author,
            Release release,
            Kind kind,
            @Nullable Integer question,
            @Nullable String replyTo,
            String text) {
        var id = UUID.randomUUID().toString();
        database.sql(
                        "insert into visit_thread_message (id, request_number, revision, owner_side, author, written_at,"
                                + " released_to, kind, question_no, reply_to, content) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        id,
                        number,
                        revision,
                        side,
                        author,
                        clock.instant().atOffset(ZoneOffset.UTC),
                        release.name(),
                        kind.name(),
                        question,
                        replyTo,
                        seals.seal(VisitSeals.MESSAGE, side, text, id))
                .update();
        return id;
    }

    /** What the side may read, in the order in which it was written. */
    List<ThreadMessage> read(String number, String side, long offset, int limit) {
        return database.sql("select *" + READABLE + " order by seq offset ? rows fetch first ? rows only")
                .params(number, side, offset, limit)
                .query((row, n) -> message(row, side))
                .list();
    }

    long count(String number, String side) {
        return database.sql("select count(*)" + READABLE)
                .params(number, side)
                .query(Long.class)
                .single();
    }

    Optional<ThreadMessage> find(String number, String side, String id) {
        return database.sql("select *" + READABLE + " and id = ?")
                .params(number, side, id)
                .query((row, n) -> message(row, side))
                .optional();
    }

    /** A question that was asked: the number that officers call it by, and the message's id. */
    record Asked(int no, String id) {}

    /** Asks the next question of the case. */
    Asked ask(String number, int revision, String host, String account, String text) {
        var no = database.sql("select coalesce(max(question_no), 0) + 1 from visit_thread_message"
                        + " where request_number = ?")
                .param(number)
                .query(Integer.class)
                .single();
        return new Asked(no, insert(number, revision, host, account, Release.BOTH, Kind.QUESTION, no, null, text));
    }

    /** @return the message's id */
    String answer(String number, int revision, String sender, String account, int question, String text) {
        var asked = database.sql("select id from visit_thread_message where request_number = ? and kind = 'QUESTION'"
                        + " and question_no = ?")
                .params(number, question)
                .query(String.class)
                .single();
        return insert(number, revision, sender, account, Release.BOTH, Kind.ANSWER, question, asked, text);
    }

    List<Question> questions(String number) {
        return database.sql("select q.question_no, q.id as question_id, q.owner_side as asker, q.content as question,"
                        + " q.written_at as asked_at, a.id as answer_id, a.owner_side as answerer, a.content as answer,"
                        + " a.written_at as answered_at from visit_thread_message q"
                        + " left join visit_thread_message a on a.request_number = q.request_number"
                        + " and a.kind = 'ANSWER' and a.question_no = q.question_no"
                        + " where q.request_number = ? and q.kind = 'QUESTION' order by q.question_no")
                .param(number)
                .query((row, n) -> new Question(
                        row.getInt("question_no"),
                        opened(row, "asker", "question", "question_id"),
                        row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                        row.getString("answer") == null ? null : opened(row, "answerer", "answer", "answer_id"),
                        instant(row.getObject("answered_at", OffsetDateTime.class))))
                .list();
    }

    private ThreadMessage message(ResultSet row, String reader) throws SQLException {
        var side = row.getString("owner_side");
        var id = row.getString("id");
        return new ThreadMessage(
                id,
                side,
                side.equals(reader) ? row.getString("author") : null,
                row.getObject("written_at", OffsetDateTime.class).toInstant(),
                Release.valueOf(row.getString("released_to")),
                Kind.valueOf(row.getString("kind")),
                row.getObject("question_no", Integer.class),
                row.getString("reply_to"),
                seals.open(VisitSeals.MESSAGE, side, row.getString("content"), id));
    }

    private String opened(ResultSet row, String side, String content, String id) throws SQLException {
        return seals.open(VisitSeals.MESSAGE, row.getString(side), row.getString(content), row.getString(id));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime value) {
        return value == null ? null : value.toInstant();
    }
}
