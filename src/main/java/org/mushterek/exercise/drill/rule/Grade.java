package org.mushterek.exercise.drill.rule;

import java.util.Optional;
import java.util.regex.Pattern;

/** A NATO grade: other ranks {@code OR-1} to {@code OR-9}, officers {@code OF-1} to {@code OF-10}, who stand above them. */
record Grade(String code) implements Comparable<Grade> {

    private static final Pattern FORM = Pattern.compile("(OR|OF)-(\\d{1,2})");
    private static final int OFFICERS_FROM = 100;

    static Optional<Grade> of(String code) {
        var found = FORM.matcher(code);
        if (!found.matches()) {
            return Optional.empty();
        }
        var number = Integer.parseInt(found.group(2));
        var highest = found.group(1).equals("OR") ? 9 : 10;
        return number >= 1 && number <= highest ? Optional.of(new Grade(code)) : Optional.empty();
    }

    private int rank() {
        var number = Integer.parseInt(code.substring(3));
        return code.startsWith("OF") ? OFFICERS_FROM + number : number;
    }

    @Override
    public int compareTo(Grade other) {
        return Integer.compare(rank(), other.rank());
    }
}
