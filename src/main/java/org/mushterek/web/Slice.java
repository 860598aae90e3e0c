package org.mushterek.web;

import org.mushterek.common.Message;
import org.mushterek.common.Refusal;

/**
 * The part of a list that a client asks for.
 *
 * @param offset how many to leave out, from 0
 * @param limit how many to show, from 1 to {@link #LARGEST}
 */
public record Slice(int offset, int limit) {

    public static final int LARGEST = 200;

    /** @throws Refusal INVALID where a number is out of range; it is not made to fit, which would show another part */
    public Slice {
        demand("offset", offset, 0, Integer.MAX_VALUE);
        demand("limit", limit, 1, LARGEST);
    }

    private static void demand(String field, int asked, int least, int most) {
        if (asked < least || asked > most) {
            throw Refusal.of(
                    Refusal.Kind.INVALID,
                    Message.of("problem.outOfRange")
                            .with("field", field)
                            .with("least", String.valueOf(least))
                            .with("most", String.valueOf(most)));
        }
    }
}
