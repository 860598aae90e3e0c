package org.mushterek.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mushterek.audit.AuditWorld.Vendor;
import org.mushterek.common.Refusal;
import org.springframework.jdbc.core.JdbcTemplate;

/** What auditors carry away, and what the offline check finds in it. */
class AuditExportIT {

    private static final String JOINT = "VIS-TUR-2027-0001";
    private static final String FOREIGN = "VIS-AZE-2027-0002";

    @TempDir
    Path keys;

    private AuditWorld world(Vendor vendor) {
        var world = new AuditWorld(vendor, keys, true);
        world.write("TUR", JOINT, "visit.opened", "visit.submitted");
        world.write("AZE", JOINT, "visit.received", "visit.deskAnswered");
        world.checkpoints().take();
        world.write("TUR", JOINT, "visit.answerReceived");
        world.write("AZE", FOREIGN, "visit.opened");
        world.trail().record("unknown", null, null, "signIn.refused", "unknown");
        world.trail().record("aze.planner", "AZE", null, "signIn.accepted", null);
        return world;
    }

    private static String export(AuditWorld world) throws IOException {
        var file = new ByteArrayOutputStream();
        world.export().begin(AuditWorld.TUR_AUDITOR, null).write(file);
        return file.toString(StandardCharsets.UTF_8);
    }

    private static List<String> check(AuditWorld world, String file) throws IOException {
        return AuditWorld.brief(
                ExportCheck.check(new StringReader(file), world.keyFolder).faults());
    }

    @ParameterizedTest
    @EnumSource
    void showsTheOwnSideAndOfTheOtherNothingButDigests(Vendor vendor) throws IOException {
        var world = world(vendor);
        var file = export(world);

        assertThat(file)
                .contains("visit.answerReceived", "signIn.refused", "audit.exported", JOINT)
                .doesNotContain("aze.planner", "\"AZE\"", "visit.received", "deskAnswered", FOREIGN, "side:AZE");
        var outcome = ExportCheck.check(new StringReader(file), world.keyFolder);
        assertThat(outcome.faults()).isEmpty();
        // Five of the joint case, one of nobody, one of the own side: the export itself.
        assertThat(outcome.entries()).isEqualTo(7);
        assertThat(outcome.chains()).isEqualTo(3);
        assertThat(outcome.last()).extracting(Checkpoint::number).isEqualTo(2L);
        assertThat(file.lines().filter(line -> line.contains("\"digest\"") && line.contains("\"entry\"")))
                .hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void exportsOneCase(Vendor vendor) throws IOException {
        var world = world(vendor);
        var file = new ByteArrayOutputStream();
        world.export().begin(AuditWorld.TUR_AUDITOR, JOINT).write(file);

        var outcome = ExportCheck.check(new StringReader(file.toString(StandardCharsets.UTF_8)), world.keyFolder);
        assertThat(outcome.faults()).isEmpty();
        assertThat(outcome.chains()).isEqualTo(1);
        assertThat(outcome.entries()).isEqualTo(6);
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> world.export().begin(AuditWorld.TUR_AUDITOR, FOREIGN))
                .matches(refusal -> refusal.kind() == Refusal.Kind.NOT_FOUND);
    }

