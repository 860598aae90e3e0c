package org.mushterek.exercise.feed;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mushterek.audit.AuditTrail;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.common.Sha256;
import org.mushterek.document.CalendarText;
import org.mushterek.exercise.BusyTime;
import org.mushterek.exercise.drill.DrillBusyTimes;
import org.mushterek.exercise.feed.CalendarFeed.Kind;
import org.mushterek.exercise.feed.FeedRows.Owned;
import org.mushterek.exercise.feed.FeedRows.ToldDue;
import org.mushterek.security.Account;
import org.mushterek.security.Accounts;
import org.mushterek.task.OfficerTask;
import org.mushterek.task.OfficerTasks;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Calendar feeds behind secret links, for calendars that cannot sign in. Of a link only its digest is stored; it ends on its day, when
 * its officer revokes it, and with what the officer may read. Drawing, reading and revoking stand in the audit.
 */
@Service
public class CalendarFeeds {

    static final int MOST_DAYS = 366;
    static final int DAYS = 180;
    static final int MOST_FEEDS = 20;

    private static final int SECRET_BYTES = 32;
    private static final int MOST_TASKS = 200;
    /** So long before its due date a task stands in the calendar. */
    private static final Duration BEFORE_DUE = Duration.ofMinutes(30);
    /** What is over is told for so long. */
    private static final Duration TOLD_AFTERWARDS = Duration.ofDays(90);

    private final FeedRows rows;
    private final DrillBusyTimes drills;
    private final OfficerTasks tasks;
    private final Accounts accounts;
    private final AuditTrail audit;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    CalendarFeeds(
            FeedRows rows,
            DrillBusyTimes drills,
            OfficerTasks tasks,
            Accounts accounts,
            AuditTrail audit,
            Clock clock) {
        this.rows = rows;
        this.drills = drills;
        this.tasks = tasks;
        this.accounts = accounts;
        this.audit = audit;
        this.clock = clock;
    }

    /** A feed with the secret of its link, which nobody can read again. */
    public record Drawn(CalendarFeed feed, String secret) {}

    /** A calendar as it is sent. */
    public record Sent(String text, String digest) {}

    /**
     * Draws a feed.
     *
     * @param subject of no effect for the officer's own
     * @param days for which the link holds, 1 to 366; null for 180
     * @throws Refusal INVALID with all that is wrong, NOT_FOUND where the account may not read what the feed is of, CONFLICT where it
     *     has too many
     */
    @Transactional
    public Drawn draw(Account account, @Nullable Kind kind, @Nullable String subject, @Nullable Integer days) {
        var findings = new ArrayList<Finding>();
        if (kind == null) {
            findings.add(fault("kind"));
        } else if (kind != Kind.OFFICER && (subject == null || subject.isBlank())) {
            findings.add(fault("subject"));
        }
        var holds = days == null ? DAYS : days;
        if (holds < 1 || holds > MOST_DAYS) {
            findings.add(fault("days"));
        }
        if (!findings.isEmpty() || kind == null) {
            throw new Refusal(Refusal.Kind.INVALID, Message.of("feed.invalid"), findings);
        }
        var about = kind == Kind.OFFICER ? account.id() : String.valueOf(subject);
        requireReadable(account, kind, about);
        var now = clock.instant();
        var live = rows.of(account.id()).stream()
                .filter(feed -> feed.revokedAt() == null && feed.expiresAt().isAfter(now))
                .count();
        if (live >= MOST_FEEDS) {
            throw Refusal.of(Refusal.Kind.CONFLICT, Message.of("feed.tooMany").with("most", MOST_FEEDS));
        }
        var bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        var secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        var feed = new CalendarFeed(
                UUID.randomUUID().toString(), kind, about, now, now.plus(holds, ChronoUnit.DAYS), null, null);
        rows.insert(feed, account, Sha256.of(secret));
        tell(account, "feed.drawn", feed.id());
        return new Drawn(feed, secret);
    }

    /** The feeds that the account has drawn, latest first. */
    @Transactional(readOnly = true)
    public List<CalendarFeed> list(Account account) {
        return rows.of(account.id());
    }

    /** Ends a link of the account at once; refuses with {@code NOT_FOUND} where it has none such that still holds. */
    @Transactional
    public void revoke(Account account, String id) {
        if (!rows.revoke(account.id(), id)) {
            throw Refusal.of(Refusal.Kind.NOT_FOUND, "feed.unknown");
        }
        tell(account, "feed.revoked", id);
    }

