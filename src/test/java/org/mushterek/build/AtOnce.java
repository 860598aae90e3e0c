package org.mushterek.build;

import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;

/** Work that several nodes, or several officers, do at the same time. */
public final class AtOnce {

    private static final int THREADS = 4;

    private AtOnce() {}

    /** Does the work so many times, four at a time, each with its number from 0; a fault in any of them is thrown. */
    public static void times(int times, IntConsumer work) throws Exception {
        var threads = Executors.newFixedThreadPool(THREADS);
        try {
            var all = new ArrayList<Callable<Boolean>>();
            for (var n = 0; n < times; n++) {
                var number = n;
                all.add(() -> {
                    work.accept(number);
                    return true;
                });
            }
            for (var done : threads.invokeAll(all)) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
