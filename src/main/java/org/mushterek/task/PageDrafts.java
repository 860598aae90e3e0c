package org.mushterek.task;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.FinalWrites;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.common.Seals;
import org.mushterek.security.Account;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What an account has begun to write in forms of pages, which are no tasks: one draft for each account, case and form, until it
 * is sent. A closed browser loses nothing, and another one goes on where it was left.
 */
@Repository
public class PageDrafts {

    /** In the place of a case's number for forms that belong to none. */
    public static final String NO_CASE = "own";

    /** A draft on which its account has not worked for so long is forgotten; a house choice. */
    public static final Duration KEPT = Duration.ofDays(90);

    /**
     * The same of {@link #NO_CASE}: no case whose copy is erased takes it along, and it may tell of exercises and observations that
     * are; a house choice.
     */
    public static final Duration KEPT_OF_NO_CASE = Duration.ofDays(14);

    /** So many bytes of JSON in UTF-8 each: what browsers still send of a page that is left is at most 64 KiB together. */
    static final int LONGEST = 48_000;

    /** So many for one account. */
    static final int MOST = 200;

    private final JdbcClient database;
    private final FinalWrites finalWrites;
    private final Seals seals;
    private final ObjectMapper json;
    private final Clock clock;

    public PageDrafts(JdbcClient database, FinalWrites finalWrites, Seals seals, ObjectMapper json, Clock clock) {
        this.database = database;
        this.finalWrites = finalWrites;
        this.seals = seals;
        this.json = json;
        this.clock = clock;
    }

    /**
     * What was begun.
     *
     * @param about what it was begun about, such as the state of the case then; null where the form is always the same
     * @param written as the form keeps it
     * @param window in which it was written; null where none is told
     */
    public record Begun(
            @Nullable String about,
            JsonNode written,
            @Nullable String window) {

        /** Of one window, or the same written in two. */
        boolean goesOn(Begun earlier) {
            return (window != null && window.equals(earlier.window))
                    || (written.equals(earlier.written) && Objects.equals(about, earlier.about));
        }
    }

    /** A draft as it is kept. */
    public record Draft(String form, @Nullable String about, JsonNode written, Instant savedAt) {}

    /** The account's own drafts of a case, or of none. */
    public List<Draft> of(Account account, String ofCase) {
        return database.sql(
                        "select form, content, saved_at from page_draft where of_case = ? and account = ? order by form")
                .params(ofCase, account.id())
                .query((row, n) -> {
                    var begun = opened(account, ofCase, row.getString("form"), row.getString("content"));
                    return new Draft(
                            row.getString("form"),
                            begun.about(),
                            begun.written(),
                            row.getObject("saved_at", OffsetDateTime.class).toInstant());
                })
                .list();
    }

    /** What is kept of one form, and since when. */
    private record Earlier(Begun begun, OffsetDateTime savedAt) {}

    private Optional<Earlier> earlier(Account account, String ofCase, String form) {
        return database.sql("select content, saved_at from page_draft where of_case = ? and form = ? and account = ?")
                .params(ofCase, form, account.id())
                .query((row, n) -> new Earlier(
                        opened(account, ofCase, form, row.getString("content")),
                        row.getObject("saved_at", OffsetDateTime.class)))
                .optional();
    }

    /**
     * Keeps a draft in the place of an earlier one of the same form.
     *
     * @param known when the draft was saved on which this one goes on; null where none was known
     * @return when it was saved
     * @throws Refusal TOO_LARGE, or CONFLICT where the account keeps too many others, or another window has saved something else since
     */
    public Instant save(Account account, String ofCase, String form, Begun begun, @Nullable Instant known) {
        var text = text(begun);
        if (text.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            throw Refusal.of(Refusal.Kind.TOO_LARGE, Message.of("draft.tooLong").with("longest", LONGEST));
        }
        var sealed = seals.seal(DraftSeals.PAGE, account.side().code(), text, ofCase, form, account.id());
        // As precisely as databases keep it, for it is compared.
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
        var earlier = earlier(account, ofCase, form);
        if (earlier.isEmpty()) {
            demandRoom(account);
            try {
                database.sql(
                                "insert into page_draft (of_case, form, account, content, saved_at) values (?, ?, ?, ?, ?)")
                        .params(ofCase, form, account.id(), sealed, now)
                        .update();
            } catch (DuplicateKeyException begunInAnotherWindow) {
                throw newer();
            }
            return now.toInstant();
        }
        var savedAt = earlier.get().savedAt();
        if (!savedAt.toInstant().equals(known) && !begun.goesOn(earlier.get().begun())) {
            throw newer();
        }
        var rewritten = database.sql(
                        "update page_draft set content = ?, saved_at = ? where of_case = ? and form = ? and account = ? and saved_at = ?")
                .params(sealed, now, ofCase, form, account.id(), savedAt)
                .update();
        if (rewritten == 0) {
            throw newer();
        }
        return now.toInstant();
    }

    private static Refusal newer() {
        return Refusal.of(Refusal.Kind.CONFLICT, "draft.newer");
    }

    private void demandRoom(Account account) {
        var kept = database.sql("select count(*) from page_draft where account = ?")
                .param(account.id())
                .query(Integer.class)
                .single();
        if (kept >= MOST) {
            throw Refusal.of(Refusal.Kind.CONFLICT, Message.of("draft.tooMany").with("most", MOST));
        }
    }

    /** The account gives a draft up, or has sent it. */
    public void forget(Account account, String ofCase, String form) {
        database.sql("delete from page_draft where of_case = ? and form = ? and account = ?")
                .params(ofCase, form, account.id())
                .update();
    }

    /** The form of the case was answered: what anybody of the account's side had begun to answer is of no use any more. */
    public void answered(Account account, String ofCase, String form) {
        finalWrites.run(
                "delete from page_draft where of_case = ? and form = ? and account like ?",
                ofCase,
                form,
                accountsOf(account.side().code()));
    }

    /**
     * Forgets all drafts of a case that a side's accounts have begun.
     *
     * @return how many there were
     */
    public int forgetCase(String side, String ofCase) {
        return database.sql("delete from page_draft where of_case = ? and account like ?")
                .params(ofCase, accountsOf(side))
                .update();
    }

    /** Forgets what nobody has worked on for {@link #KEPT}, or {@link #KEPT_OF_NO_CASE}. */
    public void forgetOld() {
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        database.sql("delete from page_draft where saved_at < ? or (of_case = ? and saved_at < ?)")
                .params(now.minus(KEPT), NO_CASE, now.minus(KEPT_OF_NO_CASE))
                .update();
    }

    private static String accountsOf(String side) {
        return side.toLowerCase(Locale.ROOT) + ".%";
    }

    private String text(Begun begun) {
        try {
            return json.writeValueAsString(begun);
        } catch (JsonProcessingException unwritable) {
            throw new IllegalStateException("A draft was read as JSON and cannot be written so", unwritable);
        }
    }

    private Begun opened(Account account, String ofCase, String form, String content) {
        try {
            return json.readValue(
                    seals.open(DraftSeals.PAGE, account.side().code(), content, ofCase, form, account.id()),
                    Begun.class);
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException("A stored draft is not JSON", unreadable);
        }
    }
}
