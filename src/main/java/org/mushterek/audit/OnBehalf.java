package org.mushterek.audit;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** In whose stead the present thread's work is done, so that the record of it names the deputy and the absent officer. */
public final class OnBehalf {

    private record Deed(String account, @Nullable String principal) {}

    private static final ThreadLocal<Deed> CURRENT = new ThreadLocal<>();

    private OnBehalf() {}

    /** The absent officer in whose stead the account acts now; null where it acts as itself. */
    public static @Nullable String of(String account) {
        var deed = CURRENT.get();
        return deed != null && deed.account().equals(account) ? deed.principal() : null;
    }

    /** Does the work of the account in the stead of the principal, or as itself where that is null. */
    public static <T> T during(String account, @Nullable String principal, Supplier<T> work) {
        var before = CURRENT.get();
        CURRENT.set(new Deed(account, principal));
        try {
            return work.get();
        } finally {
            if (before == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(before);
            }
        }
    }

    /** Says in whose stead the rest of a request is done, unless that is settled; {@link #clear} ends it. */
    public static void note(String account, @Nullable String principal) {
        var deed = CURRENT.get();
        if (deed == null || !deed.account().equals(account)) {
            CURRENT.set(new Deed(account, principal));
        }
    }

    public static void clear() {
        CURRENT.remove();
    }
}
