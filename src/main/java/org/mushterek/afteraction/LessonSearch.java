package org.mushterek.afteraction;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Seals;
import org.mushterek.common.SearchedWords;
import org.mushterek.common.StoredJson;
import org.mushterek.security.Account;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds observations, corrective actions and lessons by words, whichever keyboard they were typed on (ı, i, İ and ə), and sorts
 * them as a dictionary of the account's language does. A side finds its own, of others what they have released, and what all have agreed
 * to. Texts are sealed in the database, so that words are looked for here.
 */
@Service
public class LessonSearch {

    private static final String VISIBLE = " (o.owner = :side or (o.state = 'ACCEPTED' and o.release_to = 'BOTH'))"
            + " and exists (select 1 from exercise_party p where p.exercise_code = o.exercise_code and p.state = :side)";
    private static final String FOUND_OBSERVATIONS = "select o.number, o.owner, o.exercise_code, o.title, o.state,"
            + " o.objective, o.tags, o.folded from aar_observation o where" + VISIBLE;
    private static final String FOUND_ACTIONS =
            "select a.number, a.owner, o.exercise_code, a.title, a.state, o.objective,"
                    + " o.tags, a.folded from aar_action a join aar_observation o on o.number = a.observation where"
                    + VISIBLE;

    private static final String AGREED_TEXTS = "select o.number, o.opener as owner, o.exercise_code, o.state, o.content"
            + " from aar_merging o where o.state = 'AGREED' and exists (select 1 from exercise_party p"
            + " where p.exercise_code = o.exercise_code and p.state = :side)";

    private final JdbcClient database;
    private final Seals seals;
    private final StoredJson json;

    LessonSearch(JdbcClient database, Seals seals, StoredJson json) {
        this.database = database;
        this.seals = seals;
        this.json = json;
    }

    /** What was found. */
    public enum Kind {
        OBSERVATION,
        /** One text for what the parties saw alike, agreed to by all of them. */
        JOINT_TEXT,
        /** A corrective action that is not closed, or was given up. */
        ACTION,
        /** A corrective action that somebody else than the doer has validated. */
        LESSON
    }

    /**
     * What is looked for; null asks for everything.
     *
     * @param words parts of words that must all stand somewhere in it
     * @param state of an observation or an action, by its code
     */
    public record Asked(
            @Nullable String words,
            @Nullable Kind kind,
            @Nullable Tag tag,
            @Nullable String objective,
            @Nullable String exercise,
            @Nullable String state) {}

    /** @param state of an {@link Observation}, a {@link Merging} or a {@link CorrectiveAction} */
    public record Hit(
            Kind kind,
            String number,
            String owner,
            String exercise,
            String title,
            String state,
            @Nullable String objective,
            List<Tag> tags) {}

    /** A page of hits, and how many there are in all. */
    public record Page(List<Hit> items, long total) {}

    /** The hits by title, from {@code offset}, at most {@code limit}. */
    @Transactional(readOnly = true)
    public Page find(Account account, Asked asked, int offset, int limit) {
        Observations.mayRead(account);
        var found = new ArrayList<Hit>();
        if (asked.kind() == null || asked.kind() == Kind.OBSERVATION) {
            found.addAll(query(FOUND_OBSERVATIONS, account, asked, false));
        }
        if (asked.kind() == null || asked.kind() == Kind.ACTION || asked.kind() == Kind.LESSON) {
            found.addAll(query(FOUND_ACTIONS, account, asked, true));
        }
        if (asked.kind() == null || asked.kind() == Kind.JOINT_TEXT) {
            found.addAll(jointTexts(account, asked));
        }
        var sorted = found.stream()
                .filter(hit -> asked.kind() == null || hit.kind() == asked.kind())
                .filter(hit -> asked.tag() == null || hit.tags().contains(asked.tag()))
                .sorted(Comparator.comparing(Hit::title, SearchedWords.asInADictionary(account.language()))
                        .thenComparing(Hit::number))
                .toList();
        return new Page(sorted.stream().skip(offset).limit(limit).toList(), sorted.size());
    }

    private List<Hit> query(String select, Account account, Asked asked, boolean actions) {
        var sql = new StringBuilder(select);
        var values = new LinkedHashMap<String, String>();
        narrow(sql, values, "o.exercise_code", "exercise", asked.exercise());
        narrow(sql, values, "o.objective", "objective", asked.objective());
        narrow(sql, values, actions ? "a.state" : "o.state", "state", asked.state());
        var words = SearchedWords.of(asked.words());
        return database
                .sql(sql.toString())
                .param("side", account.side().code())
                .params(values)
                .query((row, n) -> hit(row, actions, words))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private List<Hit> jointTexts(Account account, Asked asked) {
        var sql = new StringBuilder(AGREED_TEXTS);
        var values = new LinkedHashMap<String, String>();
        narrow(sql, values, "o.exercise_code", "exercise", asked.exercise());
        narrow(sql, values, "o.state", "state", asked.state());
        var words = SearchedWords.of(asked.words());
        return database
                .sql(sql.toString())
                .param("side", account.side().code())
                .params(values)
                .query((row, n) -> jointText(row, words))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .filter(hit -> asked.objective() == null || asked.objective().equals(hit.objective()))
                .toList();
    }

    private Optional<Hit> jointText(ResultSet row, SearchedWords words) throws SQLException {
        var number = row.getString("number");
        var opener = row.getString("owner");
        var content = json.read(
                seals.open(LessonSeals.MERGING, opener, row.getString("content"), number), Observation.Content.class);
        return words.standIn(ObservationRows.folded(number, content))
                ? Optional.of(new Hit(
                        Kind.JOINT_TEXT,
                        number,
                        opener,
                        row.getString("exercise_code"),
                        Objects.requireNonNull(content.title()),
                        row.getString("state"),
                        content.objective(),
                        Objects.requireNonNull(content.tags())))
                : Optional.empty();
    }

    private static void narrow(
            StringBuilder sql, Map<String, String> values, String column, String name, @Nullable String value) {
        if (value != null) {
            sql.append(" and ").append(column).append(" = :").append(name);
            values.put(name, value);
        }
    }

    /** The row, where every word stands in it; only then its title is opened. */
    private Optional<Hit> hit(ResultSet row, boolean actions, SearchedWords words) throws SQLException {
        var number = row.getString("number");
        var owner = row.getString("owner");
        if (!words.isEmpty()) {
            var folded = seals.open(
                    actions ? LessonSeals.ACTION_FOLDED : LessonSeals.FOLDED, owner, row.getString("folded"), number);
            if (!words.standIn(folded)) {
                return Optional.empty();
            }
        }
        var isLesson = row.getString("state").equals(CorrectiveAction.State.LEARNED.name());
        return Optional.of(new Hit(
                actions ? isLesson ? Kind.LESSON : Kind.ACTION : Kind.OBSERVATION,
                number,
                owner,
                row.getString("exercise_code"),
                seals.open(
                        actions ? LessonSeals.ACTION_TITLE : LessonSeals.TITLE, owner, row.getString("title"), number),
                row.getString("state"),
                row.getString("objective"),
                Arrays.stream(row.getString("tags").split(","))
                        .map(Tag::valueOf)
                        .toList()));
    }
}
