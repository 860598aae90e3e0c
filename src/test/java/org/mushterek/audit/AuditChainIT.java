package org.mushterek.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mushterek.audit.AuditWorld.Vendor;
import org.mushterek.build.AtOnce;
import org.mushterek.common.FinalWrites;
import org.mushterek.common.Refusal;
import org.mushterek.security.Account;
import org.mushterek.security.Role;

/** The chains of the audit on both kinds of database, and what is found when somebody was at them. */
class AuditChainIT {

    private static final String A = "VIS-TUR-2027-0001";
    private static final String B = "VIS-AZE-2027-0002";

    @TempDir
    Path keys;

    /** Two cases, one of them of both sides, and entries without a case; all covered by two checkpoints. */
    private AuditWorld world(Vendor vendor) {
        var world = new AuditWorld(vendor, keys, true);
        world.write("TUR", A, "visit.opened", "visit.submitted", "visit.endorsed", "visit.transmitted");
        world.write("AZE", A, "visit.received");
        world.checkpoints().take();
        world.later(Duration.ofHours(1));
        world.write("AZE", A, "visit.decided");
        world.write("AZE", B, "visit.opened", "visit.submitted");
        world.trail().record("unknown", null, null, "signIn.refused", "unknown");
        world.trail().record("tur.planner", "TUR", null, "signOut", null);
        world.checkpoints().take();
        return world;
    }

    @ParameterizedTest
    @EnumSource
    void chainsEachCaseAndEachSideByItself(Vendor vendor) {
        var world = world(vendor);

        assertThat(world.database.queryForList(
                        "select chain || ' ' || last_position from audit_chain order by chain", String.class))
                .containsExactly("case:" + B + " 2", "case:" + A + " 6", "nobody 1", "side:TUR 1");
        var outcome = new AuditCheck(world.database, world.keyFolder).check();
        assertThat(outcome.faults()).isEmpty();
        assertThat(outcome.entries()).isEqualTo(10);
        assertThat(outcome.chains()).isEqualTo(4);
        assertThat(outcome.last()).extracting(Checkpoint::number).isEqualTo(2L);
    }

    @ParameterizedTest
    @EnumSource
    void findsAFlippedBitInWhateverAnEntrySays(Vendor vendor) {
        for (var change : List.of(
                // "planner" and "qlanner" differ in one bit of one letter.
                "account = 'tur.qlanner'",
                "action = 'visit.endorsee'",
                "detail = 'A3'",
                "detail = null",
                "door = 'jnb'",
                "on_behalf_of = 'tur.authority'",
                "salt = '00000000000000000000000000000000'",
                "happened_at = timestamp with time zone '2027-03-01 08:00:00.123457+00'",
                "happened_at = timestamp with time zone '2027-03-01 08:00:00.123456+00', side = 'AZE'")) {
            var world = world(vendor);
            world.intrude("update audit_entry set " + change + " where chain = 'case:" + A + "' and position = 3");

            assertThat(world.briefFaults()).as(change).containsExactly("ALTERED case:" + A + " 3");
        }
    }

    @ParameterizedTest
    @EnumSource
    void findsAnEntryThatWasGivenAnotherCase(Vendor vendor) {
        var world = world(vendor);
        world.intrude(
                "update audit_entry set case_number = '" + B + "' where chain = 'case:" + A + "' and position = 3");

        assertThat(world.briefFaults()).containsExactly("ADDED case:" + A + " 3");
    }

    @ParameterizedTest
    @EnumSource
    void findsAnEntryWhoseHashWasMadeAnew(Vendor vendor) {
        var world = world(vendor);
        rewrite(world, A, 3, false);

        assertThat(world.briefFaults()).containsExactly("ALTERED case:" + A + " 3");
    }

    @ParameterizedTest
    @EnumSource
    void findsByItsCheckpointsAChainThatWasWrittenAnewFromAnEntryOn(Vendor vendor) {
        var world = world(vendor);
        rewrite(world, A, 3, true);

        assertThat(world.briefFaults()).containsExactly("ALTERED case:" + A + " 5", "ALTERED case:" + A + " 6");
    }

