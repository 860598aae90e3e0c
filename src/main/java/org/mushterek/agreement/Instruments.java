package org.mushterek.agreement;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mushterek.agreement.Instrument.Approval;
import org.mushterek.agreement.Instrument.Notice;
import org.mushterek.agreement.Instrument.Renewal;
import org.mushterek.agreement.Instrument.Signature;
import org.mushterek.agreement.Instrument.Titles;
import org.mushterek.audit.AuditTrail;
import org.mushterek.common.KeptByVersion;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.common.SharedVersions;
import org.mushterek.security.Account;
import org.mushterek.security.Role;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The register of instruments: the shipped facts and what was recorded as newly signed, with what legal officers entered
 * laid over them. Entries are only ever added; the newest of a field holds.
 */
@Component
public class Instruments {

    private static final String DEMO = "demo";
    private static final String ALL = "";

    private final JdbcClient database;
    private final InstrumentCases cases;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final List<Instrument> shipped = ShippedInstruments.read();
    private final SharedVersions versions;
    private final KeptByVersion<String, List<Instrument>> kept;

    public Instruments(
            JdbcClient database,
            InstrumentCases cases,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Clock clock,
            SharedVersions versions) {
        this.database = database;
        this.cases = cases;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
        this.versions = versions;
        this.kept = new KeptByVersion<>(versions, SharedVersions.INSTRUMENTS, 1, any -> read(), any -> true);
    }

    /** Every instrument as it is known now, those that govern visits first. */
    public List<Instrument> all() {
        return kept.get(ALL);
    }

    private List<Instrument> read() {
        var entries = new LinkedHashMap<String, List<InstrumentEntry>>();
        // Most installations have none but what is shipped: that is told on the way.
        var recorded = new int[] {-1};
        database.sql("select e.*, (select count(*) from instrument_case c where " + InstrumentCases.IS_REGISTERED
                        + ") as recorded from instrument_entry e order by e.instrument, e.version")
                .query(row -> {
                    var entry = entry(row, 0);
                    entries.computeIfAbsent(entry.instrument(), any -> new ArrayList<>())
                            .add(entry);
                    recorded[0] = row.getInt("recorded");
                });
        var all = recorded[0] == 0 ? shipped.stream() : known();
        return all.map(instrument -> overlay(instrument, entries.getOrDefault(instrument.code(), List.of())))
                .toList();
    }

    /** The shipped instruments, then the recorded ones, without entries. */
    private Stream<Instrument> known() {
        return Stream.concat(shipped.stream(), cases.registered().stream().map(Instruments::recorded));
    }

    public Optional<Instrument> find(String code) {
        return all().stream()
                .filter(instrument -> instrument.code().equals(code))
                .findFirst();
    }

    /** What a case says of the instrument that it registers. */
    private static Instrument recorded(InstrumentCase registered) {
        var content = registered.content();
        return new Instrument(
                String.valueOf(content.code()),
                Objects.requireNonNull(content.kind()),
                content.parties(),
                !Boolean.FALSE.equals(content.governsVisits()),
                new Signature(null, content.signedOn(), content.reference()),
                content.parties().stream()
                        .flatMap(party -> approvals(registered, party))
                        .toList(),
                null,
                content.entryIntoForce(),
                registered.inForceOn(),
                content.term(),
                content.renewal() == null ? Renewal.UNKNOWN : content.renewal(),
                content.noticeDays(),
                null,
                null,
                List.of(),
                List.of(),
                0,
                new Titles(
                        String.valueOf(content.titleAz()),
                        String.valueOf(content.titleTr()),
                        String.valueOf(content.titleEn())));
    }

