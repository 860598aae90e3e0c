package org.mushterek.afteraction;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.mushterek.reporting.CaseFacts;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** To which exercise a report, an observation, a joint text, an action or an offer of one belongs, for reports on cases. */
@Component
class AfterActionFacts implements CaseFacts {

    private static final int PREFIX = "ACT".length();
    private static final Map<String, String> SOURCES = Map.of(
            "AAR", "select exercise_code from aar_case where number = ?",
            "OBS", "select exercise_code from aar_observation where number = ?",
            "MRG", "select exercise_code from aar_merging where number = ?",
            "OFR",
                    "select o.exercise_code from aar_offer f join aar_action a on a.number = f.action"
                            + " join aar_observation o on o.number = a.observation where f.number = ?",
            "ACT",
                    "select o.exercise_code from aar_action a join aar_observation o on o.number = a.observation"
                            + " where a.number = ?");

    private final JdbcClient database;

    AfterActionFacts(JdbcClient database) {
        this.database = database;
    }

    @Override
    public boolean knows(String number) {
        return SOURCES.containsKey(number.substring(0, PREFIX));
    }

    @Override
    public Optional<Facts> after(String action, String number, String side) {
        return database.sql(Objects.requireNonNull(SOURCES.get(number.substring(0, PREFIX))))
                .param(number)
                .query(String.class)
                .optional()
                .map(Facts::ofExercise);
    }
}
