package org.mushterek.exercise.planning;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;
import org.mushterek.exercise.rule.RiskLevel;
import org.mushterek.exercise.rule.RiskLevel.Probability;
import org.mushterek.exercise.rule.RiskLevel.Severity;
import org.mushterek.retention.PersonalRecords;

/**
 * What a product says.
 *
 * @param text the document
 * @param objectives training objectives; of the specification alone
 * @param rows of the risk assessment alone, like {@code overall}
 * @param overall residual risk of the whole
 * @param protocol of a gate that was held outside; of its protocol alone, whose document may be left out
 */
public record ProductContent(
        @Nullable String text,
        List<Objective> objectives,
        List<RiskRow> rows,
        @Nullable RiskLevel overall,
        @Nullable GateProtocol protocol) {

    private static final int LONGEST_TEXT = 20_000;
    private static final int LONGEST_LINE = 500;
    private static final int MOST_ROWS = 100;
    private static final Pattern CODE = Pattern.compile("[A-Z0-9][A-Z0-9-]{0,19}");

    public ProductContent {
        objectives = Planning.copy(objectives);
        rows = Planning.copy(rows);
    }

    /** @param code by which drills name it, such as {@code TO-1} */
    public record Objective(@Nullable String code, @Nullable String text) {}

    /**
     * A row of the risk assessment, in the pattern of DD Form 2977.
     *
     * @param task the subtask
     * @param controls what is done against the hazard
     * @param implementer how and by whom the controls are put in place
     * @param residual what is left of the risk with the controls
     */
    public record RiskRow(
            @Nullable String task,
            @Nullable String hazard,
            @Nullable Probability probability,
            @Nullable Severity severity,
            @Nullable String controls,
            @Nullable String implementer,
            @Nullable RiskLevel residual) {

        /** The risk before any control, by the matrix; null as long as one of its two parts is. */
        public @Nullable RiskLevel initial() {
            return probability == null || severity == null ? null : RiskLevel.of(severity, probability);
        }
    }

    /** Everything that is wrong with it as a product of this kind; a rule judges the levels of risk. */
    List<Finding> faults(ProductKind kind) {
        var findings = new ArrayList<Finding>();
        var mayBeLeftOut = kind == ProductKind.GATE_PROTOCOL && text == null;
        check(findings, mayBeLeftOut || isText(text, LONGEST_TEXT), "text", "text", LONGEST_TEXT);
        check(findings, (protocol == null) == (kind != ProductKind.GATE_PROTOCOL), "protocol", "protocol", 0);
        if (kind == ProductKind.EXERCISE_SPECIFICATION) {
            checkObjectives(findings);
        } else {
            check(findings, objectives.isEmpty(), "objectives", "objectivesElsewhere", 0);
        }
        if (kind == ProductKind.RISK_ASSESSMENT) {
            checkRows(findings);
        } else {
            check(findings, rows.isEmpty() && overall == null, "rows", "rowsElsewhere", 0);
        }
        return findings;
    }

    private void checkObjectives(List<Finding> findings) {
        check(findings, !objectives.isEmpty() && objectives.size() <= MOST_ROWS, "objectives", "objectives", MOST_ROWS);
        var codes = new HashSet<String>();
        for (var line = 1; line <= objectives.size(); line++) {
            var objective = objectives.get(line - 1);
            var code = objective.code();
            check(
                    findings,
                    code != null && CODE.matcher(code).matches() && codes.add(code),
                    "objectives/" + line + "/code",
                    "objectiveCode",
                    0);
            check(
                    findings,
                    isText(objective.text(), LONGEST_LINE),
                    "objectives/" + line + "/text",
                    "text",
                    LONGEST_LINE);
        }
    }

    private void checkRows(List<Finding> findings) {
        check(findings, !rows.isEmpty() && rows.size() <= MOST_ROWS, "rows", "rows", MOST_ROWS);
        check(findings, overall != null, "overall", "level", 0);
        for (var line = 1; line <= rows.size(); line++) {
            var row = rows.get(line - 1);
            var place = "rows/" + line + "/";
            check(findings, isText(row.task(), LONGEST_LINE), place + "task", "text", LONGEST_LINE);
            check(findings, isText(row.hazard(), LONGEST_LINE), place + "hazard", "text", LONGEST_LINE);
            check(findings, isText(row.controls(), LONGEST_LINE), place + "controls", "text", LONGEST_LINE);
            check(findings, isText(row.implementer(), LONGEST_LINE), place + "implementer", "text", LONGEST_LINE);
            check(findings, row.probability() != null, place + "probability", "level", 0);
            check(findings, row.severity() != null, place + "severity", "level", 0);
            check(findings, row.residual() != null, place + "residual", "level", 0);
            var initial = row.initial();
            check(
                    findings,
                    initial == null || row.residual() == null || !row.residual().isAbove(initial),
                    place + "residual",
                    "residualAboveInitial",
                    0);
        }
    }

    /** The same without words: codes and levels of risk stay. */
    ProductContent withoutTexts() {
        return new ProductContent(
                PersonalRecords.gone(text),
                objectives.stream()
                        .map(objective -> new Objective(objective.code(), PersonalRecords.gone(objective.text())))
                        .toList(),
                rows.stream()
                        .map(row -> new RiskRow(
                                PersonalRecords.gone(row.task()),
                                PersonalRecords.gone(row.hazard()),
                                row.probability(),
                                row.severity(),
                                PersonalRecords.gone(row.controls()),
                                PersonalRecords.gone(row.implementer()),
                                row.residual()))
                        .toList(),
                overall,
                protocol == null ? null : protocol.withoutTexts());
    }

    /** The residual levels of the rows. */
    List<RiskLevel> residuals() {
        return rows.stream().map(RiskRow::residual).filter(Objects::nonNull).toList();
    }

    static boolean isText(@Nullable String text, int longest) {
        return text != null && !text.isBlank() && text.length() <= longest;
    }

    private static void check(List<Finding> findings, boolean holds, String place, String fault, int longest) {
        if (!holds) {
            findings.add(fault(place, fault, longest));
        }
    }

    static Finding fault(String place, String fault, int longest) {
        var key = "planning.fault." + fault;
        return new Finding(
                key, place, Message.of(key), Message.of(key + ".cure").with("longest", longest), null);
    }
}