    /** An officer who names the number of a case is refused, and that is on record. */
    @ParameterizedTest
    @EnumSource
    void tellsNothingOfACaseThatTheSideOnlyTriedToReach(Vendor vendor) throws IOException {
        var world = world(vendor);
        world.trail().record("tur.planner", "TUR", FOREIGN, "door.notFound", "GET /api/host-cases/{number}");
        var file = export(world);

        assertThat(file).contains("door.notFound").doesNotContain("case:" + FOREIGN, "aze.planner");
        assertThat(check(world, file)).isEmpty();
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> world.export().begin(AuditWorld.TUR_AUDITOR, FOREIGN));
    }

    /** Every line altered, taken out, doubled and exchanged, and every beginning of the file. */
    @Test
    void findsWhateverWasDoneToAFile() throws IOException {
        var world = world(Vendor.H2);
        var lines = export(world).lines().toList();

        for (var at = 0; at < lines.size(); at++) {
            var without = new ArrayList<>(lines);
            without.remove(at);
            assertFaulty(world, without, "without line " + at);

            var doubled = new ArrayList<>(lines);
            doubled.add(at, lines.get(at));
            assertFaulty(world, doubled, "line doubled " + at);

            assertFaulty(world, lines.subList(0, at), "cut off before line " + at);

            var altered = new ArrayList<>(lines);
            altered.set(at, lines.get(at).replaceFirst("[0-9]", "7").replace("tur", "tus"));
            if (!altered.equals(lines)) {
                assertFaulty(world, altered, "altered line " + at);
            }
            if (at > 0) {
                var exchanged = new ArrayList<>(lines);
                exchanged.set(at, lines.get(at - 1));
                exchanged.set(at - 1, lines.get(at));
                assertFaulty(world, exchanged, "exchanged lines " + at);
            }
        }
    }

    private static void assertFaulty(AuditWorld world, List<String> lines, String what) throws IOException {
        var file = String.join("\n", lines) + (lines.isEmpty() ? "" : "\n");
        try {
            assertThat(check(world, file)).as(what).isNotEmpty();
        } catch (IllegalArgumentException noExport) {
            assertThat(noExport).as(what).hasMessageMatching("Line \\d+ is not a line.*|The file is empty\\.");
        }
    }

    /** The end of the file says that something is wrong, and the chains say what. */
    @Test
    void namesTheEntry() throws IOException {
        var world = world(Vendor.H2);
        var file = export(world);
        var third = line(file, "\"chain\":\"case:" + JOINT + "\",\"position\":3");
        var second = line(file, "\"chain\":\"case:" + JOINT + "\",\"position\":2");
        var fifth = line(file, "\"chain\":\"case:" + JOINT + "\",\"position\":5");

        assertThat(check(world, file.replace(third, third.replaceAll("\"digest\":\"[^\"]*", "\"digest\":\"0"))))
                .containsExactly("FORGED file 12", "ALTERED case:" + JOINT + " 3");
        assertThat(check(world, file.replace(second, second.replace("tur.planner", "tur.qlanner"))))
                .containsExactly("FORGED file 12", "ALTERED case:" + JOINT + " 2");
        assertThat(check(world, file.replace(third, "")))
                .containsExactly("FORGED file 11", "MISSING case:" + JOINT + " 3");
        assertThat(check(world, file.replace(fifth, "")))
                .containsExactly("FORGED file 11", "TRUNCATED case:" + JOINT + " 5");
        assertThat(check(world, file.replace(third + second, "").replace(second + third, third + second)))
                .contains("FORGED file 12", "MISSING case:" + JOINT + " 2", "ADDED case:" + JOINT + " 2");
    }

    private static String line(String file, String part) {
        return file.lines().filter(line -> line.contains(part)).findFirst().orElseThrow() + "\n";
    }

    @Test
    void believesNoKeyThatCameWithTheFileWhereOthersWereHandedOver(@TempDir Path strangers) throws IOException {
        var forged = export(new ForgedWorld(strangers).world);

        assertThat(ExportCheck.check(new StringReader(forged), null).faults()).isEmpty();
        var world = world(Vendor.H2);
        world.checkpoints().take();
        assertThat(check(world, forged))
                .contains("FORGED checkpoints 1")
                .anyMatch(fault -> fault.startsWith("FORGED file"));
    }

    private record ForgedWorld(AuditWorld world) {
        ForgedWorld(Path keys) {
            this(new AuditWorld(Vendor.H2, keys, true));
            world.write("TUR", JOINT, "visit.opened");
        }
    }

    @Test
    void isCheckedByACommand() throws IOException {
        var world = world(Vendor.H2);
        var text = export(world);
        var file = Files.writeString(keys.resolve("export.ndjson"), text);

        var whole = run(file.toString(), "--keys=" + world.keyFolder);
        assertThat(whole.code()).isEqualTo(AuditCheckCommand.WHOLE);
        assertThat(whole.out())
                .startsWith("7 entries in 3 chains, checkpoint 2 of ")
                .endsWith(": nothing is wrong\n");
        assertThat(run(file.toString()).out()).startsWith("The keys were taken from the file itself");

        Files.writeString(file, text.replaceFirst("visit.submitted", "visit.submittee"));
        var faulty = run(file.toString(), "--keys=" + world.keyFolder);
        assertThat(faulty.code()).isEqualTo(AuditCheckCommand.FAULTY);
        assertThat(faulty.out())
                .contains("ALTERED   case:" + JOINT + " 2: the entry visit.submittee does not say what was written");

        assertThat(run().code()).isEqualTo(AuditCheckCommand.UNUSABLE);
        assertThat(run("--kyes=x", "y").out()).startsWith("audit-check FILE");
        assertThat(run(keys.resolve("none").toString()).out()).startsWith("Cannot read ");
        assertThat(run(file.toString(), "--keys=" + keys.resolve("none")).code())
                .isEqualTo(AuditCheckCommand.UNUSABLE);
        assertThat(run(Files.writeString(keys.resolve("other"), "{}\n").toString())
                        .out())
                .startsWith("Line 1 is not a line of an export");
    }

    private record Ran(int code, String out) {}

    private static Ran run(String... arguments) {
        var out = new ByteArrayOutputStream();
        var code = AuditCheckCommand.run(List.of(arguments), new PrintStream(out, true, StandardCharsets.UTF_8));
        return new Ran(code, out.toString(StandardCharsets.UTF_8).replace("\r", ""));
    }

    /** Rows are counted as they come from the database, and statements as they go there. */
    @ParameterizedTest
    @EnumSource
    void holdsOnePageAtATimeAndAsksForNoOtherOnceNobodyReads(Vendor vendor) throws IOException {
        var world = new AuditWorld(vendor, keys, true);
        var trail = world.trail();
        world.transaction.executeWithoutResult(any -> {
            for (var n = 0; n < 2600; n++) {
                trail.record("tur.planner", "TUR", JOINT, "visit.opened", "D" + n);
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
        var export =
                new AuditExport(new JdbcTemplate(counted), trail, world.checkpoints(), world.keys(), world.clock());

        var whole = new ByteArrayOutputStream();
        export.begin(AuditWorld.TUR_AUDITOR, null).write(whole);
        assertThat(ExportCheck.check(new StringReader(whole.toString(StandardCharsets.UTF_8)), world.keyFolder)
                        .entries())
                .isEqualTo(2601);
        assertThat(most.get()).isEqualTo(500);
        var asked = statements.getAndSet(0);

        var begun = export.begin(AuditWorld.TUR_AUDITOR, null);
        statements.set(0);
        assertThatThrownBy(() -> begun.write(new HangingUp(900))).hasMessage("hung up");
        // One for each of the two checkpoints and their heads, and two pages.
        assertThat(statements.get()).isEqualTo(6).isLessThan(asked);
    }

    /** Takes so many lines. */
    private static final class HangingUp extends OutputStream {

        private int lines;

        HangingUp(int lines) {
            this.lines = lines;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one});
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (lines == 0) {
                throw new IOException("hung up");
            }
            lines--;
        }
    }
}
