package org.mushterek.agreement;

import java.time.LocalDate;

/**
 * One term of an instrument; both days are in it.
 *
 * @param number from 1
 */
public record Term(int number, LocalDate first, LocalDate last) {

    public boolean covers(LocalDate day) {
        return !day.isBefore(first) && !day.isAfter(last);
    }
}
