package org.mushterek.exercise.rule;

/** Level of a risk, the lower first; whose approval it asks for is a default of the house. */
public enum RiskLevel {
    /** A company commander may approve it. */
    LOW,
    /** A battalion commander. */
    MEDIUM,
    /** A brigade commander. */
    HIGH,
    /** A general officer. */
    EXTREMELY_HIGH;

    /** How often a hazard may strike, the likeliest first. */
    public enum Probability {
        FREQUENT,
        LIKELY,
        OCCASIONAL,
        SELDOM,
        UNLIKELY
    }

    /** How bad it would be, the worst first. */
    public enum Severity {
        CATASTROPHIC,
        CRITICAL,
        MODERATE,
        NEGLIGIBLE
    }

    private static final String[] MATRIX = {"EEHHM", "EHHML", "HMMLL", "MLLLL"};

    /** The level by severity and probability, in the matrix of the kind of DD Form 2977. */
    public static RiskLevel of(Severity severity, Probability probability) {
        return switch (MATRIX[severity.ordinal()].charAt(probability.ordinal())) {
            case 'E' -> EXTREMELY_HIGH;
            case 'H' -> HIGH;
            case 'M' -> MEDIUM;
            default -> LOW;
        };
    }

    public boolean isAbove(RiskLevel other) {
        return compareTo(other) > 0;
    }
}
