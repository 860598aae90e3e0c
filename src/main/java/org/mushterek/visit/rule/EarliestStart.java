package org.mushterek.visit.rule;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Message;

/**
 * The first day on which a visit may lawfully start when its request is delivered now.
 *
 * @param day null where no day can be named
 * @param obstacle why no day can be named; null where one is
 * @param remarks what to know of the days until then, such as estimated holidays or a renewal that must come first
 */
public record EarliestStart(
        @Nullable LocalDate day, @Nullable Message obstacle, List<Message> remarks) {

    public EarliestStart {
        remarks = List.copyOf(remarks);
    }
}
