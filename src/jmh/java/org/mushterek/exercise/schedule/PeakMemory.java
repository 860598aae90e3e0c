package org.mushterek.exercise.schedule;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The most memory that the process held at once since {@link #begin}: resident, as Linux counts it with everything that native
 * libraries take, and how much of the Java heap was in use.
 */
final class PeakMemory {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path CLEAR = Path.of("/proc/self/clear_refs");

    private final boolean startedAnew;

    private PeakMemory(boolean startedAnew) {
        this.startedAnew = startedAnew;
    }

    /** Forgets earlier peaks; where the system does not let that be done, the peak is that of the whole process so far. */
    static PeakMemory begin() {
        System.gc();
        heap().forEach(MemoryPoolMXBean::resetPeakUsage);
        try {
            Files.writeString(CLEAR, "5");
            return new PeakMemory(true);
        } catch (IOException notHere) {
            return new PeakMemory(false);
        }
    }

    /** A line for the table's reader. */
    String tell() {
        var used = heap().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
        String resident;
        try (var lines = Files.lines(STATUS)) {
            resident = lines.filter(line -> line.startsWith("VmHWM:"))
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024 + " MiB")
                    .findAny()
                    .orElse("unknown here");
        } catch (IOException notHere) {
            resident = "unknown here";
        }
        return String.format(
                Locale.ROOT,
                "peak resident memory%s: %s, of the Java heap in use: %d MiB",
                startedAnew ? "" : " since the process began",
                resident,
                used >> 20);
    }

    private static List<MemoryPoolMXBean> heap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
    }
}
