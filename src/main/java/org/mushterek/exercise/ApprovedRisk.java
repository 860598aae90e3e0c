package org.mushterek.exercise;

import java.util.Optional;
import org.mushterek.exercise.rule.RiskLevel;

/** The residual risk that every party of an exercise has approved before it began. */
public interface ApprovedRisk {

    /** Of the whole exercise; empty where no assessment is approved by all. */
    Optional<RiskLevel> of(String exercise);
}
