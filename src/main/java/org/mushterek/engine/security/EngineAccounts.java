package org.mushterek.engine.security;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.KeptByVersion;
import org.mushterek.common.Language;
import org.mushterek.common.Sha256;
import org.mushterek.common.SharedVersions;
import org.mushterek.common.Side;
import org.mushterek.common.Sides;
import org.mushterek.security.Account;
import org.mushterek.security.Accounts;
import org.mushterek.security.Role;
import org.mushterek.security.Stead;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The accounts as the engine's identity tables know them: groups {@code <side>-<role>} make side and roles. An account
 * in groups of two sides, or of none, is no account. Who stands in for whom today is in the product's own table.
 */
@Component
public class EngineAccounts implements Accounts {

    /**
     * Groups, language and deputyships in one statement, because every request asks for them, and every completion again. The
     * union stands within a query because H2 reads one that stands by itself anew each time, which takes longer than to answer.
     */
    private static final String WHOLE = """
            select * from (
            select m.GROUP_ID_ as group_id, u.PWD_ as password, cast(null as varchar(2)) as language, cast(null as bigint) as deputyship,
                   cast(null as varchar(64)) as principal, cast(null as varchar(64)) as process,
                   cast(null as date) as first_day, cast(null as date) as last_day
            from ACT_ID_USER u join ACT_ID_MEMBERSHIP m on m.USER_ID_ = u.ID_ join ACT_ID_GROUP g on g.ID_ = m.GROUP_ID_
            where u.ID_ = :id
            union all
            select null, null, language, null, null, null, null, null from account_profile where account_id = :id
            union all
            select null, null, null, d.id, d.principal, p.process, d.first_day, d.last_day
            from deputyship d left join deputyship_process p on p.deputyship = d.id
            where d.deputy = :id and d.first_day <= :tomorrow and d.last_day >= :yesterday and d.ended_at is null
            ) as kept""";

    /** More than are at work in an hour. */
    private static final int MOST_KEPT = 2000;

    private final Sides sides;
    private final JdbcClient database;
    private final Clock clock;
    private final SharedVersions versions;
    private final KeptByVersion<Asked, List<Kept>> kept;

    EngineAccounts(Sides sides, JdbcClient database, Clock clock, SharedVersions versions) {
        this.sides = sides;
        this.database = database;
        this.clock = clock;
        this.versions = versions;
        this.kept =
                new KeptByVersion<>(versions, SharedVersions.ACCOUNTS, MOST_KEPT, this::read, rows -> !rows.isEmpty());
    }

    /** @param about the day in Greenwich, from which no side's is further than one */
    private record Asked(String id, LocalDate about) {}

    private List<Kept> read(Asked asked) {
        return database.sql(WHOLE)
                .param("id", asked.id())
                .param("tomorrow", asked.about().plusDays(1))
                .param("yesterday", asked.about().minusDays(1))
                .query((row, n) -> new Kept(
                        row.getString("group_id"),
                        Sha256.of(String.valueOf(row.getString("password"))),
                        row.getString("language"),
                        row.getObject("deputyship", Long.class),
                        row.getString("principal"),
                        row.getString("process"),
                        row.getObject("first_day", LocalDate.class),
                        row.getObject("last_day", LocalDate.class)))
                .list();
    }

    @Override
    public Optional<Marked> findMarked(String id) {
        // Which day it is depends on the side, which the answer tells.
        var rows = kept.get(new Asked(id, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)));
        Side side = null;
        var mark = "";
        var roles = EnumSet.noneOf(Role.class);
        for (var row : rows) {
            if (row.group() == null) {
                continue;
            }
            var parts = row.group().split("-", 2);
            var groupSide = sides.findByTenant(parts[0]);
            var role = Role.of(parts[parts.length - 1]);
            if (groupSide.isEmpty() || role.isEmpty() || (side != null && !side.equals(groupSide.get()))) {
                return Optional.empty();
            }
            side = groupSide.get();
            mark = row.passwordMark();
            roles.add(role.get());
        }
        return side == null ? Optional.empty() : Optional.of(new Marked(account(id, side, roles, rows), mark));
    }

    private record Kept(
            @Nullable String group,
            String passwordMark,
            @Nullable String language,
            @Nullable Long deputyship,
            @Nullable String principal,
            @Nullable String process,
            @Nullable LocalDate firstDay,
            @Nullable LocalDate lastDay) {

        boolean isOn(LocalDate day) {
            return firstDay != null && lastDay != null && !day.isBefore(firstDay) && !day.isAfter(lastDay);
        }
    }

    private Account account(String id, Side side, Set<Role> roles, List<Kept> kept) {
        var today = LocalDate.ofInstant(clock.instant(), side.zone());
        var language = kept.stream()
                .flatMap(row -> Stream.ofNullable(row.language()))
                .findFirst()
                .map(Language::of)
                .orElse(side.language());
        var principals = new TreeMap<Long, String>();
        var processes = new HashMap<Long, Set<String>>();
        for (var row : kept) {
            var deputyship = row.deputyship();
            if (deputyship != null && row.principal() != null && row.isOn(today)) {
                principals.put(deputyship, row.principal());
                var limits = processes.computeIfAbsent(deputyship, any -> new HashSet<>());
                if (row.process() != null) {
                    limits.add(row.process());
                }
            }
        }
        if (principals.isEmpty()) {
            return new Account(id, side, roles, language, roles, List.of());
        }
        var rolesOf = rolesOf(principals.values(), side);
        var steads = new ArrayList<Stead>();
        principals.forEach((deputyship, principal) -> {
            var absent = rolesOf.getOrDefault(principal, Set.of());
            if (!absent.isEmpty()) {
                steads.add(new Stead(principal, absent, processes.getOrDefault(deputyship, Set.of())));
            }
        });
        return new Account(id, side, roles, language, roles, steads);
    }

    /**
     * What deputies may do in the stead of each of these officers of the side, in one statement for all: never an
     * administrator's work. A deputy of a deputy is nobody's.
     */
    private Map<String, Set<Role>> rolesOf(Collection<String> principals, Side side) {
        var roles = new HashMap<String, Set<Role>>();
        database.sql("select m.USER_ID_ as principal, g.ID_ as group_id from ACT_ID_MEMBERSHIP m"
                        + " join ACT_ID_GROUP g on g.ID_ = m.GROUP_ID_ where m.USER_ID_ in (:principals)")
                .param("principals", Set.copyOf(principals))
                .query(row -> {
                    var principal = row.getString("principal");
                    var parts = row.getString("group_id").split("-", 2);
                    if (parts[0].equals(side.tenant())) {
                        Role.of(parts[parts.length - 1])
                                .filter(role -> role != Role.ADMIN)
                                .ifPresent(role -> roles.computeIfAbsent(principal, any -> EnumSet.noneOf(Role.class))
                                        .add(role));
                    }
                });
        return roles;
    }

    @Override
    @Transactional
    public void chooseLanguage(String id, Language language) {
        versions.change(SharedVersions.ACCOUNTS);
        var changed = database.sql("update account_profile set language = ? where account_id = ?")
                .params(language.code(), id)
                .update();
        if (changed == 0) {
            database.sql("insert into account_profile (account_id, language) values (?, ?)")
                    .params(id, language.code())
                    .update();
        }
    }
}
