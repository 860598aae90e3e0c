package org.mushterek.visit;

import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mushterek.visit.VisitDocument.Site;

/**
 * What an amendment changes of a permitted visit, and what of it the host has approved already. A person is the same where
 * grade, names, documents, clearance and role are; a place where its name, kind and address are. Evidence and contacts are
 * brought up to date without making them another's.
 *
 * @param reasons why the visit is amended; none where nothing of the kind changed
 * @param fixed what only a new request can change, and changes here
 * @param persons who is added, changed or taken off, the new roll first
 * @param places which sites are added, changed or taken off, the new ones first
 * @param sections what else differs
 * @param settledLines line of each person as permitted before, by the line on the new roll
 * @param sameSites number of each site as permitted before, by its new number
 * @param settledSites the same sites, as far as they need not be decided again; none where the days change, since a place is free
 *     on some days and not on others
 */
public record AmendmentChanges(
        Set<Reason> reasons,
        Set<Fixed> fixed,
        List<PersonChange> persons,
        List<PlaceChange> places,
        Set<Section> sections,
        Map<Integer, Integer> settledLines,
        Map<Integer, Integer> sameSites,
        Map<Integer, Integer> settledSites) {

    public AmendmentChanges {
        reasons = Collections.unmodifiableSet(reasons);
        fixed = Collections.unmodifiableSet(fixed);
        persons = List.copyOf(persons);
        places = List.copyOf(places);
        sections = Collections.unmodifiableSet(sections);
        settledLines = Collections.unmodifiableMap(settledLines);
        sameSites = Collections.unmodifiableMap(sameSites);
        settledSites = Collections.unmodifiableMap(settledSites);
    }

    /** Why a permitted visit may be amended (VIS-11). */
    public enum Reason {
        DATES,
        VISITORS,
        SITES
    }

    /** What a permitted visit is for, which an amendment leaves as it is (VIS-11). */
    public enum Fixed {
        EXERCISE("exerciseCode"),
        KIND("kind"),
        PURPOSE("purpose"),
        ACCESS_LEVEL("accessLevel"),
        ACCESS_KIND("particulars.accessKind"),
        OCCASION("particulars.occasion"),
        PROGRAMME("particulars.pertinentTo"),
        EMERGENCY("emergency");

        private final String place;

        Fixed(String place) {
            this.place = place;
        }

        /** Where it stands in a request. */
        public String place() {
            return place;
        }
    }

    /** What follows from the reasons, or is brought up to date with them. */
    public enum Section {
        LEADERS,
        ARMS,
        TRAVEL,
        GOODS,
        CLEARANCES,
        EVIDENCE,
        CONTACTS,
        OTHER
    }

    /** What becomes of a person or a place. */
    public enum Change {
        ADDED,
        CHANGED,
        REMOVED
    }

    /**
     * @param line on the new roll; null for who is taken off
     * @param earlier line on the permitted roll; null for who is added
     */
    public record PersonChange(
            Change change, @Nullable Integer line, @Nullable Integer earlier) {}

    /**
     * @param no number in the new request; null for what is taken off
     * @param earlier number in the permitted one; null for what is added
     */
    public record PlaceChange(
            Change change, @Nullable Integer no, @Nullable Integer earlier) {}

    /**
     * @param permitted the visit with the persons and sites of its permit
     * @param amended the visit as it is wished
     */
    public static AmendmentChanges between(VisitDocument permitted, VisitDocument amended) {
        var moved = ReplacedRoll.moved(permitted.visitors(), amended.visitors());
        var persons = new Matched<>(
                permitted.visitors(),
                amended.visitors(),
                Visitor::line,
                AmendmentChanges::isSamePerson,
                List.of((earlier, now) -> Objects.equals(moved.get(earlier.line()), now.line())));
        var places = new Matched<>(
                permitted.sites(),
                amended.sites(),
                Site::no,
                AmendmentChanges::isSamePlace,
                List.of((earlier, now) -> earlier.name().equals(now.name())));
        var reasons = EnumSet.noneOf(Reason.class);
        var daysChange =
                !Objects.equals(permitted.from(), amended.from()) || !Objects.equals(permitted.to(), amended.to());
        if (daysChange) {
            reasons.add(Reason.DATES);
        }
        if (!persons.changes().isEmpty()) {
            reasons.add(Reason.VISITORS);
        }
        if (!places.changes().isEmpty()) {
            reasons.add(Reason.SITES);
        }
        var sections = EnumSet.noneOf(Section.class);
        var known = known(persons.settled(), persons.found());
        ChangedLine.between(permitted, amended, known, persons.settled(), places.settled())
                .forEach(line -> sections.add(line.part().section()));
        return new AmendmentChanges(
                reasons,
                fixed(permitted, amended),
                persons.changes().stream()
                        .map(change -> new PersonChange(change.change(), change.now(), change.earlier()))
                        .toList(),
                places.changes().stream()
                        .map(change -> new PlaceChange(change.change(), change.now(), change.earlier()))
                        .toList(),
                sections,
                persons.settled(),
                places.settled(),
                daysChange ? Map.of() : places.settled());
    }

    /**
     * What else differs, line by line.
     *
     * @param permitted and {@code amended} as they were compared
     */
    public List<ChangedLine> lines(VisitDocument permitted, VisitDocument amended) {
        return ChangedLine.between(permitted, amended, knownLines(), settledLines, sameSites);
    }

    private static Map<Integer, Integer> known(Map<Integer, Integer> settled, Map<Integer, Integer> found) {
        var known = new TreeMap<>(settled);
        known.putAll(found);
        return known;
    }

    /** Line of each person who stays, changed or not, as permitted before, by the line on the new roll. */
    public Map<Integer, Integer> knownLines() {
        var known = new TreeMap<>(settledLines);
        persons.stream()
                .filter(person -> person.change() == Change.CHANGED)
                .forEach(person -> known.put(person.line(), person.earlier()));
        return known;
    }

    /** Number of each site that stays, changed or not, as permitted before, by its new number. */
    public Map<Integer, Integer> knownSites() {
        var known = new TreeMap<>(sameSites);
        places.stream()
                .filter(place -> place.change() == Change.CHANGED)
                .forEach(place -> known.put(place.no(), place.earlier()));
        return known;
    }

    /** Lines of the persons whom the host has to decide on. */
    public Set<Integer> openLines(VisitDocument amended) {
        var open = new TreeSet<Integer>();
        amended.visitors().forEach(visitor -> open.add(visitor.line()));
        open.removeAll(settledLines.keySet());
        return open;
    }

    /** Numbers of the sites that the host has to decide on. */
    public Set<Integer> openSites(VisitDocument amended) {
        var open = new TreeSet<Integer>();
        amended.sites().forEach(site -> open.add(site.no()));
        open.removeAll(settledSites.keySet());
        return open;
    }

    private static boolean isSamePerson(Visitor one, Visitor other) {
        return one.grade().equals(other.grade())
                && one.surname().equals(other.surname())
                && one.forenames().equals(other.forenames())
                && one.surnameMrz().equals(other.surnameMrz())
                && one.forenamesMrz().equals(other.forenamesMrz())
                && one.birthDate().equals(other.birthDate())
                && one.nationality().equals(other.nationality())
                && one.documentType() == other.documentType()
                && one.documentNumber().equals(other.documentNumber())
                && one.documentExpiry().equals(other.documentExpiry())
                && Objects.equals(one.personalNumber(), other.personalNumber())
                && one.clearance() == other.clearance()
                && one.role() == other.role();
    }

    private static boolean isSamePlace(Site one, Site other) {
        return one.name().equals(other.name())
                && one.kind() == other.kind()
                && Objects.equals(one.address(), other.address());
    }

    private static Set<Fixed> fixed(VisitDocument permitted, VisitDocument amended) {
        var fixed = EnumSet.noneOf(Fixed.class);
        var read = new LinkedHashMap<Fixed, Function<VisitDocument, @Nullable Object>>();
        read.put(Fixed.EXERCISE, VisitDocument::exerciseCode);
        read.put(Fixed.KIND, VisitDocument::kind);
        read.put(Fixed.PURPOSE, document -> Stream.of(
                        document.purpose(), document.particulars().purposeTranslated())
                .toList());
        read.put(Fixed.ACCESS_LEVEL, document -> Stream.of(
                        document.accessLevel(), document.particulars().accessCaveat())
                .toList());
        read.put(Fixed.ACCESS_KIND, document -> document.particulars().accessKind());
        read.put(Fixed.OCCASION, document -> document.particulars().occasion());
        read.put(Fixed.PROGRAMME, document -> document.particulars().pertinentTo());
        read.put(Fixed.EMERGENCY, VisitDocument::emergency);
        read.forEach((what, value) -> {
            if (!Objects.equals(value.apply(permitted), value.apply(amended))) {
                fixed.add(what);
            }
        });
        return fixed;
    }
}
