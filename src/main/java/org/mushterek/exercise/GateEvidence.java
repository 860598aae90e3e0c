package org.mushterek.exercise;

import java.util.List;
import org.mushterek.common.Message;

/** What other capabilities know of an exercise's readiness, shown at the gate before STARTEX; each tells what is its own. */
public interface GateEvidence {

    /** How an item stands. */
    enum Light {
        GREEN,
        RED
    }

    /**
     * An item of the gate for one party.
     *
     * @param item code of the item; its name is {@code planning.gate.<item>}
     * @param party whose matter it is
     * @param told why it stands so, as both sides may read it: codes, numbers of cases and days, nothing national
     */
    record Evidence(String item, String party, Light light, Message told) {}

    /** How the items stand that this capability knows of. */
    List<Evidence> of(Exercise exercise);
}
