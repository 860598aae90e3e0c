package org.mushterek.audit;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;
import org.mushterek.audit.ModelledProcesses.Modelled;
import org.mushterek.common.Refusal;
import org.mushterek.common.Seals;
import org.mushterek.security.Account;
import org.mushterek.security.Role;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The log of a process as XES (IEEE 1849-2016), for tools that mine processes: a trace for each case, an event for each step in
 * the life of an officer's task. Officers stand in it under names that are always the same and say nothing; cases of one side
 * are told to that side alone, and of joint cases the other side's events are told without any name. Written page by page; when
 * nobody reads any more, nothing more is asked.
 */
@Component
public class EventLogs {

    private static final int AT_ONCE = 1000;
    private static final String PREFIX = "org.mushterek.task.";
    private static final int NAME_LENGTH = 16;

    private final JdbcTemplate database;
    private final ModelledProcesses processes;
    private final AuditTrail audit;
    private final Seals seals;

    EventLogs(JdbcTemplate database, ModelledProcesses processes, AuditTrail audit, Seals seals) {
        this.database = database;
        this.processes = processes;
        this.audit = audit;
        this.seals = seals;
    }

    private record Event(
            long id,
            String caseNumber,
            String side,
            String what,
            String step,
            String taskId,
            @Nullable String groups,
            Instant happenedAt,
            @Nullable String account) {}

