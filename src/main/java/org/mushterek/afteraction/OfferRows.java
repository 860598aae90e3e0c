package org.mushterek.afteraction;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mushterek.afteraction.ActionOffer.State;
import org.mushterek.common.Refusal;
import org.mushterek.common.Seals;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Offers of corrective actions as rows; what is offered is read from the action. */
@Repository
class OfferRows {

    private final JdbcClient database;
    private final ActionRows actions;
    private final Seals seals;
    private final Clock clock;

    OfferRows(JdbcClient database, ActionRows actions, Seals seals, Clock clock) {
        this.database = database;
        this.actions = actions;
        this.seals = seals;
        this.clock = clock;
    }

    void insert(String number, CorrectiveAction action, String to, String account) {
        database.sql(
                        "insert into aar_offer (number, action, from_side, to_side, state, offered_by, offered_at, version)"
                                + " values (?, ?, ?, ?, ?, ?, ?, 1)")
                .params(
                        number,
                        action.number(),
                        action.owner(),
                        to,
                        State.OFFERED.name(),
                        account,
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /**
     * @param reason why it was refused; null otherwise
     * @param takenAs number of the action that it became; null otherwise
     */
    void become(ActionOffer before, State state, @Nullable String reason, @Nullable String takenAs) {
        var changed = database.sql("update aar_offer set state = ?, reason = ?, taken_as = ?, version = version + 1"
                        + " where number = ? and version = ?")
                .params(
                        state.name(),
                        seals.sealIfWritten(LessonSeals.OFFER_REASON, before.to(), reason, before.number()),
                        takenAs,
                        before.number(),
                        before.version())
                .update();
        if (changed == 0) {
            throw Refusal.of(Refusal.Kind.STALE, "afteraction.changedSinceRead");
        }
    }

    Optional<ActionOffer> find(String number) {
        return database.sql("select * from aar_offer where number = ?")
                .param(number)
                .query((row, n) -> read(row))
                .optional();
    }

    /** The offer of an action that waits for its answer. */
    Optional<ActionOffer> openOf(String action) {
        return database.sql("select * from aar_offer where action = ? and state = ?")
                .params(action, State.OFFERED.name())
                .query((row, n) -> read(row))
                .optional();
    }

    /** What a side has offered or was asked to take over, latest first. */
    List<ActionOffer> ofSide(String side) {
        var offered = actions.offered(side);
        return database.sql(
                        "select * from aar_offer where from_side = ? or to_side = ? order by offered_at desc, number desc")
                .params(side, side)
                .query((row, n) -> read(row, Objects.requireNonNull(offered.get(row.getString("action")))))
                .list();
    }

    private ActionOffer read(ResultSet row) throws SQLException {
        return read(row, actions.find(row.getString("action")).orElseThrow());
    }

    private ActionOffer read(ResultSet row, CorrectiveAction action) throws SQLException {
        var number = row.getString("number");
        var order = action.order();
        var to = row.getString("to_side");
        return new ActionOffer(
                number,
                action.number(),
                row.getString("from_side"),
                to,
                action.exercise(),
                action.observation(),
                State.valueOf(row.getString("state")),
                Objects.requireNonNull(order.title()),
                Objects.requireNonNull(order.task()),
                Objects.requireNonNull(order.organisation()),
                Objects.requireNonNull(order.dueOn()),
                seals.openIfWritten(LessonSeals.OFFER_REASON, to, row.getString("reason"), number),
                row.getString("taken_as"),
                row.getString("offered_by"),
                row.getObject("offered_at", OffsetDateTime.class).toInstant(),
                row.getInt("version"));
    }
}
