package org.mushterek.visit;

import static org.assertj.core.api.Assertions.assertThat;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mushterek.build.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Questions and answers of running cases are found in the thread after the update. */
@Tag(TestDatabase.TAG)
class QuestionsMoveTest {

    @Test
    void keepsEveryQuestionAndAnswerInItsOrder() {
        var source = TestDatabase.fresh();
        migrate(source, "16?");
        var database = JdbcClient.create(source);
        database.sql("insert into visit_transmission (request_number, revision, sending_state, host_state, document,"
                        + " sha256, first_day, last_day, delivered_at, receipt_day, parameters_date, state, persons,"
                        + " exercise_code, version) values ('VIS-TUR-2027-0001', 1, 'TUR', 'AZE', '{}', 'x',"
                        + " '2027-05-24', '2027-05-28', '2027-04-01 10:00:00+00', '2027-04-01', '2027-04-01',"
                        + " 'QUESTION', 4, 'E', 1)")
                .update();
        database.sql("insert into visit_question values ('VIS-TUR-2027-0001', 1, 1, 'How many?',"
                        + " '2027-04-07 06:00:00+00', 'aze.authority', 'Four.', '2027-04-08 06:00:00+00', 'tur.planner'),"
                        + " ('VIS-TUR-2027-0001', 2, 1, 'Of which kind?', '2027-04-09 06:00:00+00', 'aze.authority',"
                        + " null, null, null)")
                .update();

        migrate(source, "17");

        assertThat(database.sql("select seq || ' ' || owner_side || ' ' || author || ' ' || kind || ' ' || question_no"
                                + " || ' ' || revision || ' ' || released_to || ' ' || coalesce(reply_to, '-') || ' '"
                                + " || content from visit_thread_message order by seq")
                        .query(String.class)
                        .list())
                .containsExactly(
                        "1 AZE aze.authority QUESTION 1 1 BOTH - How many?",
                        "2 TUR tur.planner ANSWER 1 1 BOTH VIS-TUR-2027-0001.Q1 Four.",
                        "3 AZE aze.authority QUESTION 2 1 BOTH - Of which kind?");
    }

    private static void migrate(DataSource source, String version) {
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/migration")
                .target(version)
                .load()
                .migrate();
    }
}
