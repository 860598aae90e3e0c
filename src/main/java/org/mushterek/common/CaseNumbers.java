package org.mushterek.common;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Numbers that can be said on the phone and name the side that opened the case: {@code VIS-TUR-2027-0042}. */
@Component
public class CaseNumbers {

    /** SQL that tells the side that the number of the row {@code t} names. */
    public static final String SIDE_OF_NUMBER = "substring(t.number from 5 for 3)";

    private static final Pattern FORM = Pattern.compile("[A-Z]{3}-[A-Z]{3}-\\d{4}-\\d{4,9}");

    private final JdbcClient database;
    private final TransactionTemplate apart;
    private final Clock clock;

    public CaseNumbers(JdbcClient database, PlatformTransactionManager transactions, Clock clock) {
        this.database = database;
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.clock = clock;
    }

    /** Whether a text from outside has the form of a number, and so says nothing else. */
    public static boolean isOne(String text) {
        return FORM.matcher(text).matches();
    }

    /** The code of the side that the number names. */
    public static String side(String number) {
        return number.substring("VIS-".length(), "VIS-TUR".length());
    }

    /** The next number of the kind ({@code VIS}, {@code PER}) on the side, in the year at that side. */
    public String next(String kind, Side side) {
        var year = yearAt(side);
        return String.format(Locale.ROOT, "%s-%s-%d-%04d", kind, side.code(), year, draw(kind, side, year));
    }

    /**
     * Lets nobody else draw a number of the kind on the side until the transaction ends: what is found to be there already, or not,
     * is still so when the numbers are drawn.
     */
    public void hold(String kind, Side side) {
        var year = yearAt(side);
        if (!lock(kind, side.code(), year)) {
            begin(kind, side.code(), year);
            lock(kind, side.code(), year);
        }
    }

    /** Whether the row is there, locked from now on. */
    private boolean lock(String kind, String side, int year) {
        return database.sql(
                        "select latest from case_counter where kind = ? and side = ? and year_of_case = ? for update")
                .params(kind, side, year)
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    private int yearAt(Side side) {
        return LocalDate.ofInstant(clock.instant(), side.zone()).getYear();
    }

    /** How many of the kind there are on the side in the year with this one, which nobody else gets. */
    public int draw(String kind, Side side, int year) {
        return increase(kind, side.code(), year).orElseGet(() -> {
            begin(kind, side.code(), year);
            return increase(kind, side.code(), year).orElseThrow();
        });
    }

    /** In a transaction of its own: of two first cases at one moment, the second finds the row instead of failing. */
    private void begin(String kind, String side, int year) {
        try {
            apart.executeWithoutResult(transaction -> database.sql(
                            "insert into case_counter (kind, side, year_of_case, latest) values (?, ?, ?, 0)")
                    .params(kind, side, year)
                    .update());
        } catch (DuplicateKeyException begunMeanwhile) {
            // The row is there; that is all that was wanted.
        }
    }

    /** The row stays locked until the transaction ends, so that no two cases get one number. */
    private Optional<Integer> increase(String kind, String side, int year) {
        var keys = new GeneratedKeyHolder();
        database.sql("update case_counter set latest = latest + 1 where kind = ? and side = ? and year_of_case = ?")
                .params(kind, side, year)
                .update(keys, "latest");
        return keys.getKeyList().isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(keys.getKey()).map(Number::intValue);
    }
}
