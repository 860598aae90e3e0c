package org.mushterek.common;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Which version holds of what nearly every piece of work asks and hardly any changes: accounts, instruments, exercises,
 * calendars. All of them are one small read, done once in a transaction; what is known of a version need not be read again
 * ({@link KeptByVersion}). Whoever changes one of them says so in the same transaction, so that every node knows
 * it from the commit on.
 */
@Component
public class SharedVersions {

    /** Accounts, their groups, passwords, languages and deputies. */
    public static final String ACCOUNTS = "accounts";

    /** What instruments say, shipped or recorded. */
    public static final String INSTRUMENTS = "instruments";

    /** The register of exercises. */
    public static final String EXERCISES = "exercises";

    private static final String ALL_TOPICS = "";
    private static final Version NONE = new Version(0, "none");

    private final JdbcClient database;
    private final OncePerTransaction<String, Map<String, Version>> versions = new OncePerTransaction<>(this::readAll);

    public SharedVersions(JdbcClient database) {
        this.database = database;
    }

    /**
     * A version of a topic.
     *
     * @param number how often it was advanced
     * @param token what no other version of the topic has ever had, also where a change of it was taken back
     */
    public record Version(long number, String token) {}

    /** The version that this transaction sees: one read of all topics holds until it ends, or changes one itself. */
    public Version of(String topic) {
        return versions.get(ALL_TOPICS).getOrDefault(topic, NONE);
    }

    /** Whether this transaction changes the topic: until it is committed, nobody else may know what it reads. */
    boolean isChanging(String topic) {
        var changes = changes();
        return changes != null && changes.topics.contains(topic);
    }

    /** Those of the present transaction; null where it has changed nothing yet. */
    private @Nullable Changes changes() {
        return (Changes) TransactionSynchronizationManager.getResource(this);
    }

    /** What a transaction changes. */
    private static final class Changes extends TransactionBound {

        private final Set<String> topics = new HashSet<>();
        private final Set<String> moved = new HashSet<>();

        Changes(Object key) {
            super(key);
        }

        /** The new versions may be taken back with what came since; what was read until then stays nobody else's. */
        @Override
        public void savepointRollback(Object savepoint) {
            moved.clear();
        }
    }

    /**
     * The topic gets its next version when this transaction commits; until then changes of one topic wait for each other. Called
     * before each change, so that nothing read in between is kept as what it no longer is.
     */
    public void change(String topic) {
        var changes = changes();
        if (changes == null || !changes.moved.contains(topic)) {
            move(topic);
        }
    }

    /**
     * Likewise, for a topic that counts its changes.
     *
     * @return the number of the new version
     * @throws DuplicateKeyException where two at once give a topic its first version
     */
    public long advance(String topic) {
        move(topic);
        return database.sql("select version from shared_version where topic = ?")
                .param(topic)
                .query(Long.class)
                .single();
    }

    private void move(String topic) {
        versions.forget();
        note(topic);
        var token = UUID.randomUUID().toString();
        var found = database.sql("update shared_version set version = version + 1, token = ? where topic = ?")
                .params(token, topic)
                .update();
        if (found == 0) {
            database.sql("insert into shared_version (topic, version, token) values (?, 1, ?)")
                    .params(topic, token)
                    .update();
        }
    }

    private void note(String topic) {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            var changes = changes();
            if (changes == null) {
                changes = new Changes(this);
                changes.bind();
            }
            changes.topics.add(topic);
            changes.moved.add(topic);
        }
    }

    private Map<String, Version> readAll(String allTopics) {
        var read = new HashMap<String, Version>();
        database.sql("select topic, version, token from shared_version").query(row -> {
            read.put(row.getString("topic"), new Version(row.getLong("version"), row.getString("token")));
        });
        return read;
    }
}
