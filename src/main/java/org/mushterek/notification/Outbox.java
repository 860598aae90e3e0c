package org.mushterek.notification;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mushterek.audit.AuditEntry;
import org.mushterek.audit.AuditListener;
import org.mushterek.common.AtCommit;
import org.mushterek.common.FinalWrites;
import org.mushterek.common.Sides;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Writes what the outside may hear of, in the transaction of what it tells of: what is undone was never told, what is
 * committed is told for certain. All events of a transaction are one batch at its end.
 */
@Component
public class Outbox implements AuditListener {

    private static final String INSERT = "insert into outgoing_event (side, event_id, release, type, area, case_number,"
            + " about, task_id, audience, due_at, happened_at, process, account)";

    private final Sides sides;
    private final Clock clock;
    private final AtCommit<Object[]> unwritten;

    Outbox(FinalWrites finalWrites, Sides sides, Clock clock, ApplicationEventPublisher publisher) {
        this.sides = sides;
        this.clock = clock;
        this.unwritten = new AtCommit<>(
                AtCommit.LAST,
                rows -> finalWrites.insert(INSERT, rows),
                () -> publisher.publishEvent(new EventsCommitted()));
    }

    /** Published inside the program after events were committed: whoever passes them on need not wait for its round. */
    public record EventsCommitted() {}

    @Override
    public void recorded(AuditEntry entry) {
        var release = EventTypes.release(entry.action());
        // Tasks are told by what watches them, which knows whose they are.
        if (release.isEmpty() || entry.action().startsWith("task.")) {
            return;
        }
        for (var side : listeners(release.get(), entry.side())) {
            unwritten.add(row(
                    side,
                    release.get(),
                    entry.action(),
                    entry.caseNumber(),
                    entry.detail(),
                    null,
                    null,
                    null,
                    entry.happenedAt(),
                    null,
                    null));
        }
    }

    /** Tells what happened to a task. */
    public void tell(TaskEvent event) {
        var groups = String.join(",", new TreeSet<>(event.groups()));
        unwritten.add(row(
                event.side(),
                Release.OWN_SIDE,
                "task." + event.what(),
                event.caseNumber(),
                event.step(),
                event.taskId(),
                groups,
                event.due(),
                clock.instant(),
                event.process(),
                event.account()));
    }

    private List<String> listeners(Release release, @Nullable String side) {
        if (release == Release.BOTH || side == null) {
            return sides.all().stream().map(each -> each.code()).toList();
        }
        return List.of(side);
    }

    private static Object[] row(
            String side,
            Release release,
            String action,
            @Nullable String caseNumber,
            @Nullable String about,
            @Nullable String taskId,
            @Nullable String audience,
            @Nullable Instant due,
            Instant happenedAt,
            @Nullable String process,
            @Nullable String account) {
        return new @Nullable Object[] {
            side,
            UUID.randomUUID().toString(),
            release.name(),
            EventTypes.PREFIX + action,
            EventTypes.areaOf(action),
            caseNumber,
            about,
            taskId,
            audience,
            due == null ? null : due.atOffset(ZoneOffset.UTC),
            happenedAt.atOffset(ZoneOffset.UTC),
            process,
            account
        };
    }
}