    /** The steps that the party's law requires, with the day of those that are done. */
    private static Stream<Approval> approvals(InstrumentCase registered, String party) {
        return registered.content().stepsOf(party).stream().map(step -> {
            var done = registered.answers().stream()
                    .filter(answer -> answer.party().equals(party) && answer.counts())
                    .flatMap(answer -> answer.steps().stream())
                    .filter(completed -> completed.step() == step)
                    .findFirst();
            return new Approval(
                    party,
                    Message.of("instrument.approval." + step),
                    done.map(InstrumentCase.StepDone::on).orElse(null),
                    done.map(InstrumentCase.StepDone::reference).orElse(null));
        });
    }

    /** The instrument with this code; refuses with {@code NOT_FOUND} where there is none. */
    public Instrument get(String code) {
        return find(code).orElseThrow(() -> Refusal.of(Refusal.Kind.NOT_FOUND, "agreement.unknownInstrument"));
    }

    /**
     * What governs visits within an exercise of these states: the instrument of the fewest parties that holds all of
     * them; empty where none does. Of several with so few parties, the one that is in force on the day.
     *
     * @param day first day of the visit; null where it is not known yet, and then the first of them governs
     */
    public Optional<Instrument> governing(Collection<String> states, @Nullable LocalDate day) {
        return governing(all(), states, day);
    }

    /**
     * The same among instruments that were read before, for whoever asks about many visits at once.
     *
     * @param instruments as {@link #all()} gives them
     */
    public static Optional<Instrument> governing(
            List<Instrument> instruments, Collection<String> states, @Nullable LocalDate day) {
        var able = instruments.stream()
                .filter(instrument -> instrument.governsVisits() && instrument.hasParties(List.copyOf(states)))
                .toList();
        var fewest = able.stream()
                .mapToInt(instrument -> instrument.parties().size())
                .min();
        var closest = able.stream()
                .filter(instrument -> instrument.parties().size() == fewest.orElseThrow())
                .toList();
        return closest.stream()
                .filter(instrument -> day != null && isInForce(instrument, day))
                .findFirst()
                // After the end of several the one that followed the others: it is judged again when its own end is
                // told.
                .or(() -> closest.stream()
                        .filter(instrument -> day != null && hasBegun(instrument, day))
                        .reduce((one, other) -> entryOf(other).isAfter(entryOf(one)) ? other : one))
                .or(() -> closest.stream().findFirst());
    }

    private static boolean hasBegun(Instrument instrument, LocalDate day) {
        var entered = instrument.enteredIntoForceOn();
        return entered != null && !entered.isAfter(day);
    }

    private static LocalDate entryOf(Instrument instrument) {
        return Objects.requireNonNull(instrument.enteredIntoForceOn(), instrument.code());
    }

    private static boolean isInForce(Instrument instrument, LocalDate day) {
        return switch (instrument.terms().coverage(day, day, day).state()) {
            case CERTAIN, RENEWABLE, RENEWAL_DUE -> true;
            case RENEWAL_UNKNOWN, ENDED, NOT_YET, NO_ENTRY_INTO_FORCE, NO_TERM -> false;
        };
    }

    /** Everything that was ever entered of an instrument, the oldest first. */
    public List<InstrumentEntry> entriesOf(String code) {
        return database.sql("select * from instrument_entry where instrument = ? order by version")
                .param(code)
                .query(Instruments::entry)
                .list();
    }

