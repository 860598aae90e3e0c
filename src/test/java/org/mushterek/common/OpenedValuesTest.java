package org.mushterek.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenedValuesTest {

    private static final SealedColumn PERSON =
            SealedColumn.text("visit_person", "person", "t.side", "request_number", "line");
    private static final String CASE = "VIS-TUR-2027-0042";
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    @TempDir
    Path folder;

    private final List<String> read = new ArrayList<>();
    private final List<Runnable> later = new ArrayList<>();
    private long now = Long.MAX_VALUE - MINUTE / 2;
    private SealingKeys keys;
    private Seals seals;
    private OpenedValues<String> values;

    @BeforeEach
    void seal() {
        keys = new SealingKeys(folder, true, Clock.systemUTC());
        seals = new Seals(keys);
        values = new OpenedValues<>(seals, PERSON, 2, this::read, () -> now, later::add);
    }

    private String read(String text, String witness) {
        read.add(text + witness);
        return text.toUpperCase(Locale.ROOT) + witness;
    }

    private String sealed(String text, int line) {
        return seals.seal(PERSON, "TUR", text, CASE, line);
    }

    private String open(String kept, int line) {
        return values.open("TUR", kept, "", CASE, line);
    }

    @Test
    void readsOnceWhatStandsAsItWasOpened() {
        var kept = sealed("a", 1);

        assertThat(List.of(open(kept, 1), open(kept, 1))).containsExactly("A", "A");
        assertThat(read).containsExactly("a");
    }

    @Test
    void readsWhatWasSealedAnewAndWhatElseTheRowTells() {
        open(sealed("a", 1), 1);
        var kept = sealed("a", 1);

        assertThat(open(kept, 1)).isEqualTo("A");
        assertThat(values.open("TUR", kept, "!", CASE, 1)).isEqualTo("A!");
        assertThat(values.open("TUR", kept, "", CASE, 1)).isEqualTo("A");
        assertThat(read).containsExactly("a", "a", "a!", "a");
    }

    @Test
    void opensNothingInAnotherRowOrForAnotherSide() {
        var kept = sealed("a", 1);
        open(kept, 1);
        open(sealed("b", 2), 2);

        assertThatExceptionOfType(BrokenSeal.class).isThrownBy(() -> open(kept, 2));
        assertThatExceptionOfType(BrokenSeal.class).isThrownBy(() -> values.open("AZE", kept, "", CASE, 1));
        assertThatExceptionOfType(BrokenSeal.class).isThrownBy(() -> open(kept.substring(0, kept.length() - 2), 1));
    }

    @Test
    void keepsNothingForAMinuteOrLonger() {
        var kept = sealed("a", 1);
        open(kept, 1);

        now += MINUTE - 1;
        open(kept, 1);
        assertThat(read).containsExactly("a");
        now++;
        open(kept, 1);
        assertThat(read).containsExactly("a", "a");
    }

    @Test
    void keepsThoseOpenedLast() {
        var kept = List.of(sealed("a", 1), sealed("b", 2), sealed("c", 3));
        for (var line = 1; line <= 3; line++) {
            open(kept.get(line - 1), line);
        }

        open(kept.get(2), 3);
        open(kept.get(1), 2);
        assertThat(read).containsExactly("a", "b", "c");
        open(kept.get(0), 1);
        assertThat(read).containsExactly("a", "b", "c", "a");
    }

    @Test
    void opensNothingWhoseKeyIsGone() throws IOException {
        var kept = sealed("a", 1);
        open(kept, 1);
        keys.renew("TUR");
        assertThat(open(kept, 1)).isEqualTo("A");

        var file = keys.file("TUR");
        var lines = Files.readAllLines(file);
        lines.removeIf(line -> line.startsWith("seal " + Seals.keyId(kept).orElseThrow()));
        Files.write(file, lines);
        keys.renew("TUR");

        assertThatExceptionOfType(BrokenSeal.class).isThrownBy(() -> open(kept, 1));
    }

    @Test
    void letsGoOfWhatWasOpenedThoughNothingElseIs() {
        open(sealed("a", 1), 1);
        now += MINUTE / 2;
        open(sealed("b", 2), 2);
        assertThat(values.size()).isEqualTo(2);

        now += MINUTE / 2;
        later.remove(0).run();
        assertThat(values.size()).isEqualTo(1);
        now += MINUTE;
        later.remove(0).run();
        assertThat(values.size()).isZero();
        assertThat(later).isEmpty();
    }
}
