package org.mushterek.exercise.drill;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mushterek.audit.AuditTrail;
import org.mushterek.audit.OnBehalf;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.common.StoredJson;
import org.mushterek.exercise.schedule.DangerZone;
import org.mushterek.security.Account;
import org.mushterek.security.Role;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The register of training ranges. The range officers of a side keep its own; of another side's an account reads what its
 * exercises need, in their plans.
 */
@Service
public class TrainingRanges {

    private static final int LONGEST_NAME = 80;
    private static final int LONGEST_REASON = 300;
    private static final int MOST_BOOKINGS = 50;
    private static final int MOST_PERSONS = 5_000;
    private static final int LONGEST_BUFFER_MINUTES = 24 * 60;
    private static final int MOST_CORNERS = 50;
    private static final Pattern CODE = Pattern.compile("[A-Z0-9][A-Z0-9-]{1,19}");

    private final JdbcClient database;
    private final StoredJson json;
    private final AuditTrail audit;
    private final Clock clock;

    TrainingRanges(JdbcClient database, StoredJson json, AuditTrail audit, Clock clock) {
        this.database = database;
        this.json = json;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * A range as it is written down.
     *
     * @see TrainingRange
     */
    public record Entry(
            @Nullable String name,
            int bookings,
            int persons,
            int setUpMinutes,
            int clearUpMinutes,
            java.time.@Nullable LocalTime opens,
            java.time.@Nullable LocalTime closes,
            double latitude,
            double longitude,
            @Nullable List<DangerZone.Corner> dangerZone) {}

    /**
     * Registers a range of the account's side, or changes one.
     *
     * @param version that was read; 0 for a new range
     * @throws Refusal FORBIDDEN for others than range officers, INVALID with all that is wrong, STALE
     */
    @Transactional
    public TrainingRange register(Account account, String code, Entry entry, int version) {
        requireRangeOfficer(account);
        var findings = check(code, entry);
        if (!findings.isEmpty()) {
            throw new Refusal(Refusal.Kind.INVALID, Message.of("drill.range.invalid"), findings);
        }
        var range = new TrainingRange(
                code,
                account.side().code(),
                Objects.requireNonNull(entry.name()),
                entry.bookings(),
                entry.persons(),
                entry.setUpMinutes(),
                entry.clearUpMinutes(),
                entry.opens(),
                entry.closes(),
                entry.latitude(),
                entry.longitude(),
                Optional.ofNullable(entry.dangerZone()).orElse(List.of()),
                version);
        store(account.id(), range);
        audit.record(account.id(), account.side().code(), null, "exercise.rangeRegistered", code);
        return find(code).orElseThrow();
    }

    /** Stores what has been checked; a new range gets version 1. */
    void store(String account, TrainingRange range) {
        var known = find(range.code());
        if (known.isPresent() && !known.get().side().equals(range.side())) {
            throw Refusal.of(
                    Refusal.Kind.CONFLICT, Message.of("drill.range.codeTaken").with("code", range.code()));
        }
        if (known.map(TrainingRange::version).orElse(0) != range.version()) {
            throw Refusal.of(Refusal.Kind.STALE, "drill.range.changedMeanwhile");
        }
        var content = json.write(range);
        if (range.version() > 0) {
            var changed = database.sql("update training_range set name = ?, content = ?, version = version + 1"
                            + " where code = ? and version = ?")
                    .params(range.name(), content, range.code(), range.version())
                    .update();
            if (changed == 0) {
                throw Refusal.of(Refusal.Kind.STALE, "drill.range.changedMeanwhile");
            }
            return;
        }
        try {
            database.sql("insert into training_range (code, side, name, content, registered_by, registered_at, version)"
                            + " values (?, ?, ?, ?, ?, ?, 1)")
                    .params(
                            range.code(),
                            range.side(),
                            range.name(),
                            content,
                            account,
                            clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
        } catch (DuplicateKeyException someoneElseWasFirst) {
            throw Refusal.of(Refusal.Kind.STALE, "drill.range.changedMeanwhile");
        }
    }

    private static List<Finding> check(String code, Entry entry) {
        var findings = new ArrayList<Finding>();
        if (!CODE.matcher(code).matches()) {
            findings.add(fault("code", "code"));
        }
        var name = entry.name();
        if (name == null || name.isBlank() || name.length() > LONGEST_NAME || hasControls(name)) {
            findings.add(fault("name", "name"));
        }
        number(findings, "bookings", entry.bookings(), 1, MOST_BOOKINGS);
        number(findings, "persons", entry.persons(), 1, MOST_PERSONS);
        number(findings, "setUpMinutes", entry.setUpMinutes(), 0, LONGEST_BUFFER_MINUTES);
        number(findings, "clearUpMinutes", entry.clearUpMinutes(), 0, LONGEST_BUFFER_MINUTES);
        if ((entry.opens() == null) != (entry.closes() == null)) {
            findings.add(fault("opens", "hours"));
        }
        if (!(Math.abs(entry.latitude()) <= 90)) {
            findings.add(fault("latitude", "place"));
        }
        if (!(Math.abs(entry.longitude()) <= 180)) {
            findings.add(fault("longitude", "place"));
        }
        var zone = entry.dangerZone();
        if (zone != null
                && !zone.isEmpty()
                && (zone.size() > MOST_CORNERS
                        || zone.stream().anyMatch(Objects::isNull)
                        || !DangerZone.isSound(zone))) {
            findings.add(fault("dangerZone", "zone"));
        }
        return findings;
    }

    private static boolean hasControls(String text) {
        return text.codePoints().anyMatch(Character::isISOControl);
    }

    private static void number(List<Finding> findings, String place, int value, int least, int most) {
        if (value < least || value > most) {
            findings.add(new Finding(
                    "drill.between",
                    place,
                    Message.of("drill.wrong.between").with("least", least).with("most", most),
                    Message.of("drill.wrong.between.cure").with("least", least).with("most", most),
                    null));
        }
    }

    private static Finding fault(String place, String name) {
        return new Finding(
                "drill.range." + name,
                place,
                Message.of("drill.range.wrong." + name),
                Message.of("drill.range.wrong." + name + ".cure").with("most", LONGEST_NAME),
                null);
    }

    /**
     * Records that a range takes nobody for a period, local time at the range.
     *
     * @throws Refusal FORBIDDEN, NOT_FOUND, or INVALID where the period is none or no reason is given
     */
    @Transactional
    RangeClosure close(
            Account account,
            String code,
            @Nullable LocalDateTime from,
            @Nullable LocalDateTime to,
            @Nullable String reason) {
        requireRangeOfficer(account);
        get(account, code);
        var findings = new ArrayList<Finding>();
        if (from == null || to == null || !from.isBefore(to)) {
            findings.add(fault("to", "period"));
        }
        if (reason == null || reason.isBlank() || reason.length() > LONGEST_REASON || hasControls(reason)) {
            findings.add(new Finding(
                    "drill.text",
                    "reason",
                    Message.of("drill.wrong.text").with("most", LONGEST_REASON),
                    Message.of("drill.wrong.text.cure").with("most", LONGEST_REASON),
                    null));
        }
        if (!findings.isEmpty()) {
            throw new Refusal(Refusal.Kind.INVALID, Message.of("drill.range.invalid"), findings);
        }
        lock(List.of(code));
        var key = new GeneratedKeyHolder();
        database.sql("insert into range_closure (range_code, closed_from, closed_to, reason, recorded_by, recorded_at)"
                        + " values (?, ?, ?, ?, ?, ?)")
                .params(
                        code,
                        from,
                        to,
                        Objects.requireNonNull(reason),
                        account.id(),
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update(key, "id");
        audit.record(account.id(), account.side().code(), null, "exercise.rangeClosed", code);
        return new RangeClosure(
                Objects.requireNonNull(key.getKey()).longValue(),
                code,
                Objects.requireNonNull(from),
                Objects.requireNonNull(to),
                reason);
    }

    /**
     * Opens a range again for a period in which it was closed.
     *
     * @throws Refusal NOT_FOUND where the range has no such closure in force
     */
    @Transactional
    public void open(Account account, String code, long closure) {
        requireRangeOfficer(account);
        get(account, code);
        var changed = database.sql(
                        "update range_closure set lifted_by = ?, lifted_at = ? where id = ? and range_code = ?"
                                + " and lifted_at is null")
                .params(account.id(), clock.instant().atOffset(ZoneOffset.UTC), closure, code)
                .update();
        if (changed == 0) {
            throw Refusal.of(Refusal.Kind.NOT_FOUND, "drill.range.noClosure");
        }
        audit.record(account.id(), account.side().code(), null, "exercise.rangeOpened", code);
    }

    /**
     * Holds ranges until the transaction ends, in the order of their codes, so that none is closed while a plan on it comes into
     * force: what comes second sees what came first.
     */
    void lock(Collection<String> codes) {
        if (!codes.isEmpty()) {
            database.sql("select code from training_range where code in (:codes) order by code for update")
                    .param("codes", codes)
                    .query(String.class)
                    .list();
        }
    }

    private static void requireRangeOfficer(Account account) {
        if (!account.has(Role.RANGE)) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "drill.range.onlyRangeOfficer");
        }
        OnBehalf.note(account.id(), account.principalFor(List.of(Role.RANGE)).orElse(null));
    }

    /** The ranges of the account's side, by code. */
    public List<TrainingRange> list(Account account) {
        return ofSide(account.side().code());
    }

    List<TrainingRange> ofSide(String side) {
        return database.sql("select content, version from training_range where side = ? order by code")
                .param(side)
                .query((row, n) -> read(row))
                .list();
    }

    /** A range of the account's side. */
    public TrainingRange get(Account account, String code) {
        return find(code)
                .filter(range -> account.isOf(range.side()))
                .orElseThrow(() -> Refusal.of(Refusal.Kind.NOT_FOUND, "drill.range.unknown"));
    }

    Optional<TrainingRange> find(String code) {
        return database.sql("select content, version from training_range where code = ?")
                .param(code)
                .query((row, n) -> read(row))
                .optional();
    }

    private TrainingRange read(ResultSet row) throws SQLException {
        return json.read(row.getString("content"), TrainingRange.class).ofVersion(row.getInt("version"));
    }

    /** The closures in force of these ranges, in the order of their beginnings. */
    public List<RangeClosure> closures(Collection<String> ranges) {
        return ranges.isEmpty()
                ? List.of()
                : database.sql("select * from range_closure where range_code in (:ranges) and lifted_at is null"
                                + " order by closed_from, id")
                        .param("ranges", ranges)
                        .query((row, n) -> new RangeClosure(
                                row.getLong("id"),
                                row.getString("range_code"),
                                row.getObject("closed_from", LocalDateTime.class),
                                row.getObject("closed_to", LocalDateTime.class),
                                row.getString("reason")))
                        .list();
    }
}
