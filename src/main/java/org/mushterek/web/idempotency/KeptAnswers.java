package org.mushterek.web.idempotency;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Seals;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** First answers as rows, each written in the transaction of what it tells of. */
@Repository
class KeptAnswers {

    static final Duration KEPT_FOR = Duration.ofHours(24);

    private final JdbcClient database;
    private final Seals seals;
    private final Clock clock;

    KeptAnswers(JdbcClient database, Seals seals, Clock clock) {
        this.database = database;
        this.seals = seals;
        this.clock = clock;
    }

    /**
     * For whom and where a key counts.
     *
     * @param side code of the account's side, under whose key the answer is kept
     * @param path with the query, as the client sent it; of a long one its sum
     */
    record Scope(String account, String side, String path, String key) {}

    /**
     * @param bodyDigest by what the body of the request that was answered is known again
     * @param rights of the account, as it had them then
     */
    record Answer(
            String bodyDigest,
            Rights rights,
            int status,
            @Nullable String contentType,
            @Nullable String location,
            @Nullable String eTag,
            byte[] content) {}

    Optional<Answer> find(Scope scope) {
        return database.sql("select * from idempotent_answer where account = ? and path = ? and idempotency_key = ?"
                        + " and kept_until > ?")
                .params(scope.account(), scope.path(), scope.key(), now())
                .query((row, n) -> new Answer(
                        row.getString("body_sha256"),
                        Rights.read(row.getString("rights")),
                        row.getInt("status"),
                        row.getString("content_type"),
                        row.getString("location"),
                        row.getString("etag"),
                        seals.open(
                                KeptAnswerSeals.CONTENT,
                                scope.side(),
                                row.getBytes("content"),
                                row.getString("body_sha256"),
                                scope.account(),
                                scope.path(),
                                scope.key())))
                .optional();
    }

    /** @throws org.springframework.dao.DuplicateKeyException where another machine answered the same request first */
    void keep(Scope scope, Answer answer) {
        database.sql("delete from idempotent_answer where account = ? and path = ? and idempotency_key = ?"
                        + " and kept_until <= ?")
                .params(scope.account(), scope.path(), scope.key(), now())
                .update();
        database.sql(
                        "insert into idempotent_answer (account, path, idempotency_key, body_sha256, rights, status,"
                                + " content_type, location, etag, content, kept_until) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        scope.account(),
                        scope.path(),
                        scope.key(),
                        answer.bodyDigest(),
                        answer.rights().kept(),
                        answer.status(),
                        answer.contentType(),
                        answer.location(),
                        answer.eTag(),
                        seals.seal(
                                KeptAnswerSeals.CONTENT,
                                scope.side(),
                                answer.content(),
                                answer.bodyDigest(),
                                scope.account(),
                                scope.path(),
                                scope.key()),
                        now().plus(KEPT_FOR))
                .update();
    }

    /** Removes what is no longer kept. */
    void forgetOld() {
        database.sql("delete from idempotent_answer where kept_until <= ?")
                .param(now())
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
