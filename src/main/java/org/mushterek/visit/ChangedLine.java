package org.mushterek.visit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mushterek.visit.AmendmentChanges.Change;
import org.mushterek.visit.AmendmentChanges.Section;
import org.mushterek.visit.RequestAnnexes.Ammunition;
import org.mushterek.visit.RequestAnnexes.Leg;
import org.mushterek.visit.RequestAnnexes.MedicalStore;
import org.mushterek.visit.RequestAnnexes.Radio;
import org.mushterek.visit.RequestAnnexes.Vehicle;
import org.mushterek.visit.RequestParticulars.SpecialNeed;
import org.mushterek.visit.VisitDocument.Arm;
import org.mushterek.visit.VisitDocument.CustomsMovement;
import org.mushterek.visit.VisitDocument.HandedFile;
import org.mushterek.visit.VisitDocument.Site;

/**
 * One line of what an amendment changes beside days, persons and places. It says where the line stands and nothing of what it
 * holds, so whoever reads it sees of both visits what the dossier shows of them, masked where that masks.
 *
 * @param before where it stands in the permitted visit, as a JSON pointer (RFC 6901); null for what is added
 * @param after where it stands in the amendment; null for what is taken off
 */
public record ChangedLine(
        Part part,
        Change change,
        @Nullable String before,
        @Nullable String after) {

    /** What a line is of. */
    public enum Part {
        SENIOR(Section.LEADERS),
        DEPUTY(Section.LEADERS),
        ARMED(Section.ARMS),
        ARM(Section.ARMS),
        AMMUNITION(Section.ARMS),
        PARLIAMENT(Section.ARMS),
        MEANS(Section.TRAVEL),
        ROUTE(Section.TRAVEL),
        FLIGHT(Section.TRAVEL),
        LEG(Section.TRAVEL),
        VEHICLE(Section.TRAVEL),
        CUSTOMS(Section.GOODS),
        RADIO(Section.GOODS),
        MEDICAL_SUPPLIES(Section.GOODS),
        MEDICAL_STORE(Section.GOODS),
        CERTIFICATION(Section.CLEARANCES),
        /** Days of insurance and fitness of a person who stays as permitted; it points to the person. */
        EVIDENCE(Section.EVIDENCE),
        FILE(Section.EVIDENCE),
        POINT_OF_CONTACT(Section.CONTACTS),
        SECURITY_OFFICER(Section.CONTACTS),
        /** Who receives the visitors at a site that stays as permitted; it points to the site. */
        SITE_CONTACTS(Section.CONTACTS),
        REQUESTING_ENTITY(Section.OTHER),
        INITIATIVE(Section.OTHER),
        INITIATED_BY(Section.OTHER),
        JUSTIFICATION(Section.OTHER),
        ALIASES(Section.OTHER),
        REQUESTING_AUTHORITY(Section.OTHER),
        NEED(Section.OTHER),
        REMARKS(Section.OTHER),
        REGISTRATION_EXEMPT(Section.OTHER);

        private final Section section;

        Part(Section section) {
            this.section = section;
        }

        /** The part of the request that it belongs to. */
        public Section section() {
            return section;
        }
    }

    /**
     * @param lines line of each person who stays, changed or not, as permitted before, by the line on the new roll
     * @param settledLines the same of who stays as permitted
     * @param sameSites number of each site that stays as permitted, by its new number
     */
    static List<ChangedLine> between(
            VisitDocument permitted,
            VisitDocument amended,
            Map<Integer, Integer> lines,
            Map<Integer, Integer> settledLines,
            Map<Integer, Integer> sameSites) {
        // Told by the lines of the new roll: who stands on another line or has a new passport still leads, carries and
        // travels.
        var onNewRoll = new TreeMap<Integer, Integer>();
        lines.forEach((line, before) -> onNewRoll.put(before, line));
        UnaryOperator<@Nullable Integer> moved = line -> line == null ? null : onNewRoll.get(line);
        var drawn = new Drawn();
        drawn.lines.addAll(ofContent(permitted.onLines(moved), amended));
        drawn.of(
                Part.EVIDENCE,
                "/visitors",
                permitted.visitors(),
                amended.visitors(),
                Visitor::line,
                settledLines,
                ChangedLine::isSameEvidence);
        drawn.of(
                Part.SITE_CONTACTS,
                "/sites",
                permitted.sites(),
                amended.sites(),
                Site::no,
                sameSites,
                ChangedLine::hasSameContacts);
        if (amended.files() != null) {
            drawn.list(
                    Part.FILE,
                    "/files",
                    // Only evidence comes along from the permitted request.
                    seen(Objects.requireNonNullElse(permitted.files(), List.of()), moved, Attachment.Kind::isOfPerson),
                    seen(
                            amended.files(),
                            // Evidence of a passport that nobody on the roll has any more shows nothing.
                            line -> line == null || line == 0 ? null : line,
                            Attachment.Kind::isOfRequest),
                    (one, other) -> one.kind() == other.kind() && Objects.equals(one.line(), other.line()));
        }
        return List.copyOf(drawn.lines);
    }

    private static boolean isSameEvidence(Visitor one, Visitor other) {
        return Objects.equals(one.insuredFrom(), other.insuredFrom())
                && Objects.equals(one.insuredUntil(), other.insuredUntil())
                && Objects.equals(one.fitnessCertifiedOn(), other.fitnessCertifiedOn());
    }

    private static boolean hasSameContacts(Site one, Site other) {
        return Objects.equals(one.phone(), other.phone())
                && Objects.equals(one.pointOfContact(), other.pointOfContact())
                && Objects.equals(one.securityOfficer(), other.securityOfficer());
    }

    /**
     * A file as both cases know it: a copy has an identifier of its own.
     *
     * @param line on the new roll; null where it is about everybody, or nobody
     */
    private record SeenFile(
            Attachment.Kind kind,
            @Nullable Integer line,
            String sha256,
            @Nullable LocalDate validFrom,
            @Nullable LocalDate validUntil) {}

    /**
     * The files that can be compared, at their places. What came with a message belongs to neither request, and who is taken off
     * takes the evidence along.
     */
    private static List<@Nullable SeenFile> seen(
            List<HandedFile> files, UnaryOperator<@Nullable Integer> lines, Predicate<Attachment.Kind> compared) {
        var seen = new ArrayList<@Nullable SeenFile>();
        for (var file : files) {
            var line = lines.apply(file.line());
            var isCompared =
                    file.messageId() == null && compared.test(file.kind()) && (file.line() == null || line != null);
            seen.add(
                    isCompared
                            ? new SeenFile(file.kind(), line, file.sha256(), file.validFrom(), file.validUntil())
                            : null);
        }
        return seen;
    }

    /** The lines of two documents, the earlier of which names persons by the lines of the new roll. */
    private static List<ChangedLine> ofContent(VisitDocument earlier, VisitDocument amended) {
        var drawn = new Drawn();
        var was = earlier.annexes();
        var is = amended.annexes();
        drawn.value(Part.SENIOR, "/seniorLine", earlier, amended, VisitDocument::seniorLine);
        drawn.value(Part.DEPUTY, "/deputyLine", earlier, amended, VisitDocument::deputyLine);
        // No arms and nothing said of arms are one.
        drawn.value(
                Part.ARMED,
                "/armed",
                earlier,
                amended,
                document -> Boolean.TRUE.equals(document.armed()) ? Boolean.TRUE : null);
        drawn.list(
                Part.ARM,
                "/arms",
                earlier.arms(),
                amended.arms(),
                by(Arm::type, Arm::serialNumber),
                by(Arm::type, Arm::bearer),
                by(Arm::type));
        drawn.list(
                Part.AMMUNITION,
                "/annexes/ammunition",
                was.ammunition(),
                is.ammunition(),
                by(Ammunition::lot),
                by(Ammunition::type));
        drawn.value(
                Part.PARLIAMENT,
                "/parliamentaryAuthorisation",
                earlier,
                amended,
                VisitDocument::parliamentaryAuthorisation);
        drawn.value(Part.MEANS, "/means", earlier, amended, VisitDocument::means);
        drawn.value(Part.ROUTE, "/route", earlier, amended, VisitDocument::route);
        drawn.value(Part.FLIGHT, "/airMovement", earlier, amended, VisitDocument::airMovement);
        drawn.list(
                Part.LEG,
                "/annexes/legs",
                inOrder(was.legs()),
                inOrder(is.legs()),
                by(Leg::direction, Leg::carrier),
                by(Leg::direction, Leg::borderPoint),
                by(Leg::direction));
        drawn.list(
                Part.VEHICLE,
                "/annexes/vehicles",
                was.vehicles(),
                is.vehicles(),
                by(Vehicle::registration),
                by(Vehicle::kind, Vehicle::type));
        drawn.list(
                Part.CUSTOMS,
                "/customsMovements",
                earlier.customsMovements(),
                amended.customsMovements(),
                by(CustomsMovement::serialNumber),
                by(CustomsMovement::goods));
        drawn.list(Part.RADIO, "/annexes/radios", was.radios(), is.radios(), by(Radio::equipment));
        drawn.value(Part.MEDICAL_SUPPLIES, "/medicalSupplies", earlier, amended, VisitDocument::medicalSupplies);
        drawn.list(
                Part.MEDICAL_STORE,
                "/annexes/medicalStores",
                was.medicalStores(),
                is.medicalStores(),
                by(MedicalStore::item));
        drawn.value(Part.CERTIFICATION, "/certification", earlier, amended, VisitDocument::certification);
        drawn.value(Part.POINT_OF_CONTACT, "/pointOfContact", earlier, amended, VisitDocument::pointOfContact);
        drawn.value(Part.SECURITY_OFFICER, "/securityOfficer", earlier, amended, VisitDocument::securityOfficer);
        drawn.value(Part.JUSTIFICATION, "/justification", earlier, amended, VisitDocument::justification);
        drawn.value(Part.REMARKS, "/remarks", earlier, amended, VisitDocument::remarks);
        drawn.value(
                Part.REGISTRATION_EXEMPT, "/registrationExempt", earlier, amended, VisitDocument::registrationExempt);
        drawn.particulars(earlier.particulars(), amended.particulars());
        return drawn.lines;
    }

    /** The same movements, told alike in whichever order their travellers are named. */
    private static @Nullable List<@Nullable Leg> inOrder(@Nullable List<Leg> legs) {
        return legs == null
                ? null
                : legs.stream().map(leg -> leg == null ? null : leg.inOrder()).toList();
    }

    /** Two entries are of one thing where all of this is said and the same. */
    @SafeVarargs
    private static <T> BiPredicate<T, T> by(Function<T, @Nullable Object>... keys) {
        return (one, other) -> Stream.of(keys).allMatch(key -> {
            var said = key.apply(one);
            return said != null && said.equals(key.apply(other));
        });
    }

    /** An entry at its place in a list, from 0. */
    private record Placed<T>(int at, T entry) {

        static <T> List<Placed<T>> of(@Nullable List<? extends @Nullable T> entries) {
            var placed = new ArrayList<Placed<T>>();
            if (entries != null) {
                for (int at = 0; at < entries.size(); at++) {
                    var entry = entries.get(at);
                    if (entry != null) {
                        placed.add(new Placed<>(at, entry));
                    }
                }
            }
            return placed;
        }
    }

    /** The lines as they are found. */
    private static final class Drawn {

        private final List<ChangedLine> lines = new ArrayList<>();

        <T> void value(Part part, String place, T was, T is, Function<T, @Nullable Object> read) {
            values(part, place, place, read.apply(was), read.apply(is));
        }

        private void values(Part part, String before, String after, @Nullable Object was, @Nullable Object is) {
            if (!Objects.equals(was, is)) {
                lines.add(new ChangedLine(
                        part,
                        was == null ? Change.ADDED : is == null ? Change.REMOVED : Change.CHANGED,
                        was == null ? null : before,
                        is == null ? null : after));
            }
        }

        /** Something of an entry that stays, told by the entry. */
        <T> void of(
                Part part,
                String place,
                List<T> before,
                List<T> after,
                ToIntFunction<T> number,
                Map<Integer, Integer> stays,
                BiPredicate<T, T> same) {
            stays.forEach((now, earlier) -> {
                var was = at(before, number, earlier);
                var is = at(after, number, now);
                if (!same.test(was.entry, is.entry)) {
                    lines.add(new ChangedLine(part, Change.CHANGED, place + "/" + was.at, place + "/" + is.at));
                }
            });
        }

        private static <T> Placed<T> at(List<T> entries, ToIntFunction<T> number, int wanted) {
            return Placed.<T>of(entries).stream()
                    .filter(placed -> number.applyAsInt(placed.entry) == wanted)
                    .findFirst()
                    .orElseThrow();
        }

        /** @param like by what an entry is taken for an earlier one that has changed, the surest first */
        @SafeVarargs
        final <T> void list(
                Part part,
                String place,
                @Nullable List<? extends @Nullable T> before,
                @Nullable List<? extends @Nullable T> after,
                BiPredicate<T, T>... like) {
            var was = Placed.<T>of(before);
            var is = Placed.<T>of(after);
            new Matched<>(
                            was,
                            is,
                            Placed::at,
                            (one, other) -> one.entry.equals(other.entry),
                            Stream.of(like)
                                    .<BiPredicate<Placed<T>, Placed<T>>>map(
                                            each -> (one, other) -> each.test(one.entry, other.entry))
                                    .toList())
                    .changes()
                    .forEach(found -> lines.add(
                            new ChangedLine(part, found.change(), at(place, found.earlier()), at(place, found.now()))));
        }

        private static @Nullable String at(String place, @Nullable Integer index) {
            return index == null ? null : place + "/" + index;
        }

        void particulars(RequestParticulars was, RequestParticulars is) {
            var place = "/particulars/";
            value(Part.REQUESTING_ENTITY, place + "requestingEntity", was, is, RequestParticulars::requestingEntity);
            value(Part.INITIATIVE, place + "initiative", was, is, RequestParticulars::initiative);
            value(Part.INITIATED_BY, place + "initiatedBy", was, is, RequestParticulars::initiatedBy);
            value(
                    Part.REQUESTING_AUTHORITY,
                    place + "requestingAuthority",
                    was,
                    is,
                    RequestParticulars::requestingAuthority);
            value(Part.ALIASES, place + "aliases", was, is, RequestParticulars::aliases);
            list(Part.NEED, place + "needs", was.needs(), is.needs(), by(SpecialNeed::kind));
        }
    }
}