    /**
     * A legal officer of a party enters what is known to the officer's side.
     *
     * @param seenVersion the version of the instrument that the officer has read
     * @return the instrument as it is known now
     * @throws Refusal {@code NOT_FOUND}, {@code FORBIDDEN}, {@code STALE}, or {@code INVALID} with every fault
     */
    @Transactional
    public Instrument recordEntry(Account officer, String code, int seenVersion, NewEntry entry) {
        var instrument = get(code);
        if (!officer.has(Role.LEGAL)) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "agreement.onlyLegalOfficer");
        }
        if (!instrument.parties().contains(officer.side().code())) {
            throw Refusal.of(
                    Refusal.Kind.FORBIDDEN,
                    Message.of("agreement.notAParty")
                            .with("side", officer.side().name()));
        }
        if (instrument.version() != seenVersion) {
            throw Refusal.of(Refusal.Kind.STALE, "agreement.changedSinceRead");
        }
        var today = clock.instant().atZone(officer.side().zone()).toLocalDate();
        add(instrument, entry, officer.id(), false, today);
        audit.record(officer.id(), officer.side().code(), code, "instrument.entered", detail(entry));
        events.publishEvent(new InstrumentEntered(code, officer.side().code()));
        return get(code);
    }

    /**
     * What an officer's answer to a task of the instrument's own process says of it; the process itself goes on from there.
     *
     * @throws Refusal {@code INVALID} with every fault
     */
    @Transactional
    void recordAnswer(Account officer, String code, NewEntry entry) {
        var today = clock.instant().atZone(officer.side().zone()).toLocalDate();
        add(get(code), entry, officer.id(), false, today);
        audit.record(officer.id(), officer.side().code(), code, "instrument.entered", detail(entry));
    }

    /** What an amendment in force changes; the watch over the amended instrument is told. */
    @Transactional
    void applyAmendment(InstrumentCase amendment) {
        var content = amendment.content();
        var code = String.valueOf(content.code());
        var changes = new LinkedHashMap<EntryField, @Nullable Object>();
        changes.put(EntryField.TERM, content.term());
        changes.put(EntryField.RENEWAL, content.renewal());
        changes.put(EntryField.NOTICE_DAYS, content.noticeDays());
        changes.forEach((field, value) -> {
            if (value != null) {
                add(
                        get(code),
                        new NewEntry(field, null, value.toString(), amendment.number()),
                        "system",
                        false,
                        clock.instant().atZone(ZoneOffset.UTC).toLocalDate());
                audit.record("system", amendment.side(), code, "instrument.amended", field.name());
            }
        });
        events.publishEvent(new InstrumentEntered(code, amendment.side()));
    }

    /**
     * The demonstration supposes what is not known, marked as such wherever it is shown.
     *
     * @return the instrument as it is known now
     */
    @Transactional
    public Instrument recordDemoAssumption(String code, NewEntry entry) {
        add(get(code), entry, DEMO, true, clock.instant().atZone(ZoneOffset.UTC).toLocalDate());
        audit.record(DEMO, null, code, "instrument.assumedForDemo", detail(entry));
        events.publishEvent(new InstrumentEntered(code, get(code).parties().get(0)));
        return get(code);
    }

    private void add(Instrument instrument, NewEntry entry, String enteredBy, boolean demo, LocalDate today) {
        var findings = EntryCheck.findings(instrument, entry, today);
        if (!findings.isEmpty()) {
            throw new Refusal(Refusal.Kind.INVALID, Message.of("agreement.entry.invalid"), findings);
        }
        versions.change(SharedVersions.INSTRUMENTS);
        try {
            database.sql("insert into instrument_entry (instrument, version, field, party, entry_value, entered_by,"
                            + " entered_at, reference, demo) values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                    .params(
                            instrument.code(),
                            instrument.version() + 1,
                            entry.field().name(),
                            entry.party(),
                            entry.value(),
                            enteredBy,
                            clock.instant().atOffset(ZoneOffset.UTC),
                            entry.reference().strip(),
                            demo)
                    .update();
        } catch (DuplicateKeyException someoneElseWasFirst) {
            throw Refusal.of(Refusal.Kind.STALE, "agreement.changedSinceRead");
        }
    }

    private static String detail(NewEntry entry) {
        return entry.party() == null ? entry.field().name() : entry.field() + " " + entry.party();
    }

    private static InstrumentEntry entry(ResultSet row, int number) throws SQLException {
        return new InstrumentEntry(
                row.getString("instrument"),
                row.getInt("version"),
                EntryField.valueOf(row.getString("field")),
                row.getString("party"),
                row.getString("entry_value"),
                row.getString("entered_by"),
                row.getObject("entered_at", OffsetDateTime.class).toInstant(),
                row.getString("reference"),
                row.getBoolean("demo"));
    }

    /** @param entries of this instrument, the oldest first */
    static Instrument overlay(Instrument shipped, List<InstrumentEntry> entries) {
        var newest = new LinkedHashMap<String, InstrumentEntry>();
        for (var entry : entries) {
            var about = entry.field() + "/" + entry.party();
            newest.remove(about);
            if (entry.value() != null) {
                newest.put(about, entry);
            }
        }
        var holding = List.copyOf(newest.values());
        var single = holding.stream()
                .filter(entry -> !entry.field().needsParty())
                .collect(Collectors.toMap(InstrumentEntry::field, entry -> value(entry)));
        return new Instrument(
                shipped.code(),
                shipped.kind(),
                shipped.parties(),
                shipped.governsVisits(),
                signature(shipped.signature(), single.get(EntryField.SIGNED_ON)),
                approvals(shipped.approvals(), holding),
                shipped.entryIntoForceClause(),
                shipped.entryIntoForce(),
                day(single, EntryField.ENTERED_INTO_FORCE, shipped.enteredIntoForceOn()),
                single.containsKey(EntryField.TERM) ? Period.parse(text(single, EntryField.TERM)) : shipped.term(),
                single.containsKey(EntryField.RENEWAL)
                        ? Renewal.valueOf(text(single, EntryField.RENEWAL))
                        : shipped.renewal(),
                single.containsKey(EntryField.NOTICE_DAYS)
                        ? Integer.valueOf(text(single, EntryField.NOTICE_DAYS))
                        : shipped.noticeDays(),
                earliestNotice(holding),
                day(single, EntryField.TERMINATED_ON, shipped.terminatedOn()),
                shipped.clauses(),
                holding,
                entries.isEmpty() ? 0 : entries.get(entries.size() - 1).version(),
                shipped.titles());
    }

    private static @Nullable Signature signature(@Nullable Signature shipped, @Nullable String signedOn) {
        if (signedOn == null) {
            return shipped;
        }
        return new Signature(shipped == null ? null : shipped.place(), LocalDate.parse(signedOn), null);
    }

    private static List<Approval> approvals(List<Approval> shipped, List<InstrumentEntry> holding) {
        var entered = holding.stream()
                .filter(entry -> entry.field() == EntryField.APPROVED_ON)
                .toList();
        // An entered day takes the place of the party's step whose day was not known.
        var all = new ArrayList<>(shipped.stream()
                .filter(step -> step.on() != null
                        || entered.stream().noneMatch(entry -> step.party().equals(entry.party())))
                .toList());
        for (var entry : entered) {
            all.add(new Approval(
                    String.valueOf(entry.party()),
                    Message.of("instrument.approval.completed"),
                    LocalDate.parse(value(entry)),
                    null));
        }
        return all;
    }

    private static @Nullable Notice earliestNotice(List<InstrumentEntry> holding) {
        return holding.stream()
                .filter(entry -> entry.field() == EntryField.NOTICE_GIVEN)
                .map(entry -> new Notice(LocalDate.parse(value(entry)), entry.party()))
                .min(Comparator.comparing(Notice::on))
                .orElse(null);
    }

    private static @Nullable LocalDate day(
            Map<EntryField, String> entered, EntryField field, @Nullable LocalDate shipped) {
        var value = entered.get(field);
        return value == null ? shipped : LocalDate.parse(value);
    }

    private static String text(Map<EntryField, String> entered, EntryField field) {
        return String.valueOf(entered.get(field));
    }

    private static String value(InstrumentEntry entry) {
        var value = entry.value();
        if (value == null) {
            throw new IllegalStateException("An entry that takes back holds nothing: " + entry);
        }
        return value;
    }
}
