package org.mushterek.incident;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.mushterek.common.Side;
import org.mushterek.common.StoredJson;
import org.mushterek.incident.Incident.Words;
import org.mushterek.retention.KeptCases;
import org.mushterek.retention.PersonalRecords;
import org.mushterek.retention.SealedRows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * To whom something happened, and what was written of it: one copy, which is erased by the host's term after the case was closed. Of
 * what kind it was, when, at which exercise and which steps were taken stays.
 */
@Component
class IncidentRetention implements PersonalRecords {

    private static final KeptCases CASES = new KeptCases("incident", "host");

    private static final String OF_CASE = "t.number = ?";

    private final SealedRows sealed;
    private final JdbcClient database;
    private final StoredJson json;
    private final Clock clock;

    IncidentRetention(SealedRows sealed, JdbcClient database, StoredJson json, Clock clock) {
        this.sealed = sealed;
        this.database = database;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "incident";
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public List<Closed> keptOfClosed(Side side, boolean held, int limit) {
        return CASES.closed(database, side, PersonalRecords.sharedHolds("k.number", held), limit);
    }

    @Override
    public boolean knows(Side side, String number) {
        return database.sql(
                                "select count(*) from incident where number = :number and (host = :side or sending = :side)")
                        .param("number", number)
                        .param("side", side.code())
                        .query(Long.class)
                        .single()
                > 0;
    }

    @Override
    public Erased erase(Side side, String number) {
        database.sql("update incident set erased_at = ? where number = ?")
                .params(clock.instant().atOffset(ZoneOffset.UTC), number)
                .update();
        var persons = new int[1];
        var contents = sealed.reduce(
                IncidentSeals.CONTENT,
                content -> {
                    var read = json.read(content, IncidentContent.class);
                    persons[0] += read.persons() == null ? 0 : read.persons().size();
                    return json.write(read.withoutTexts());
                },
                OF_CASE,
                number);
        var words = sealed.reduce(
                IncidentSeals.WORDS,
                written -> json.write(json.read(written, Words.class).withoutTexts()),
                OF_CASE,
                number);
        return new Erased(persons[0], contents + words, 0);
    }
}