    /** As somebody would who knows how hashes are made: the entry says something else, and fits; if wanted, so does the rest. */
    private static void rewrite(AuditWorld world, String caseNumber, long position, boolean all) {
        var chain = "case:" + caseNumber;
        world.intrude("update audit_entry set account = 'tur.nobody' where chain = '" + chain + "' and position = "
                + position);
        var previous = world.database.queryForObject(
                "select previous_hash from audit_entry where chain = ? and position = ?",
                String.class,
                chain,
                position);
        for (var entry : world.database.query(
                "select * from audit_entry where chain = ? and position >= ? order by position",
                (row, n) -> AuditRows.entry(row),
                chain,
                position)) {
            if (entry.position() > position && !all) {
                return;
            }
            var hash = ChainHash.link(chain, entry.position(), previous, entry.digest());
            world.database.update(
                    "update audit_entry set previous_hash = ?, hash = ? where chain = ? and position = ?",
                    previous,
                    hash,
                    chain,
                    entry.position());
            if (all) {
                world.database.update("update audit_chain set last_hash = ? where chain = ?", hash, chain);
            }
            previous = hash;
        }
    }

    @ParameterizedTest
    @EnumSource
    void findsAnEntryThatIsGone(Vendor vendor) {
        var world = world(vendor);
        world.intrude("delete from audit_entry where chain = 'case:" + A + "' and position in (2, 3)");

        assertThat(world.briefFaults()).containsExactly("MISSING case:" + A + " 2-3");
    }

    @ParameterizedTest
    @EnumSource
    void findsAnEntryThatIsGoneWhereTheOthersWereRenumbered(Vendor vendor) {
        var world = world(vendor);
        world.intrude(
                "delete from audit_entry where chain = 'case:" + A + "' and position = 2",
                "update audit_entry set position = position + 1000 where chain = 'case:" + A + "' and position > 2",
                "update audit_entry set position = position - 1001 where chain = 'case:" + A + "' and position > 1000",
                "update audit_chain set last_position = 5 where chain = 'case:" + A + "'");

        assertThat(world.briefFaults()).containsExactly("MISSING case:" + A + " 2");
    }

    @ParameterizedTest
    @EnumSource
    void findsAnEntryThatStandsInAnotherChain(Vendor vendor) {
        var world = world(vendor);
        world.intrude("update audit_entry set chain = 'case:" + B + "', position = 3 where chain = 'case:" + A
                + "' and position = 3");

        assertThat(world.briefFaults()).containsExactly("MOVED case:" + B + " 3");
        assertThat(world.faults().get(0).says()).isEqualTo("the entry visit.endorsed was written as case:" + A + " 3");
    }

    @ParameterizedTest
    @EnumSource
    void findsEntriesThatChangedPlaces(Vendor vendor) {
        var world = world(vendor);
        world.intrude(
                "update audit_entry set position = 1002 where chain = 'case:" + A + "' and position = 2",
                "update audit_entry set position = 2 where chain = 'case:" + A + "' and position = 4",
                "update audit_entry set position = 4 where chain = 'case:" + A + "' and position = 1002");

        assertThat(world.briefFaults()).containsExactly("MOVED case:" + A + " 2", "MOVED case:" + A + " 4");
    }

    @ParameterizedTest
    @EnumSource
    void findsAnEntryThatWasSlippedIn(Vendor vendor) {
        var world = world(vendor);
        world.intrude(
                "update audit_entry set position = position + 1000 where chain = 'case:" + A + "' and position > 2",
                "update audit_entry set position = position - 999 where chain = 'case:" + A + "' and position > 1000",
                "update audit_chain set last_position = 7 where chain = 'case:" + A + "'",
                insertion(A, 3));

        assertThat(world.briefFaults()).contains("ADDED case:" + A + " 3").doesNotContain("ALTERED case:" + A + " 4");
    }

