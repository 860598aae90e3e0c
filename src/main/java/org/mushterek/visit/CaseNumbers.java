package org.mushterek.visit;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Locale;
import org.mushterek.common.Side;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Numbers that can be said on the phone and name the side that opened the case: {@code VIS-TUR-2027-0042}. */
@Component
class CaseNumbers {

    private final JdbcClient database;
    private final Clock clock;

    CaseNumbers(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The next number of the kind ({@code VIS}, {@code PER}) on the side, in the year at that side. */
    String next(String kind, Side side) {
        var year = LocalDate.ofInstant(clock.instant(), side.zone()).getYear();
        if (increase(kind, side.code(), year) == 0) {
            database.sql("insert into case_counter (kind, side, year_of_case, latest) values (?, ?, ?, 0)")
                    .params(kind, side.code(), year)
                    .update();
            increase(kind, side.code(), year);
        }
        var latest = database.sql("select latest from case_counter where kind = ? and side = ? and year_of_case = ?")
                .params(kind, side.code(), year)
                .query(Integer.class)
                .single();
        return String.format(Locale.ROOT, "%s-%s-%d-%04d", kind, side.code(), year, latest);
    }

    /** The row stays locked until the transaction ends, so that no two cases get one number. */
    private int increase(String kind, String side, int year) {
        return database.sql(
                        "update case_counter set latest = latest + 1 where kind = ? and side = ? and year_of_case = ?")
                .params(kind, side, year)
                .update();
    }
}
