package org.mushterek.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mushterek.audit.AuditWorld.Vendor;
import org.mushterek.audit.ModelledProcesses.Modelled;
import org.mushterek.common.Refusal;
import org.mushterek.common.SealingKeys;
import org.mushterek.common.Seals;
import org.mushterek.security.Account;
import org.mushterek.security.Role;
import org.springframework.jdbc.core.JdbcTemplate;

/** The logs of processes: what stands in them, to whom, and how much of them is held at once. */
class EventLogsIT {

    private static final Instant START = Instant.parse("2027-03-01T08:00:00Z");

    @TempDir
    Path keys;

    private AuditWorld world(Vendor vendor) {
        var world = new AuditWorld(vendor, keys, true);
        world.run("db/migration/V26__outgoing_events.sql");
        world.run("db/migration/V77__process_of_task_events.sql");
        return world;
    }

    private static void tell(
            AuditWorld world,
            String process,
            String side,
            String caseNumber,
            String what,
            String task,
            int minute,
            @Nullable String account) {
        world.database.update(
                "insert into outgoing_event (side, event_id, release, type, area, case_number, about, task_id, audience,"
                        + " happened_at, process, account) values (?, 'x', 'OWN_SIDE', ?, 'task', ?, ?, ?, ?, ?, ?, ?)",
                side,
                "org.mushterek.task." + what,
                caseNumber,
                "userTask_a",
                task,
                side.toLowerCase(java.util.Locale.ROOT) + "-planner," + side.toLowerCase(java.util.Locale.ROOT)
                        + "-medical",
                START.plusSeconds(60L * minute).atOffset(ZoneOffset.UTC),
                process,
                account);
    }

    private EventLogs logs(AuditWorld world, DataSource source) {
        ModelledProcesses processes = key -> switch (key) {
            case "own" -> Optional.of(new Modelled("own", false, Map.of("userTask_a", "Check <roster>")));
            case "joint" -> Optional.of(new Modelled("joint", true, Map.of()));
            default -> Optional.empty();
        };
        return new EventLogs(
                new JdbcTemplate(source),
                processes,
                world.trail(),
                new Seals(new SealingKeys(keys, true, world.clock())));
    }