    @ParameterizedTest
    @EnumSource
    void findsAnEntryAndAChainThatWereAppendedByHand(Vendor vendor) {
        var world = world(vendor);
        world.intrude(insertion(A, 7), insertion("VIS-TUR-2027-0099", 1));

        assertThat(world.briefFaults())
                .containsExactlyInAnyOrder(
                        "ADDED case:" + A + " 7", "ADDED case:VIS-TUR-2027-0099 1", "ADDED case:VIS-TUR-2027-0099 1");
    }

    private static String insertion(String caseNumber, long position) {
        return "insert into audit_entry (happened_at, account, side, case_number, action, detail, door, salt, chain, position,"
                + " previous_hash, hash) values (timestamp with time zone '2027-03-01 09:00:00+00', 'tur.planner', 'TUR', '"
                + caseNumber + "', 'visit.opened', null, 'api', 'x', 'case:" + caseNumber + "', " + position
                + ", 'x', 'x')";
    }

    @ParameterizedTest
    @EnumSource
    void findsAChainThatWasCutOff(Vendor vendor) {
        var world = world(vendor);
        world.intrude("delete from audit_entry where chain = 'case:" + A + "' and position > 4");

        assertThat(world.briefFaults()).containsExactly("TRUNCATED case:" + A + " 5-6");
    }

    @ParameterizedTest
    @EnumSource
    void findsByItsCheckpointsAChainThatWasCutOffTogetherWithItsHead(Vendor vendor) {
        var world = world(vendor);
        world.intrude(
                "delete from audit_entry where chain = 'case:" + A + "' and position > 4",
                "update audit_chain set last_position = 4, last_hash = (select hash from audit_entry where chain ="
                        + " 'case:" + A + "' and position = 4) where chain = 'case:" + A + "'");

        assertThat(world.briefFaults()).containsExactly("TRUNCATED case:" + A + " 5", "TRUNCATED case:" + A + " 6");
    }

    @ParameterizedTest
    @EnumSource
    void findsAWholeChainThatIsGone(Vendor vendor) {
        var world = world(vendor);
        world.intrude("delete from audit_entry where chain = 'case:" + B + "'");
        assertThat(world.briefFaults()).containsExactly("TRUNCATED case:" + B + " 1-2");

        world.intrude("delete from audit_chain where chain = 'case:" + B + "'");
        assertThat(world.briefFaults()).containsExactly("TRUNCATED case:" + B + " 2");

        world.intrude("delete from audit_head where chain = 'case:" + B + "'");
        assertThat(world.briefFaults()).containsExactly("FORGED checkpoints 2");
    }

    /** Whoever puts back the whole database of an hour ago leaves a sound one; only what lies outside tells. */
    @ParameterizedTest
    @EnumSource
    void findsByWhatWasNotedOutsideThatCheckpointsAreGone(Vendor vendor) {
        var world = world(vendor);
        world.intrude(
                "delete from audit_head where checkpoint = 2",
                "delete from audit_checkpoint where number = 2",
                "delete from audit_entry where chain <> 'case:" + A + "' or position > 5",
                "delete from audit_chain where chain <> 'case:" + A + "'",
                "update audit_chain set last_position = 5, last_hash = (select hash from audit_entry where position = 5)");

        assertThat(world.briefFaults()).containsExactly("TRUNCATED checkpoints 2");
    }

    @ParameterizedTest
    @EnumSource
    void findsAForgedCheckpoint(Vendor vendor) throws IOException {
        var world = world(vendor);
        world.intrude("update audit_checkpoint set taken_at = timestamp with time zone '2027-03-02 00:00:00+00'"
                + " where number = 1");
        assertThat(world.briefFaults()).containsExactly("FORGED checkpoints 1");

        var other = world(vendor);
        // With a key of their own, everything as it should be.
        var strange = Files.createTempDirectory(keys, "strange");
        var forger = new CheckpointKeys(strange, true);
        var first = other.database.queryForObject("select hash from audit_checkpoint where number = 1", String.class);
        var signed = forger.sign(first);
        other.intrude("update audit_checkpoint set key_id = '" + signed.keyId() + "', signature = '"
                + signed.signature() + "' where number = 1");
        assertThat(other.briefFaults()).containsExactly("FORGED checkpoints 1");

        var third = world(vendor);
        third.intrude("delete from audit_head where checkpoint = 1", "delete from audit_checkpoint where number = 1");
        assertThat(third.briefFaults()).containsExactly("MISSING checkpoints 1");
    }

