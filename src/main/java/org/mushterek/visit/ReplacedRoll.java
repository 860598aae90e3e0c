package org.mushterek.visit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Message;
import org.mushterek.visit.VisitDocument.Arm;

/**
 * What becomes of a request whose roll is replaced: whoever carries a weapon, travels by a movement, is the senior person or
 * the deputy is a person, not a line, and keeps it on whichever line of the new roll that person stands. What was of somebody
 * who is not on it any more is nobody's, and that is told. Pure.
 *
 * @param content the request's content with the lines of the new roll, and with it
 * @param vacated what an officer should know: each place whose person is gone
 */
record ReplacedRoll(VisitDocument content, List<Message> vacated) {

    ReplacedRoll {
        vacated = List.copyOf(vacated);
    }

    /**
     * Moves the lines of the present roll. A line on which nobody stands was written for a roll to come and stays.
     *
     * @param arms what the new roll says of arms, with its own lines; null where it says nothing
     */
    static ReplacedRoll of(VisitDocument before, List<Visitor> roll, @Nullable List<Arm> arms) {
        var lines = moved(before.visitors(), roll);
        var moved = before.onLines(line -> lines.containsKey(line) ? lines.get(line) : line)
                .withVisitors(roll);
        return new ReplacedRoll(arms == null ? moved : moved.withArms(arms), vacated(before, moved, arms == null));
    }

    boolean changesContentOf(VisitDocument before) {
        return !content.contentAlone().equals(before.contentAlone());
    }

    /** Each line of the old roll → the same person's line on the new one, null where that person is gone. */
    static Map<Integer, @Nullable Integer> moved(List<Visitor> before, List<Visitor> after) {
        var gone = new ArrayList<>(before);
        var free = new ArrayList<>(after);
        var moved = new HashMap<Integer, @Nullable Integer>();
        // A document alone proves least: its number may have been written beside the wrong person, or given to another.
        for (Function<Visitor, @Nullable String> key : List.<Function<Visitor, @Nullable String>>of(
                visitor -> document(visitor) + "|" + names(visitor),
                visitor -> visitor.personalNumber() == null
                        ? null
                        : visitor.nationality() + " " + visitor.personalNumber(),
                visitor -> names(visitor) + "|" + visitor.birthDate(),
                ReplacedRoll::document)) {
            var found = new HashMap<String, Visitor>();
            free.stream()
                    .filter(visitor -> key.apply(visitor) != null)
                    .forEach(visitor -> found.putIfAbsent(String.valueOf(key.apply(visitor)), visitor));
            gone.removeIf(visitor -> {
                var wanted = key.apply(visitor);
                var same = wanted == null ? null : found.remove(wanted);
                if (same == null) {
                    return false;
                }
                free.remove(same);
                moved.put(visitor.line(), same.line());
                return true;
            });
        }
        gone.forEach(visitor -> moved.put(visitor.line(), null));
        return moved;
    }

    private static String document(Visitor visitor) {
        return visitor.nationality() + " " + visitor.documentNumber();
    }

    private static String names(Visitor visitor) {
        return (visitor.surname() + "|" + visitor.forenames()).toUpperCase(Locale.ROOT);
    }

    private static List<Message> vacated(VisitDocument before, VisitDocument after, boolean keepsArms) {
        var told = new ArrayList<Message>();
        if (before.seniorLine() != null && after.seniorLine() == null) {
            told.add(Message.of("visit.roll.seniorGone"));
        }
        if (before.deputyLine() != null && after.deputyLine() == null) {
            told.add(Message.of("visit.roll.deputyGone"));
        }
        for (int at = 0; keepsArms && at < before.arms().size(); at++) {
            var arm = before.arms().get(at);
            if (arm.bearer() != null && after.arms().get(at).bearer() == null) {
                told.add(Message.of("visit.roll.bearerGone")
                        .with("no", at + 1)
                        .with("type", arm.type())
                        .with("serial", arm.serialNumber() == null ? "–" : arm.serialNumber()));
            }
        }
        var legs = before.annexes().legs();
        var movedLegs = after.annexes().legs();
        for (int at = 0; legs != null && movedLegs != null && at < legs.size(); at++) {
            var was = legs.get(at) == null ? null : legs.get(at).travellers();
            var is = movedLegs.get(at) == null ? null : movedLegs.get(at).travellers();
            if (was != null && is != null && is.size() < was.size()) {
                told.add(Message.of(is.isEmpty() ? "visit.roll.nobodyTravels" : "visit.roll.travellersGone")
                        .with("no", at + 1)
                        .with("gone", was.size() - is.size()));
            }
        }
        return told;
    }
}