    private String log(AuditWorld world, Account account, String process) throws IOException {
        var out = new ByteArrayOutputStream();
        logs(world, world.source).begin(account, process).write(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String values(String log, String key) {
        return Pattern.compile("key=\"" + key + "\" value=\"([^\"]*)\"")
                .matcher(log.substring(log.indexOf("<trace>")))
                .results()
                .map(found -> found.group(1))
                .reduce((one, other) -> one + " " + other)
                .orElse("");
    }

    @ParameterizedTest
    @EnumSource
    void tellsTheLifeOfEachTaskInTheStandardsWords(Vendor vendor) throws IOException {
        var world = world(vendor);
        tell(world, "own", "TUR", "VIS-1", "created", "t1", 0, null);
        tell(world, "own", "TUR", "VIS-1", "claimed", "t1", 1, "tur.planner");
        tell(world, "own", "TUR", "VIS-1", "returned", "t1", 2, null);
        tell(world, "own", "TUR", "VIS-1", "dueMoved", "t1", 2, null);
        tell(world, "own", "TUR", "VIS-1", "claimed", "t1", 3, "tur.medical");
        tell(world, "own", "TUR", "VIS-1", "completed", "t1", 4, "tur.medical");
        tell(world, "own", "TUR", "VIS-1", "created", "t2", 5, null);
        tell(world, "own", "TUR", "VIS-1", "cancelled", "t2", 6, null);
        tell(world, "own", "TUR", "VIS-1", "created", "t3", 7, null);
        tell(world, "own", "TUR", "VIS-1", "claimed", "t3", 8, "tur.planner");
        tell(world, "own", "TUR", "VIS-1", "cancelled", "t3", 9, null);
        tell(world, "own", "AZE", "VIS-1", "created", "t4", 9, null);

        var log = log(world, AuditWorld.TUR_AUDITOR, "own");

        assertThat(values(log, "lifecycle:transition"))
                .isEqualTo("schedule start suspend resume complete schedule withdraw schedule start ate_abort");
        assertThat(values(log, "time:timestamp")).startsWith("2027-03-01T08:00:00Z 2027-03-01T08:01:00Z");
        assertThat(values(log, "org:role")).startsWith("medical,planner medical,planner ");
        assertThat(log)
                .contains("value=\"Check &lt;roster>\"")
                .doesNotContain("tur.planner", "tur.medical", "AZE", "t4");
        var names = values(log, "org:resource").split(" ");
        assertThat(names).hasSize(4);
        assertThat(names[0]).isEqualTo(names[3]).matches("TUR-[0-9a-f]{16}");
        assertThat(names[1]).isEqualTo(names[2]).isNotEqualTo(names[0]);
    }

    @ParameterizedTest
    @EnumSource
    void tellsJointCasesToEachPartyWithoutTheNamesOfTheOther(Vendor vendor) throws IOException {
        var world = world(vendor);
        tell(world, "joint", "TUR", "PLN-1", "created", "t1", 0, null);
        tell(world, "joint", "TUR", "PLN-1", "completed", "t1", 1, "tur.planner");
        tell(world, "joint", "AZE", "PLN-1", "created", "t2", 2, null);
        tell(world, "joint", "AZE", "PLN-1", "completed", "t2", 3, "aze.planner");
        tell(world, "joint", "AZE", "PLN-2", "created", "t3", 4, null);

        var tur = log(world, AuditWorld.TUR_AUDITOR, "joint");
        assertThat(values(tur, "org:group")).isEqualTo("TUR TUR AZE AZE");
        assertThat(values(tur, "org:resource")).matches("TUR-[0-9a-f]{16}");
        assertThat(tur).doesNotContain("PLN-2", "aze.planner");
        assertThat(values(log(world, AuditWorld.AZE_AUDITOR, "joint"), "org:resource"))
                .matches("AZE-[0-9a-f]{16}");
    }

    @ParameterizedTest
    @EnumSource
    void isForCommandersAndAuditorsAndOnRecord(Vendor vendor) {
        var world = world(vendor);
        var logs = logs(world, world.source);
        for (var role : Role.values()) {
            var account = new Account(
                    "tur.x", AuditWorld.TUR_AUDITOR.side(), Set.of(role), AuditWorld.TUR_AUDITOR.language());
            if (role == Role.COMMANDER || role == Role.AUDITOR) {
                logs.begin(account, "own");
            } else {
                assertThatExceptionOfType(Refusal.class)
                        .isThrownBy(() -> logs.begin(account, "own"))
                        .matches(refusal -> refusal.kind() == Refusal.Kind.FORBIDDEN);
            }
        }
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> logs.begin(AuditWorld.TUR_AUDITOR, "other"))
                .matches(refusal -> refusal.kind() == Refusal.Kind.NOT_FOUND);
        assertThat(world.database.queryForList("select action || ' ' || detail from audit_entry", String.class))
                .containsExactly("audit.eventLogExported own", "audit.eventLogExported own");
    }

    /** Rows are counted as they come from the database, and statements as they go there. */
    @ParameterizedTest
    @EnumSource
    void holdsOnePageAtATimeAndAsksForNoOtherOnceNobodyReads(Vendor vendor) throws IOException {
        var world = world(vendor);
        world.transaction.executeWithoutResult(any -> {
            for (var n = 0; n < 3500; n++) {
                // Many at the same moment, so that pages part where times are equal.
                tell(world, "own", "TUR", "VIS-" + n / 700, "created", "t" + n, n / 100, null);
            }
        });
        var statements = new AtomicInteger();
        var rows = new AtomicInteger();
        var most = new AtomicInteger();
        var counted = ProxyDataSourceBuilder.create(world.source)
                .afterQuery((execution, queries) -> {
                    statements.incrementAndGet();
                    rows.set(0);
                })
                .proxyResultSet()
                .afterMethod(call -> {
                    if (call.getMethod().getName().equals("next") && Boolean.TRUE.equals(call.getResult())) {
                        most.accumulateAndGet(rows.incrementAndGet(), Math::max);
                    }
                })
                .build();
        var logs = logs(world, counted);

        var whole = new ByteArrayOutputStream();
        logs.begin(AuditWorld.TUR_AUDITOR, "own").write(whole);
        assertThat(values(whole.toString(StandardCharsets.UTF_8), "concept:instance")
                        .split(" "))
                .hasSize(3500)
                .doesNotHaveDuplicates();
        assertThat(whole.toString(StandardCharsets.UTF_8).split("<trace>", -1)).hasSize(6);
        assertThat(most.get()).isEqualTo(1000);
        assertThat(statements.getAndSet(0)).isEqualTo(4);

        assertThatThrownBy(() -> logs.begin(AuditWorld.TUR_AUDITOR, "own").write(new HangingUp(300_000)))
                .isInstanceOf(IOException.class);
        assertThat(statements.get()).isOne();
    }

    /** Takes so many bytes. */
    private static final class HangingUp extends OutputStream {

        private int left;

        HangingUp(int left) {
            this.left = left;
        }

        @Override
        public void write(int one) throws IOException {
            left--;
            if (left < 0) {
                throw new IOException("hung up");
            }
        }
    }
}