    @ParameterizedTest
    @EnumSource
    void staysWholeWhenManyAppendAtOnce(Vendor vendor) throws Exception {
        var world = new AuditWorld(vendor, keys, true);
        var trail = world.trail();
        var number = new AtomicInteger();
        AtOnce.times(80, n -> {
            // Each touches the same chains, every other one in the opposite order; some begin chains at the same
            // moment.
            var cases = n % 2 == 0 ? List.of(A, B, "VIS-NEW-" + n / 8) : List.of("VIS-NEW-" + n / 8, B, A);
            world.transaction.executeWithoutResult(transaction -> {
                cases.forEach(each -> trail.record("tur.planner", "TUR", each, "visit.opened", "D" + n));
                trail.record("tur.planner", "TUR", null, "signOut", null);
                if (n % 10 == 9) {
                    transaction.setRollbackOnly();
                } else {
                    number.addAndGet(4);
                }
            });
            if (n % 16 == 0) {
                world.checkpoints().take();
            }
        });
        world.checkpoints().take();

        var outcome = new AuditCheck(world.database, world.keyFolder).check();
        assertThat(outcome.faults()).isEmpty();
        assertThat(outcome.entries()).isEqualTo(number.get());
        assertThat(world.database.queryForList(
                        "select last_position from audit_chain where chain = ?", Long.class, "case:" + A))
                .containsExactly(72L);
        assertThat(world.database.queryForObject("select count(*) from audit_chain where uncovered = true", Long.class))
                .isZero();
    }

