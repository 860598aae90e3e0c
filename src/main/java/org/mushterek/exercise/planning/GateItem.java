package org.mushterek.exercise.planning;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Message;

/**
 * An item of the gate before STARTEX.
 *
 * @param item its code; its name is {@code planning.gate.<item>}
 * @param party whose matter it is
 * @param told why it stands so
 * @param waivedBy the parties whose commanders have let it pass; empty where nobody has
 * @param waivedFor why; null where nobody has
 */
public record GateItem(
        String item,
        String party,
        Light light,
        Message told,
        List<String> waivedBy,
        @Nullable String waivedFor) {

    /** How it stands. A fact that is missing is red. */
    public enum Light {
        GREEN,
        RED,
        WAIVED
    }

    public GateItem {
        waivedBy = List.copyOf(waivedBy);
    }

    static GateItem of(String item, String party, boolean holds, Message told) {
        return new GateItem(item, party, holds ? Light.GREEN : Light.RED, told, List.of(), null);
    }

    /** By which a waiver names it. */
    String subject() {
        return Plannings.GATE + item + ":" + party;
    }

    GateItem waived(List<String> by, String reason) {
        return new GateItem(item, party, Light.WAIVED, told, by, reason);
    }
}
