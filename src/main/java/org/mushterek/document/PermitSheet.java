package org.mushterek.document;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that stands on a permit, as a snapshot: the same sheet always gives the same paper. Texts are plain text of any
 * content; nothing in them is ever taken for markup or for an address.
 *
 * @param number the permit's number, which is also the document's id on each page
 * @param revision from 1
 * @param hostState three letters
 * @param sendingState three letters
 * @param instrumentTitle the instrument between the sides that the visit rests on
 * @param instrumentDate its date of signature, where known
 * @param rulesDate the date whose rules and parameters the decision was judged by
 * @param validFrom first day, on the host's calendar
 * @param validTo last day, included
 * @param persons the approved persons only
 * @param seniorLine line of the senior person
 * @param deputyLine line of the deputy
 * @param arms what is carried; empty where {@code armed} is false
 * @param route three-letter states in the order passed, the sending state first
 * @param limits limits and conditions of the whole permit
 * @param checkCode as printed, {@code ABCD-EFGH}
 * @param token what {@link PermitToken#seal} gave
 * @param verifyAddress where anybody can check the permit, without the token ({@code https://…/verify}); null where the
 *     installation has no public address
 * @param marking the protective marking, at the top and bottom of each page
 * @param draft whether the paper is a proof that gives no right
 * @param demoAssumption whether the permit rests on what only the demo supplies
 * @param group the group and which of its parts ({@code GRP-TUR-2027-0003 · 2/3}); null where the permit stands alone
 * @param inPlaceOf number of the permit whose place it takes, as the permit of an amendment; null for a first one
 */
public record PermitSheet(
        String number,
        int revision,
        String hostState,
        String sendingState,
        String exerciseCode,
        String exerciseTitle,
        String instrumentTitle,
        @Nullable LocalDate instrumentDate,
        LocalDate rulesDate,
        LocalDate validFrom,
        LocalDate validTo,
        List<Site> sites,
        List<Person> persons,
        @Nullable Integer seniorLine,
        @Nullable Integer deputyLine,
        boolean armed,
        List<Arm> arms,
        List<String> route,
        @Nullable String limits,
        List<Waiver> waivers,
        Instant issuedAt,
        String issuingAuthority,
        String checkCode,
        String token,
        @Nullable String verifyAddress,
        String marking,
        boolean draft,
        boolean demoAssumption,
        @Nullable String group,
        @Nullable String inPlaceOf) {

    public PermitSheet {
        sites = List.copyOf(sites);
        persons = List.copyOf(persons);
        arms = List.copyOf(arms);
        route = List.copyOf(route);
        waivers = List.copyOf(waivers);
    }

    /**
     * The sheet of a next revision, which lets fewer persons in.
     *
     * @param carried what those who remain bring
     */
    public PermitSheet replacedBy(
            int nextRevision,
            List<Person> remaining,
            Integer senior,
            @Nullable Integer deputy,
            boolean stillArmed,
            List<Arm> carried,
            Instant at,
            String nextCheckCode,
            String nextToken) {
        return new PermitSheet(
                number,
                nextRevision,
                hostState,
                sendingState,
                exerciseCode,
                exerciseTitle,
                instrumentTitle,
                instrumentDate,
                rulesDate,
                validFrom,
                validTo,
                sites,
                remaining,
                senior,
                deputy,
                stillArmed,
                carried,
                route,
                limits,
                waivers,
                at,
                issuingAuthority,
                nextCheckCode,
                nextToken,
                verifyAddress,
                marking,
                draft,
                demoAssumption,
                group,
                inPlaceOf);
    }

    /** What stays of a permit whose persons were erased. Nothing is printed from it. */
    public PermitSheet withoutPersons() {
        return new PermitSheet(
                number,
                revision,
                hostState,
                sendingState,
                exerciseCode,
                exerciseTitle,
                instrumentTitle,
                instrumentDate,
                rulesDate,
                validFrom,
                validTo,
                sites.stream()
                        .map(site -> new Site(site.no(), site.name(), site.address(), null))
                        .toList(),
                List.of(),
                null,
                null,
                armed,
                arms.stream()
                        .map(arm -> new Arm(arm.type(), null, arm.quantity()))
                        .toList(),
                route,
                null,
                List.of(),
                issuedAt,
                issuingAuthority,
                checkCode,
                "",
                verifyAddress,
                marking,
                draft,
                demoAssumption,
                group,
                inPlaceOf);
    }

    /** An approved place, with the limits that hold there. */
    public record Site(
            int no,
            String name,
            @Nullable String address,
            @Nullable String limits) {}

    /**
     * An approved person.
     *
     * @param line place in the roll
     * @param grade NATO grade code ({@code OF-3})
     * @param role code of what the person does ({@code PARTICIPANT})
     * @param exceptedSites numbers of the sites that this person may not enter
     */
    public record Person(
            int line,
            String grade,
            String surname,
            String forenames,
            String documentNumber,
            String role,
            List<Integer> exceptedSites) {

        public Person {
            exceptedSites = List.copyOf(exceptedSites);
        }
    }

    /** One kind of weapon, or one weapon where it has a serial number. */
    public record Arm(String type, @Nullable String serialNumber, int quantity) {}

    /** A rule that was set aside for this revision, by whom and why. */
    public record Waiver(String rule, String reason, String authority) {}
}
