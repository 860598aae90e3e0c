package org.mushterek.retention;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Side;

/** What a capability keeps of persons, each side's own copy apart; one bean for each kind of case. */
public interface PersonalRecords {

    /** Stands in the place of what was erased and may not be empty. */
    String GONE = "\u2014";

    /** {@link #GONE} in the place of what was written; null where nothing was. */
    static @Nullable String gone(@Nullable String written) {
        return written == null ? null : GONE;
    }

    /**
     * A closed case whose persons a side still keeps.
     *
     * @param closedOn by the side's clock
     */
    record Closed(String number, LocalDate closedOn) {}

    /** How much was erased; figures only. */
    record Erased(int persons, int texts, int files) {}

    /** The kind of case, as in the names of the parameters: {@code retention.<kind>.<side>}. */
    String kind();

    /**
     * Whether a case has one copy that the sides with a part in it share: a hold of any of them keeps it for all. Otherwise each
     * side has a copy of its own, which its own holds keep.
     */
    default boolean isShared() {
        return false;
    }

    /**
     * The closed cases of which the side keeps persons, the first closed first.
     *
     * @param held whether those that a legal hold keeps, or the others: a hold never stands before what is due
     */
    List<Closed> keptOfClosed(Side side, boolean held, int limit);

    /** Whether the side has any part in a case of this number, closed or not. */
    boolean knows(Side side, String number);

    /**
     * Whether a legal hold of the side keeps a case, for the query of {@link #keptOfClosed}.
     *
     * @param number how the query names the column of the case's number
     * @param held whether it is to be held
     * @return a condition that names the side's code {@code :side}
     */
    static String holds(String number, boolean held) {
        return holds("h.side = :side and ", number, held);
    }

    /** Whether a legal hold of any side keeps a case that {@linkplain #isShared() is shared}: as {@link #holds(String, boolean)}. */
    static String sharedHolds(String number, boolean held) {
        return holds("", number, held);
    }

    private static String holds(String whose, String number, boolean held) {
        return (held ? "" : "not ") + "exists (select 1 from legal_hold h where " + whose + "h.case_number = " + number
                + " and h.lifted_at is null)";
    }

    /** Erases the persons of the side's copy in the present transaction; figures, days, states and the story stay. */
    Erased erase(Side side, String number);
}
