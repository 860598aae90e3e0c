package org.mushterek.audit;

/** Through which door the present thread's work came in: {@code tasklist}, {@code api}, {@code engine-rest}, {@code job}. */
public final class Door {

    private static final ThreadLocal<String> CURRENT = new ThreadLocal<>();

    private Door() {}

    public static String current() {
        var door = CURRENT.get();
        return door == null ? "job" : door;
    }

    /** Says where the request came in; whoever opens a door closes it in a {@code finally}. */
    public static void open(String door) {
        CURRENT.set(door);
    }

    public static void close() {
        CURRENT.remove();
    }
}