    /** The calendar behind a link; empty for one that never was, has ended, or whose officer may not read it any more. */
    @Transactional
    public Optional<Sent> read(String secret) {
        var taken = rows.take(Sha256.of(secret));
        if (taken.isEmpty()) {
            return Optional.empty();
        }
        var owned = taken.get();
        var account = accounts.find(owned.account());
        if (account.isEmpty() || !isReadable(account.get(), owned.feed())) {
            return Optional.empty();
        }
        tell(account.get(), "feed.read", owned.feed().id());
        var text = text(account.get(), owned);
        return Optional.of(new Sent(text, Sha256.of(text)));
    }

    private boolean isReadable(Account account, CalendarFeed feed) {
        try {
            requireReadable(account, feed.kind(), feed.subject());
            return true;
        } catch (Refusal notAnyMore) {
            return false;
        }
    }

    private void requireReadable(Account account, Kind kind, String subject) {
        switch (kind) {
            case RANGE -> drills.requireRange(account, subject);
            case TEAM -> drills.requireTeam(account, schedule(subject), team(subject));
            case OFFICER -> {
                // An officer's own due dates are the officer's own.
            }
        }
    }

    private static String schedule(String subject) {
        return subject.split(":", 2)[0];
    }

    private static String team(String subject) {
        var parts = subject.split(":", 2);
        return parts.length < 2 ? "" : parts[1];
    }

    private String text(Account account, Owned owned) {
        var feed = owned.feed();
        var earliest = clock.instant().minus(TOLD_AFTERWARDS);
        var isOfficer = feed.kind() == Kind.OFFICER;
        var times =
                switch (feed.kind()) {
                    case RANGE -> drills.ofRange(feed.subject());
                    case TEAM -> drills.ofTeam(schedule(feed.subject()), team(feed.subject()));
                    case OFFICER -> dueDates(account, feed.id());
                };
        var events = times.stream()
                .filter(time -> time.to().isAfter(earliest))
                .map(time -> new CalendarText.Event(
                        // The same drill in two calendars is two events: each calendar counts its own changes.
                        Sha256.of(feed.kind() + "|" + feed.subject() + "|" + time.key())
                                        .substring(0, 40) + "@mushterek",
                        time.number(),
                        time.from(),
                        time.to(),
                        time.sequence(),
                        time.cancelled(),
                        time.changedAt(),
                        !isOfficer))
                .toList();
        return CalendarText.of(isOfficer ? "Mushterek" : "Mushterek " + feed.subject(), events);
    }

    /** The due dates of the tasks that wait for the officer; what was told before and is gone is cancelled. */
    private List<BusyTime> dueDates(Account account, String feed) {
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var open = tasks.byDueDate(account, MOST_TASKS).stream()
                .filter(task -> task.due() != null)
                .collect(Collectors.toMap(OfficerTask::id, Function.identity(), (one, same) -> one));
        for (var told : rows.told(feed)) {
            var task = open.remove(told.task());
            var due = task == null || task.due() == null ? null : task.due();
            if (due == null && !told.gone()) {
                rows.tell(feed, next(told, told.due(), true, now));
            } else if (due != null && (told.gone() || !due.equals(told.due()))) {
                rows.tell(feed, next(told, due, false, now));
            }
        }
        for (var task : open.values()) {
            var due = task.due();
            if (due != null) {
                rows.tell(feed, new ToldDue(task.id(), task.caseNumber(), due, 0, false, now));
            }
        }
        return rows.told(feed).stream()
                .map(told -> new BusyTime(
                        told.task(),
                        told.number(),
                        told.due().minus(BEFORE_DUE),
                        told.due(),
                        told.sequence(),
                        told.gone(),
                        told.changedAt()))
                .toList();
    }

    private static ToldDue next(ToldDue before, Instant due, boolean gone, Instant now) {
        return new ToldDue(before.task(), before.number(), due, before.sequence() + 1, gone, now);
    }

    private void tell(Account account, String action, String id) {
        audit.record(account.id(), account.side().code(), null, action, id);
    }

    private static Finding fault(String place) {
        return new Finding(
                "feed." + place,
                place,
                Message.of("feed.fault." + place),
                Message.of("feed.fault." + place + ".cure").with("most", MOST_DAYS),
                null);
    }
}
