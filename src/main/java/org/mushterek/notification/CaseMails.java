package org.mushterek.notification;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was mailed of a case, without to whom. */
@Component
public class CaseMails {

    private final JdbcClient database;

    CaseMails(JdbcClient database) {
        this.database = database;
    }

    /**
     * One thing that was mailed.
     *
     * @param at when the first of the mails was taken by the server
     * @param kind as in the texts at {@code mail.<kind>}
     * @param officers how many got it
     */
    public record Mailed(Instant at, String kind, int officers) {}

    /** What officers of a side were told of a case by mail, in its order. */
    public List<Mailed> of(String side, String number) {
        return database.sql("select min(m.sent_at) as sent_at, i.kind, count(distinct i.account) as officers"
                        + " from mail_item i join mail m on m.id = i.mail_id where i.side = ? and i.case_number = ?"
                        + " and m.state = 'SENT' group by i.kind, i.happened_at, i.task_id order by 1, 2")
                .params(side, number)
                .query((row, n) -> new Mailed(
                        row.getObject("sent_at", OffsetDateTime.class).toInstant(),
                        row.getString("kind"),
                        row.getInt("officers")))
                .list();
    }
}
