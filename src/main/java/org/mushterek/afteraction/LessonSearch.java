package org.mushterek.afteraction;

import com.ibm.icu.text.Collator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.FoldedText;
import org.mushterek.security.Account;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds observations, corrective actions and lessons by words, whichever keyboard they were typed on (ı, i, İ and ə), and sorts
 * them as a dictionary of the account's language does. A side finds its own, and of others what they have released.
 */
@Service
public class LessonSearch {

    /** How many words are looked for; more would find nothing anyway. */
    private static final int MOST_WORDS = 10;

    private static final String VISIBLE = " (o.owner = :side or (o.state = 'ACCEPTED' and o.release_to = 'BOTH'))"
            + " and exists (select 1 from exercise_party p where p.exercise_code = o.exercise_code and p.state = :side)";
    private static final String FOUND_OBSERVATIONS = "select o.number, o.owner, o.exercise_code, o.title, o.state,"
            + " o.objective, o.tags, o.folded from aar_observation o where" + VISIBLE;
    private static final String FOUND_ACTIONS =
            "select a.number, a.owner, o.exercise_code, a.title, a.state, o.objective,"
                    + " o.tags, a.folded from aar_action a join aar_observation o on o.number = a.observation where"
                    + VISIBLE;

    private final JdbcClient database;

    LessonSearch(JdbcClient database) {
        this.database = database;
    }

    /** What was found. */
    public enum Kind {
        OBSERVATION,
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

    /** @param state of an {@link Observation} or a {@link CorrectiveAction} */
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
        if (asked.kind() != Kind.OBSERVATION) {
            found.addAll(query(FOUND_ACTIONS, account, asked, true));
        }
        var collator = Collator.getInstance(account.language().locale());
        var sorted = found.stream()
                .filter(hit -> asked.kind() == null || hit.kind() == asked.kind())
                .filter(hit -> asked.tag() == null || hit.tags().contains(asked.tag()))
                .filter(hit -> asked.objective() == null || asked.objective().equals(hit.objective()))
                .filter(hit -> asked.exercise() == null || asked.exercise().equals(hit.exercise()))
                .filter(hit -> asked.state() == null || asked.state().equals(hit.state()))
                .sorted(Comparator.comparing(Hit::title, collator::compare).thenComparing(Hit::number))
                .toList();
        return new Page(sorted.stream().skip(offset).limit(limit).toList(), sorted.size());
    }

    private List<Hit> query(String select, Account account, Asked asked, boolean actions) {
        var column = actions ? "a.folded" : "o.folded";
        var words = words(asked.words());
        var sql = new StringBuilder(select);
        for (int at = 0; at < words.size(); at++) {
            sql.append(" and ").append(column).append(" like :word").append(at).append(" escape '!'");
        }
        var query = database.sql(sql.toString()).param("side", account.side().code());
        for (int at = 0; at < words.size(); at++) {
            query = query.param("word" + at, "%" + words.get(at) + "%");
        }
        return query.query((row, n) -> new Hit(
                        actions
                                ? row.getString("state").equals(CorrectiveAction.State.LEARNED.name())
                                        ? Kind.LESSON
                                        : Kind.ACTION
                                : Kind.OBSERVATION,
                        row.getString("number"),
                        row.getString("owner"),
                        row.getString("exercise_code"),
                        row.getString("title"),
                        row.getString("state"),
                        row.getString("objective"),
                        Arrays.stream(row.getString("tags").split(","))
                                .map(Tag::valueOf)
                                .toList()))
                .list();
    }

    private static List<String> words(@Nullable String asked) {
        return asked == null
                ? List.of()
                : Arrays.stream(FoldedText.of(asked).split(" "))
                        .filter(word -> !word.isEmpty())
                        .distinct()
                        .limit(MOST_WORDS)
                        .map(word -> word.replace("!", "!!").replace("%", "!%").replace("_", "!_"))
                        .toList();
    }
}
