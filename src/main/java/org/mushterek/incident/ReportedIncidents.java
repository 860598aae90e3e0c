package org.mushterek.incident;

import java.util.Optional;
import org.mushterek.reporting.CaseFacts;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** To which exercise an incident belongs, for reports on cases. */
@Component
class ReportedIncidents implements CaseFacts {

    private final JdbcClient database;

    ReportedIncidents(JdbcClient database) {
        this.database = database;
    }

    @Override
    public boolean knows(String number) {
        return number.startsWith("INC-");
    }

    @Override
    public Optional<Facts> after(String action, String number, String side) {
        return database.sql("select exercise_code from incident where number = ? and exercise_code is not null")
                .param(number)
                .query(String.class)
                .optional()
                .map(Facts::ofExercise);
    }
}
