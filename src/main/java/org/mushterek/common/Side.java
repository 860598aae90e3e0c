package org.mushterek.common;

import java.time.ZoneId;

/**
 * One of the states whose forces train together. Which of them hosts is a role in an exercise, not a property of a side.
 *
 * @param code three upper-case letters, as in data and case numbers ({@code AZE})
 * @param tenant lower case, as in groups and in the engine ({@code aze})
 * @param country two letters, for customs serials and languages only
 * @param zone the zone in which this side's deadlines are told
 * @param language the first language of its accounts
 */
public record Side(String code, String tenant, String country, ZoneId zone, Language language) {

    /** The key of this side's name in {@link Texts}. */
    public Message name() {
        return Message.of("side." + code);
    }
}
