package org.mushterek.reporting;

import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.flywaydb.core.api.migration.Context;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.EarlierRows;
import org.mushterek.common.StoredJson;
import org.springframework.stereotype.Component;

/** Marks the cases of steps and drills that were counted before such cases were marked, so that figures open them. */
@Component
public class MarkedEarlierSteps extends EarlierRows {

    private static final int AT_ONCE = 500;

    private static final Set<Measure> NEWLY_MARKED =
            Set.of(Measure.STEP, Measure.STEP_LATE, Measure.DRILL_PLANNED, Measure.DRILL_DONE, Measure.DRILL_CANCELLED);

    private final StoredJson json;

    public MarkedEarlierSteps(StoredJson json) {
        super("89", "mark earlier steps");
        this.json = json;
    }

    @Override
    public void migrate(Context context) throws SQLException {
        var database = context.getConnection();
        try (var clear = database.prepareStatement("delete from report_mark where measure in ("
                        + NEWLY_MARKED.stream()
                                .map(measure -> "'" + measure + "'")
                                .collect(Collectors.joining(", "))
                        + ")");
                var mark = database.prepareStatement(ReportTables.INSERT_MARK)) {
            // So that a start after one that was cut off begins anew.
            clear.executeUpdate();
            var last = markSome(database, mark, "", "");
            while (last != null) {
                last = markSome(database, mark, last.side(), last.number());
            }
        }
    }

    /** @return the last case of which the marks were made; null where none was left */
    private ReportTables.@Nullable CaseKey markSome(
            Connection database, PreparedStatement mark, String side, String number) throws SQLException {
        ReportTables.CaseKey last = null;
        try (var read =
                database.prepareStatement("select fold from report_case where side > ? or (side = ? and number > ?)"
                        + " order by side, number fetch first " + AT_ONCE + " rows only")) {
            read.setString(1, side);
            read.setString(2, side);
            read.setString(3, number);
            try (var row = read.executeQuery()) {
                while (row.next()) {
                    var fold = json.read(row.getString(1), CaseFold.class);
                    last = new ReportTables.CaseKey(fold.side, fold.number);
                    mark(mark, fold);
                }
            }
        }
        if (last != null) {
            mark.executeBatch();
        }
        return last;
    }

    /** Once for each day, whatever the times. */
    private static void mark(PreparedStatement mark, CaseFold fold) throws SQLException {
        var marks = new LinkedHashSet<Fact>();
        for (var fact : fold.facts) {
            if (NEWLY_MARKED.contains(fact.measure())) {
                marks.add(Fact.count(fact.day(), fact.measure(), fact.code()));
            }
        }
        for (var fact : marks) {
            var values = Arrays.<Object>asList(
                    fold.side, fold.kind, fact.measure().name(), Date.valueOf(fact.day()), fold.number, fact.code());
            for (var at = 0; at < values.size(); at++) {
                mark.setObject(at + 1, values.get(at));
            }
            mark.addBatch();
        }
    }
}
