package org.mushterek.visit;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.mushterek.visit.VisitDocument.TravelMeans;

/**
 * What a contingent brings and how it travels: Annexes 3 to 7 of the request, but for the arms, which stand in the document
 * itself. Null where a list was never opened. Decimal numbers are text, so that the document's hash does not hang on how a
 * program writes numbers.
 *
 * @param ammunition Annex 3, by lot
 * @param vehicles Annex 4
 * @param radios Annex 5
 * @param medicalStores Annex 6
 * @param legs Annex 7
 */
public record RequestAnnexes(
        @Nullable List<Ammunition> ammunition,
        @Nullable List<Vehicle> vehicles,
        @Nullable List<Radio> radios,
        @Nullable List<MedicalStore> medicalStores,
        @Nullable List<Leg> legs) {

    /** No annex was written. */
    public static final RequestAnnexes NONE = new RequestAnnexes(null, null, null, null, null);

    public RequestAnnexes {
        ammunition = kept(ammunition);
        vehicles = kept(vehicles);
        radios = kept(radios);
        medicalStores = kept(medicalStores);
        legs = kept(legs);
    }

    /** The movements of persons, and nothing that is brought. */
    RequestAnnexes ofTravelAlone() {
        return new RequestAnnexes(
                emptied(ammunition), emptied(vehicles), emptied(radios), emptied(medicalStores), legs);
    }

    /**
     * The same with the movements of some of the persons, on the lines that these have in a part of the roll. A movement that
     * names nobody is everybody's.
     */
    RequestAnnexes ofTravellers(Map<Integer, Integer> lines) {
        return legs == null
                ? this
                : new RequestAnnexes(
                        ammunition,
                        vehicles,
                        radios,
                        medicalStores,
                        legs.stream()
                                .filter(leg -> leg == null || leg.isFor(lines.keySet()))
                                .map(leg -> leg == null ? null : leg.on(lines))
                                .toList());
    }

    /** The same with the movements of some of the persons, on the lines that they have; one of others alone is left out. */
    RequestAnnexes ofTravellers(Set<Integer> lines) {
        return legs == null
                ? this
                : new RequestAnnexes(
                        ammunition,
                        vehicles,
                        radios,
                        medicalStores,
                        legs.stream()
                                .filter(leg -> leg == null || leg.isFor(lines))
                                .map(leg ->
                                        leg == null ? null : leg.onLines(line -> lines.contains(line) ? line : null))
                                .toList());
    }

    /** The same with every line of a traveller as another roll has it, {@code null} for who is not on it. */
    RequestAnnexes onLines(UnaryOperator<@Nullable Integer> lines) {
        return legs == null
                ? this
                : new RequestAnnexes(
                        ammunition,
                        vehicles,
                        radios,
                        medicalStores,
                        legs.stream()
                                .map(leg -> leg == null ? null : leg.onLines(lines))
                                .toList());
    }

    /** Whether any of the persons travels so; all do where no movement of that kind names anybody. */
    boolean fliesWith(TravelMeans means, Map<Integer, Integer> lines) {
        var named = legs == null
                ? List.<Leg>of()
                : legs.stream()
                        .filter(leg -> leg != null && leg.means() == means && !leg.isForAll())
                        .toList();
        return named.isEmpty() || named.stream().anyMatch(leg -> leg.isFor(lines.keySet()));
    }

    private static <T> @Nullable List<T> emptied(@Nullable List<T> entries) {
        return entries == null ? null : List.of();
    }

    /** An unchangeable copy. An entry that is nothing stays, so that the check can say at which place it stands. */
    static <T> @Nullable List<T> kept(@Nullable List<T> entries) {
        return entries == null ? null : Collections.unmodifiableList(new ArrayList<>(entries));
    }

    /**
     * One lot.
     *
     * @param quantity rounds or pieces
     * @param netExplosiveKg net explosive quantity of the lot, kilograms as a decimal number with a point
     */
    public record Ammunition(
            @Nullable String type,
            @Nullable String lot,
            @Nullable Integer quantity,
            @Nullable String netExplosiveKg) {}

    /** @param registration number plate or tail number */
    public record Vehicle(
            @Nullable VehicleKind kind,
            @Nullable String type,
            @Nullable String registration) {}

    public enum VehicleKind {
        VEHICLE,
        TRAILER,
        AIRCRAFT,
        UNMANNED_AIRCRAFT,
        VESSEL
    }

    /** @param frequencyMhz megahertz as a decimal number with a point */
    public record Radio(
            @Nullable String equipment, @Nullable String frequencyMhz) {}

    public record MedicalStore(
            @Nullable String item, @Nullable Integer quantity) {}

    /**
     * One movement over the border.
     *
     * @param borderPoint where the host's border is crossed: a border post, airport or port
     * @param crossesAt local time of the host, in whose zone every border point lies
     * @param carrier number of the flight, train, ship or convoy
     * @param travellers lines of the persons on the roll who travel by it; null where everybody does, empty where whoever did
     *     has left the roll
     */
    public record Leg(
            @Nullable Direction direction,
            @Nullable String from,
            @Nullable String to,
            @Nullable String borderPoint,
            @Nullable LocalDateTime crossesAt,
            @Nullable TravelMeans means,
            @Nullable String carrier,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            List<Integer> travellers) {

        public Leg {
            travellers = kept(travellers);
        }

        /** A movement of everybody. */
        public Leg(
                @Nullable Direction direction,
                @Nullable String from,
                @Nullable String to,
                @Nullable String borderPoint,
                @Nullable LocalDateTime crossesAt,
                @Nullable TravelMeans means,
                @Nullable String carrier) {
            this(direction, from, to, borderPoint, crossesAt, means, carrier, null);
        }

        @JsonIgnore
        boolean isForAll() {
            return travellers == null || travellers.isEmpty();
        }

        boolean isFor(Set<Integer> lines) {
            return travellers == null
                    || travellers.isEmpty()
                    || travellers.stream().anyMatch(lines::contains);
        }

        private Leg on(Map<Integer, Integer> lines) {
            return onLines(lines::get);
        }

        private Leg onLines(UnaryOperator<@Nullable Integer> lines) {
            return travellers == null
                    ? this
                    : of(travellers.stream().map(lines).filter(Objects::nonNull).toList());
        }

        /** The same movement, with its travellers in the order of the roll. */
        Leg inOrder() {
            return travellers == null ? this : of(travellers.stream().sorted().toList());
        }

        private Leg of(List<Integer> others) {
            return new Leg(direction, from, to, borderPoint, crossesAt, means, carrier, others);
        }
    }

    public enum Direction {
        ARRIVAL,
        DEPARTURE
    }
}