    /** Each node remembers how far it has come itself; nothing that is undone counts. */
    @ParameterizedTest
    @EnumSource
    void goesOnWhereAnotherNodeHasLeftAChain(Vendor vendor) {
        var world = new AuditWorld(vendor, keys, true);
        var nodes = List.of(world.trail(), world.trail());
        for (var n = 0; n < 24; n++) {
            var trail = nodes.get(n / 3 % 2);
            var isUndone = n % 5 == 4;
            world.transaction.executeWithoutResult(transaction -> {
                trail.record("tur.planner", "TUR", B, "visit.opened", null);
                trail.record("tur.planner", "TUR", A, "visit.opened", null);
                trail.record("tur.planner", "TUR", A, "visit.submitted", null);
                if (isUndone) {
                    transaction.setRollbackOnly();
                }
            });
        }

        assertThat(world.database.queryForList(
                        "select chain || ' ' || last_position from audit_chain order by chain", String.class))
                .containsExactly("case:" + B + " 20", "case:" + A + " 40");
        assertThat(world.faults()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void letsListenersHearEachEntryInItsTransactionAndUndoesItWithThem(Vendor vendor) {
        var world = new AuditWorld(vendor, keys, true);
        var trail = new AuditTrail(
                new AuditChains(world.database, new FinalWrites(world.database)),
                new org.springframework.jdbc.support.JdbcTransactionManager(world.source),
                world.clock(),
                List.of(entry -> {
                    assertThat(org.springframework.transaction.support.TransactionSynchronizationManager
                                    .isActualTransactionActive())
                            .isTrue();
                    if (entry.action().equals("visit.unheard")) {
                        throw new IllegalStateException("not heard");
                    }
                }));

        trail.record("tur.planner", "TUR", A, "visit.opened", null);
        assertThatThrownBy(() -> world.transaction.executeWithoutResult(any -> {
                    trail.record("tur.planner", "TUR", A, "visit.submitted", null);
                    trail.record("tur.planner", "TUR", A, "visit.unheard", null);
                }))
                .hasMessage("not heard");

        assertThat(world.database.queryForList("select action from audit_entry", String.class))
                .containsExactly("visit.opened");
        assertThat(world.faults()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void chainsWhatAnEarlierReleaseKept(Vendor vendor) {
        var world = new AuditWorld(vendor, keys, false);
        for (var n = 0; n < 2500; n++) {
            world.database.update(
                    "insert into audit_entry (happened_at, account, side, case_number, action, detail, door)"
                            + " values (timestamp with time zone '2027-01-01 00:00:00.000001+00', ?, ?, ?, ?, ?, 'api')",
                    "tur.planner",
                    n % 5 == 0 ? null : "TUR",
                    n % 3 == 0 ? null : n % 3 == 1 ? A : "çalışma-ə",
                    "visit.n" + n,
                    n % 2 == 0 ? null : "ş");
        }
        world.update();

        var outcome = new AuditCheck(world.database, world.keyFolder).check();
        assertThat(outcome.faults()).isEmpty();
        assertThat(outcome.entries()).isEqualTo(2500);
        assertThat(outcome.chains()).isEqualTo(4);
        assertThat(world.database.queryForList(
                        "select action from audit_entry where case_number = ? order by position fetch first 2 rows only",
                        String.class,
                        A))
                .containsExactly("visit.n1", "visit.n4");
        assertThatThrownBy(() -> world.database.update("delete from audit_entry"))
                .hasStackTraceContaining("appended to, never changed");
        assertThatThrownBy(() -> world.database.update("insert into audit_entry (happened_at, account, action, door)"
                        + " values (current_timestamp, 'x', 'x', 'x')"))
                .isInstanceOf(org.springframework.dao.DataIntegrityViolationException.class);
        world.write("TUR", A, "visit.later");
        world.checkpoints().take();
        assertThat(world.faults()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void neverChangesACheckpoint(Vendor vendor) {
        var world = world(vendor);

        for (var change : List.of(
                "update audit_checkpoint set heads = 1",
                "delete from audit_checkpoint",
                "update audit_head set hash = 'x'",
                "delete from audit_head")) {
            assertThatThrownBy(() -> world.database.update(change))
                    .as(change)
                    .hasStackTraceContaining("appended to, never changed");
        }
    }

    @ParameterizedTest
    @EnumSource
    void takesACheckpointWhenItIsDueAndSomethingWasRecorded(Vendor vendor) {
        var world = new AuditWorld(vendor, keys, true);
        var checkpoints = world.checkpoints();
        checkpoints.takeIfDue();
        assertThat(checkpoints.last()).isEmpty();

        world.write("TUR", A, "visit.opened");
        world.later(Duration.ofMinutes(10));
        checkpoints.takeIfDue();
        world.write("TUR", A, "visit.submitted");
        world.later(Duration.ofMinutes(10).minusSeconds(1));
        checkpoints.takeIfDue();
        assertThat(checkpoints.last()).get().extracting(Checkpoint::number).isEqualTo(1L);

        world.later(Duration.ofSeconds(1));
        checkpoints.takeIfDue();
        assertThat(checkpoints.last()).get().extracting(Checkpoint::number).isEqualTo(2L);
        assertThat(world.faults()).isEmpty();
    }

    /** More heads than one checkpoint covers. */
    @ParameterizedTest
    @EnumSource
    void coversEverythingInSeveralCheckpointsWhereOneIsTooSmall(Vendor vendor) {
        var world = new AuditWorld(vendor, keys, true);
        world.transaction.executeWithoutResult(any -> {
            for (var n = 0; n < 2001; n++) {
                world.trail()
                        .record("tur.planner", "TUR", String.format(Locale.ROOT, "VIS-%04d", n), "visit.opened", null);
            }
        });
        world.checkpoints().take();

        assertThat(world.database.queryForList("select heads from audit_checkpoint order by number", Integer.class))
                .containsExactly(2000, 1);
        assertThat(world.faults()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void opensToAuditorsAlone(Vendor vendor) {
        var world = world(vendor);
        var commander = new Account(
                "tur.commander",
                AuditWorld.TUR_AUDITOR.side(),
                java.util.Set.of(Role.COMMANDER),
                AuditWorld.TUR_AUDITOR.language());

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> world.checkpoints().take(commander));
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> world.export().begin(commander, null));
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> new AuditReading(world.database, world.trail())
                .read(commander, new AuditReading.Search(null, null, null, null, null, null, 50)));
    }
}
