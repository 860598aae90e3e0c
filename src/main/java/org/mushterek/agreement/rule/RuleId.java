package org.mushterek.agreement.rule;

import java.util.regex.Pattern;

/** The code of a rule in the catalogue ({@code VIS-07}): stable, shown in refusals, reports and logs. */
public record RuleId(String code) implements Comparable<RuleId> {

    private static final Pattern CODE = Pattern.compile("[A-Z]{3}-[0-9]{2}");

    public RuleId {
        if (!CODE.matcher(code).matches()) {
            throw new IllegalArgumentException("Not the code of a rule: " + code + "\nMaybe write it as VIS-07.");
        }
    }

    @Override
    public int compareTo(RuleId other) {
        return code.compareTo(other.code);
    }

    @Override
    public String toString() {
        return code;
    }
}
