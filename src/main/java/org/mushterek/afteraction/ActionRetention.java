package org.mushterek.afteraction;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.mushterek.common.FoldedText;
import org.mushterek.common.Seals;
import org.mushterek.common.Side;
import org.mushterek.retention.KeptCases;
import org.mushterek.retention.PersonalRecords;
import org.mushterek.retention.SealedRows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who was in charge of a corrective action, and what was written of its doing: erased by the term of the side that did it. What
 * it was called stays.
 */
@Component
class ActionRetention implements PersonalRecords {

    private static final KeptCases CASES = new KeptCases("aar_action", "owner");

    private static final String OF_ACTION = "t.number = ?";

    private final SealedRows sealed;
    private final JdbcClient database;
    private final Seals seals;
    private final Clock clock;

    ActionRetention(SealedRows sealed, JdbcClient database, Seals seals, Clock clock) {
        this.sealed = sealed;
        this.database = database;
        this.seals = seals;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "correctiveAction";
    }

    @Override
    public List<Closed> keptOfClosed(Side side, boolean held, int limit) {
        return CASES.closed(database, side, PersonalRecords.holds("k.number", held), limit);
    }

    @Override
    public boolean knows(Side side, String number) {
        return CASES.know(database, side, number);
    }

    @Override
    public Erased erase(Side side, String number) {
        var words = words(side, number);
        sealed.reduce(LessonSeals.ACTION_FOLDED, any -> words, OF_ACTION, number);
        sealed.erase(LessonSeals.TASK, OF_ACTION, number);
        var persons = sealed.erase(LessonSeals.PERSON, OF_ACTION, number);
        database.sql("update aar_action set resources = null, closing_reason = null, erased_at = ? where number = ?")
                .params(clock.instant().atOffset(ZoneOffset.UTC), number)
                .update();
        var rounds = sealed.erase(LessonSeals.DONE, OF_ACTION, number);
        sealed.erase(LessonSeals.REFERENCE, OF_ACTION, number);
        sealed.erase(LessonSeals.FINDING, OF_ACTION, number);
        database.sql("update aar_offer set reason = null where action = ? and reason is not null")
                .param(number)
                .update();
        database.sql("update aar_story set reason = null where reason is not null and (number = :number"
                        + " or number in (select f.number from aar_offer f where f.action = :number))")
                .param("number", number)
                .update();
        return new Erased(persons, rounds, 0);
    }

    /** By what words it is still found: its number and its title. */
    private String words(Side side, String number) {
        var title = database.sql("select title from aar_action where number = ?")
                .param(number)
                .query(String.class)
                .single();
        return FoldedText.of(number) + " | "
                + FoldedText.of(seals.open(LessonSeals.ACTION_TITLE, side.code(), title, number));
    }
}
