package org.mushterek.notification;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An event as CloudEvents 1.0 writes it in JSON.
 *
 * @param id with {@code source} the same however often the event is sent
 * @param source the side whose feed it stands in: {@code /mushterek/tur}
 * @param subject the number of the case
 * @param sequence the position in the feed, to be compared as text
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CloudEvent(
        String specversion,
        String id,
        String source,
        String type,
        @Nullable String subject,
        Instant time,
        String datacontenttype,
        String sequence,
        Data data) {

    /** The type of a request's body that holds one event. */
    public static final String MEDIA_TYPE = "application/cloudevents+json";

    /**
     * What the event says.
     *
     * @param side code of the side that hears of it
     * @param release who else hears of it
     * @param about a code or id that says more; the step for events of tasks
     * @param groups whose task it is
     * @param due when the task is late
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Data(
            String side,
            Release release,
            @Nullable String caseNumber,
            @Nullable String about,
            @Nullable String task,
            @Nullable List<String> groups,
            @Nullable Instant due) {}

    public static CloudEvent of(OutgoingEvent event) {
        var groups = event.audience().isEmpty()
                ? null
                : event.audience().stream().sorted().toList();
        return new CloudEvent(
                "1.0",
                event.id(),
                "/mushterek/" + event.side().toLowerCase(Locale.ROOT),
                event.type(),
                event.caseNumber(),
                event.happenedAt(),
                "application/json",
                "%019d".formatted(event.position()),
                new Data(
                        event.side(),
                        event.release(),
                        event.caseNumber(),
                        event.about(),
                        event.taskId(),
                        groups,
                        event.due()));
    }
}