    /**
     * Begins a log; that it was asked for goes on record.
     *
     * @throws Refusal FORBIDDEN to everybody but commanders and auditors, NOT_FOUND for an unknown process
     */
    public Begun begin(Account account, String process) {
        if (!account.hasAny(Role.COMMANDER, Role.AUDITOR)) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "audit.logReaders");
        }
        var known =
                processes.find(process).orElseThrow(() -> Refusal.of(Refusal.Kind.NOT_FOUND, "audit.unknownProcess"));
        audit.record(account.id(), account.side().code(), null, "audit.eventLogExported", process);
        return new Begun(known, account.side().code());
    }

    /** A log that may be written. */
    public final class Begun {

        private final Modelled process;
        private final String side;
        private final Map<String, String> names = new HashMap<>();
        /** Tasks of the case at hand that somebody works on, and those that somebody has put back. */
        private final Set<String> running = new HashSet<>();

        private final Set<String> suspended = new HashSet<>();

        private Begun(Modelled process, String side) {
            this.process = process;
            this.side = side;
        }

        /** @throws IOException where nobody takes it any more */
        public void write(OutputStream out) throws IOException {
            try {
                var xml = XMLOutputFactory.newFactory().createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
                begin(xml);
                String open = null;
                for (var page = page(null); !page.isEmpty(); ) {
                    for (var event : page) {
                        if (!event.caseNumber().equals(open)) {
                            if (open != null) {
                                xml.writeEndElement();
                            }
                            open = event.caseNumber();
                            running.clear();
                            suspended.clear();
                            xml.writeStartElement("trace");
                            attribute(xml, "string", "concept:name", open);
                        }
                        write(xml, event);
                    }
                    xml.flush();
                    page = page.size() < AT_ONCE ? List.of() : page(page.get(page.size() - 1));
                }
                if (open != null) {
                    xml.writeEndElement();
                }
                xml.writeEndElement();
                xml.writeEndDocument();
                xml.flush();
            } catch (XMLStreamException unwritten) {
                throw unwritten.getNestedException() instanceof IOException hungUp
                        ? hungUp
                        : new IOException(unwritten);
            }
        }

        private void begin(XMLStreamWriter xml) throws XMLStreamException {
            xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            xml.writeStartElement("log");
            xml.writeDefaultNamespace("http://www.xes-standard.org/");
            xml.writeAttribute("xes.version", "1849.2016");
            xml.writeAttribute("xes.features", "");
            for (var extension : List.of("Concept", "Lifecycle", "Organizational", "Time")) {
                var prefix = extension.equals("Organizational") ? "org" : extension.toLowerCase(Locale.ROOT);
                xml.writeEmptyElement("extension");
                xml.writeAttribute("name", extension);
                xml.writeAttribute("prefix", prefix);
                xml.writeAttribute("uri", "http://www.xes-standard.org/" + prefix + ".xesext");
            }
            xml.writeStartElement("global");
            xml.writeAttribute("scope", "trace");
            attribute(xml, "string", "concept:name", "");
            xml.writeEndElement();
            xml.writeStartElement("global");
            xml.writeAttribute("scope", "event");
            attribute(xml, "string", "concept:name", "");
            attribute(xml, "string", "concept:instance", "");
            attribute(xml, "string", "lifecycle:transition", "complete");
            attribute(xml, "string", "org:group", "");
            attribute(xml, "string", "org:role", "");
            attribute(xml, "date", "time:timestamp", "1970-01-01T00:00:00.000Z");
            xml.writeEndElement();
            classifier(xml, "Task", "concept:name");
            classifier(xml, "Task and transition", "concept:name lifecycle:transition");
            classifier(xml, "Role", "org:group org:role");
            attribute(xml, "string", "concept:name", process.key());
            attribute(xml, "string", "lifecycle:model", "standard");
        }

        private static void classifier(XMLStreamWriter xml, String name, String keys) throws XMLStreamException {
            xml.writeEmptyElement("classifier");
            xml.writeAttribute("name", name);
            xml.writeAttribute("scope", "event");
            xml.writeAttribute("keys", keys);
        }

        private void write(XMLStreamWriter xml, Event event) throws XMLStreamException {
            xml.writeStartElement("event");
            attribute(xml, "string", "concept:name", process.tasks().getOrDefault(event.step(), event.step()));
            attribute(xml, "string", "concept:instance", event.taskId());
            attribute(xml, "string", "lifecycle:transition", transition(event));
            attribute(xml, "string", "org:group", event.side());
            attribute(xml, "string", "org:role", roles(event.groups()));
            if (event.account() != null && event.side().equals(side)) {
                attribute(xml, "string", "org:resource", names.computeIfAbsent(event.account(), this::name));
            }
            attribute(xml, "date", "time:timestamp", event.happenedAt().toString());
            xml.writeEndElement();
        }

        private String name(String account) {
            return side + "-" + seals.digest(side, "event-log", account).substring(0, NAME_LENGTH);
        }

        /** In the standard model of XES: a task that waits was scheduled, who takes it starts, who puts it back suspends it. */
        private String transition(Event event) {
            var task = event.taskId();
            return switch (event.what()) {
                case "created" -> "schedule";
                case "claimed" -> {
                    running.add(task);
                    yield suspended.remove(task) ? "resume" : "start";
                }
                case "returned" -> {
                    running.remove(task);
                    suspended.add(task);
                    yield "suspend";
                }
                case "cancelled" -> running.remove(task) || suspended.remove(task) ? "ate_abort" : "withdraw";
                default -> {
                    running.remove(task);
                    yield "complete";
                }
            };
        }

        private List<Event> page(@Nullable Event after) {
            var sql = new StringBuilder("select e.* from outgoing_event e where e.process = ?");
            var values = new ArrayList<Object>();
            values.add(process.key());
            if (process.isJoint()) {
                sql.append(" and exists (select 1 from outgoing_event o where o.process = e.process"
                        + " and o.case_number = e.case_number and o.side = ?)");
            } else {
                sql.append(" and e.side = ?");
            }
            values.add(side);
            if (after != null) {
                var at = after.happenedAt().atOffset(ZoneOffset.UTC);
                sql.append(" and e.case_number >= ? and (e.case_number > ? or e.happened_at > ?"
                        + " or (e.happened_at = ? and e.id > ?))");
                values.addAll(List.of(after.caseNumber(), after.caseNumber(), at, at, after.id()));
            }
            sql.append(
                    " and e.case_number is not null and e.type in ('" + PREFIX + "created', '" + PREFIX + "claimed', '"
                            + PREFIX + "returned', '" + PREFIX + "completed', '" + PREFIX + "cancelled')"
                            + " order by e.case_number, e.happened_at, e.id fetch first " + AT_ONCE + " rows only");
            return database.query(sql.toString(), (row, n) -> event(row), values.toArray());
        }
    }

    private static void attribute(XMLStreamWriter xml, String type, String key, String value)
            throws XMLStreamException {
        xml.writeEmptyElement(type);
        xml.writeAttribute("key", key);
        xml.writeAttribute("value", value);
    }

    /** {@code tur-planner} is the planner of the side that the event is of. */
    private static String roles(@Nullable String groups) {
        return groups == null
                ? ""
                : Arrays.stream(groups.split(",", -1))
                        .map(group -> group.substring(group.indexOf('-') + 1))
                        .sorted()
                        .collect(Collectors.joining(","));
    }

    private static Event event(ResultSet row) throws SQLException {
        return new Event(
                row.getLong("id"),
                row.getString("case_number"),
                row.getString("side"),
                row.getString("type").substring(PREFIX.length()),
                row.getString("about"),
                row.getString("task_id"),
                row.getString("audience"),
                row.getObject("happened_at", OffsetDateTime.class).toInstant(),
                row.getString("account"));
    }
}
