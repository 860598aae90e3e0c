package org.mushterek.exercise.planning;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;
import org.mushterek.exercise.planning.GateItem.Light;
import org.mushterek.retention.PersonalRecords;

/**
 * What the protocol of a readiness gate says that was held outside this installation.
 *
 * @param reference number under which both sides file it
 * @param signedOn day of the last signature
 * @param signatures who signed: the commander of each party
 * @param items each item of the gate, green, or waived by whom and why
 */
public record GateProtocol(
        @Nullable String reference, @Nullable LocalDate signedOn, List<Signature> signatures, List<Item> items) {

    private static final int LONGEST_REFERENCE = 60;
    private static final int LONGEST_LINE = 200;

    private static final List<String> OF_THE_HOST = List.of(
            "INSTRUMENT",
            "PLAN_LINE",
            "MEDICAL_PLAN",
            "RISK_ASSESSMENT",
            "RANGE_BOOKING",
            "RANGE_SAFETY",
            "MEDIA_PLAN");

    /** The care that the host gives stands in its medical plan. */
    private static final List<String> OF_EACH_SENDER = ReadinessGate.OF_EACH_SENDER.stream()
            .filter(item -> !item.equals("HOST_CARE"))
            .toList();

    public GateProtocol {
        signatures = Planning.copy(signatures);
        items = Planning.copy(items);
    }

    /**
     * @param party code of the side
     * @param name rank, name and post of its commander
     */
    public record Signature(
            @Nullable String party, @Nullable String name) {}

    /**
     * @param item with its party, such as {@code INSURANCE:TUR}
     * @param light {@code GREEN} or {@code WAIVED}
     * @param waivedBy which authority let it pass; of what is waived alone, like {@code reason}
     */
    public record Item(
            @Nullable String item,
            @Nullable Light light,
            @Nullable String waivedBy,
            @Nullable String reason) {

        private boolean isOf(String asked) {
            return asked.equals(item);
        }
    }

    /** The items that the protocol has to answer, each with its party ({@code INSURANCE:TUR}). */
    static List<String> asked(String host, List<String> parties) {
        var senders = parties.stream().filter(party -> !party.equals(host)).toList();
        return Stream.of(
                        OF_THE_HOST.stream().map(item -> item + ":" + host),
                        senders.stream()
                                .flatMap(party -> OF_EACH_SENDER.stream().map(item -> item + ":" + party)),
                        parties.stream().map(party -> "HEALTH:" + party))
                .flatMap(items -> items)
                .toList();
    }

    /**
     * Everything that is wrong with it as the protocol of an exercise of these parties.
     *
     * @param latest day on which it can have been signed: STARTEX, or today where that is earlier
     */
    List<Finding> faults(String host, List<String> parties, LocalDate latest) {
        var findings = new ArrayList<Finding>();
        check(findings, ProductContent.isText(reference, LONGEST_REFERENCE), "reference", "text", LONGEST_REFERENCE);
        check(findings, signedOn != null && !signedOn.isAfter(latest), "signedOn", "signedOn", 0);
        for (var party : parties) {
            var signed = signatures.stream()
                    .filter(signature -> party.equals(signature.party()))
                    .toList();
            check(
                    findings,
                    signed.size() == 1 && ProductContent.isText(signed.get(0).name(), LONGEST_LINE),
                    "signatures/" + party,
                    "signature",
                    LONGEST_LINE);
        }
        signatures.stream()
                .filter(signature -> !parties.contains(String.valueOf(signature.party())))
                .forEach(signature ->
                        findings.add(ProductContent.fault("signatures/" + signature.party(), "signatureElsewhere", 0)));
        checkItems(findings, asked(host, parties));
        return findings;
    }

    private void checkItems(List<Finding> findings, List<String> asked) {
        for (var subject : asked) {
            var given = items.stream().filter(item -> item.isOf(subject)).toList();
            var place = "items/" + subject;
            if (given.size() != 1
                    || given.get(0).light() == null
                    || given.get(0).light() == Light.RED) {
                findings.add(ProductContent.fault(place, "protocolItem", 0));
            } else if (given.get(0).light() == Light.WAIVED) {
                check(
                        findings,
                        ProductContent.isText(given.get(0).waivedBy(), LONGEST_LINE),
                        place,
                        "waivedBy",
                        LONGEST_LINE);
                check(findings, Plannings.isReason(given.get(0).reason()), place, "text", Plannings.LONGEST_REASON);
            } else {
                check(
                        findings,
                        given.get(0).waivedBy() == null && given.get(0).reason() == null,
                        place,
                        "waivedElsewhere",
                        0);
            }
        }
        var known = new HashSet<>(asked);
        items.stream()
                .filter(item -> !known.contains(item.item()))
                .forEach(item -> findings.add(ProductContent.fault("items/" + item.item(), "notAsked", 0)));
    }

    private static void check(List<Finding> findings, boolean holds, String place, String fault, int longest) {
        if (!holds) {
            findings.add(ProductContent.fault(place, fault, longest));
        }
    }

    /** The items as the gate shows them. */
    List<GateItem> shown(List<String> parties) {
        return items.stream().map(item -> shown(item, parties)).toList();
    }

    private GateItem shown(Item item, List<String> parties) {
        var named = String.valueOf(item.item()).split(":", 2);
        var isWaived = item.light() == Light.WAIVED;
        var told = Message.of(isWaived ? "planning.gate.waivedByProtocol" : "planning.gate.byProtocol")
                .with("reference", String.valueOf(reference))
                .with("day", Objects.requireNonNull(signedOn))
                .with("authority", String.valueOf(item.waivedBy()));
        var shown = GateItem.of(named[0], named[1], true, told);
        return isWaived ? shown.waived(parties, String.valueOf(item.reason())) : shown;
    }

    /** How many of its items were let pass. */
    int waived() {
        return (int) items.stream().filter(item -> item.light() == Light.WAIVED).count();
    }

    /** Whether it lets pass what it finds not in order. */
    boolean waives(String subject) {
        return items.stream().anyMatch(item -> item.isOf(subject) && item.light() == Light.WAIVED);
    }

    /** The same without words and names: days, codes and lights stay. */
    GateProtocol withoutTexts() {
        return new GateProtocol(
                reference,
                signedOn,
                signatures.stream()
                        .map(signature -> new Signature(signature.party(), PersonalRecords.gone(signature.name())))
                        .toList(),
                items.stream()
                        .map(item -> new Item(
                                item.item(),
                                item.light(),
                                PersonalRecords.gone(item.waivedBy()),
                                PersonalRecords.gone(item.reason())))
                        .toList());
    }
}
