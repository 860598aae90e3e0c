package org.mushterek.visit;

import java.time.Duration;

/** How long the author of an approval can correct it before the permit is issued. */
public interface CorrectionWindow {

    /** Zero where permits are issued at once. */
    Duration length();
}
