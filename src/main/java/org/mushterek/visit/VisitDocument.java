package org.mushterek.visit;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.mushterek.agreement.rule.Waiver;

/**
 * The request as it stands in one revision: what the sending side writes and, once transmitted, exactly what the host
 * sees. Everything is nullable or may be empty while it is being written; the rules say what is missing.
 *
 * @param number the case's number ({@code VIS-TUR-2027-0042})
 * @param revision from 1
 * @param exerciseCode the registered exercise that the visit belongs to
 * @param purpose in the sender's words, as plain text
 * @param from first day of the visit, on the host's calendar
 * @param to last day of the visit
 * @param seniorLine roster line of the senior person, who is present at all times
 * @param deputyLine roster line of the deputy
 * @param armed whether arms are carried; null while nobody has said so
 * @param route states passed through in order, three-letter codes, the sending state first and the host last
 * @param emergency why the request comes later than the notice period allows; null for a request in normal time
 * @param certification what the sending government certifies of the visitors' clearances; null while it is not given
 * @param medicalSupplies what the contingent brings; null while it is not declared
 * @param airMovement the flight that brings the contingent; null where it does not come by state aircraft
 * @param customsMovements the customs forms of what is carried, one for each movement; null while nobody has said so
 * @param parliamentaryAuthorisation whether a parliament has to permit armed entry; null while nobody has said so
 * @param registrationExempt whether the visitors need not register at their place of stay; null while it is not known
 * @param waivers what the sending side's authority waived for this revision; null where nothing was
 * @param particulars what the form's other boxes hold; {@link RequestParticulars#NONE} in documents that are older
 * @param annexes what is brought and how it travels; {@link RequestAnnexes#NONE} in documents that are older
 * @param files the files that go with the request, as they were handed over, so that its hash covers them; null until
 *     then, and in documents that are older
 * @param group the group that the request is a part of; null where it stands alone
 * @param amends number of the request whose permit this one would change; null for a first request
 */
public record VisitDocument(
        String number,
        int revision,
        String sendingState,
        String hostState,
        @Nullable String exerciseCode,
        @Nullable VisitKind kind,
        @Nullable String purpose,
        @Nullable String justification,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        AccessLevel accessLevel,
        List<Site> sites,
        @Nullable Contact pointOfContact,
        @Nullable Contact securityOfficer,
        List<Visitor> visitors,
        @Nullable Integer seniorLine,
        @Nullable Integer deputyLine,
        @Nullable Boolean armed,
        List<Arm> arms,
        @Nullable TravelMeans means,
        List<String> route,
        @Nullable String remarks,
        @Nullable Emergency emergency,
        @Nullable Certification certification,
        @Nullable MedicalSupplies medicalSupplies,
        @Nullable AirMovement airMovement,
        @Nullable List<CustomsMovement> customsMovements,
        @Nullable ParliamentaryAuthorisation parliamentaryAuthorisation,
        @Nullable Boolean registrationExempt,
        @Nullable List<Waiver> waivers,
        RequestParticulars particulars,
        RequestAnnexes annexes,
        @Nullable List<HandedFile> files,
        @Nullable PartOfGroup group,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String amends) {

    public VisitDocument {
        sites = List.copyOf(sites);
        visitors = List.copyOf(visitors);
        arms = List.copyOf(arms);
        route = List.copyOf(route);
        customsMovements = customsMovements == null ? null : List.copyOf(customsMovements);
        waivers = waivers == null || waivers.isEmpty() ? null : List.copyOf(waivers);
        // A document that an earlier release kept has neither.
        particulars = Objects.requireNonNullElse(particulars, RequestParticulars.NONE);
        annexes = Objects.requireNonNullElse(annexes, RequestAnnexes.NONE);
        files = files == null ? null : List.copyOf(files);
    }

    /**
     * A place to be visited. Numbered from 1 within the request.
     *
     * @param pointOfContact who receives the visitors there
     * @param securityOfficer of the site
     */
    public record Site(
            int no,
            String name,
            @Nullable String address,
            SiteKind kind,
            @Nullable String phone,
            @Nullable Contact pointOfContact,
            @Nullable Contact securityOfficer) {

        public Site(int no, String name, @Nullable String address, SiteKind kind) {
            this(no, name, address, kind, null, null, null);
        }

        Site numbered(int another) {
            return new Site(another, name, address, kind, phone, pointOfContact, securityOfficer);
        }
    }

    /** What a site is, which decides who at the host looks at it. */
    public enum SiteKind {
        HEADQUARTERS,
        BARRACKS,
        RANGE,
        AIRFIELD,
        PORT,
        MEDICAL,
        OTHER
    }

    public record Contact(
            String name, @Nullable String phone, @Nullable String email) {}

    /**
     * One kind of weapon, or one weapon where it has a serial number.
     *
     * @param bearer line of the person on the roll who carries it; null where nobody in particular does
     */
    public record Arm(
            String type,
            @Nullable String serialNumber,
            int quantity,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Integer bearer) {

        /** Weapons that nobody in particular carries. */
        public Arm(String type, @Nullable String serialNumber, int quantity) {
            this(type, serialNumber, quantity, null);
        }
    }

    /** How long and how often; the kinds of the forms of allied ministries. */
    public enum VisitKind {
        ONE_TIME,
        EXTENDED,
        RECURRING
    }

    /** The highest level of information that the visit touches. */
    public enum AccessLevel {
        UNCLASSIFIED,
        RESTRICTED,
        CONFIDENTIAL,
        SECRET,
        TOP_SECRET
    }

    public enum TravelMeans {
        CIVIL_AIR,
        MILITARY_AIR,
        ROAD,
        RAIL,
        SEA
    }

    /** Why a request cannot wait for the notice period. */
    public record Emergency(@Nullable String justification) {}

    /**
     * What a government certifies of the clearances on the roll.
     *
     * @param authority the certifying authority
     * @param validUntil last day on which the certification holds
     */
    public record Certification(
            @Nullable String authority,
            @Nullable String reference,
            @Nullable LocalDate certifiedOn,
            @Nullable LocalDate validUntil) {}

    /** Medicines and medical equipment that the contingent brings, as its side declares them. */
    public record MedicalSupplies(
            @Nullable Integer persons,
            @Nullable Integer days,
            @Nullable String reference) {

        /** What of it a part of the contingent has: supplies for its own persons where there were enough for all. */
        MedicalSupplies forPart(int all, int part) {
            return persons == null || persons < all ? this : new MedicalSupplies(part, days, reference);
        }
    }

    /**
     * A flight of a state aircraft into the host's country.
     *
     * @param kinds all that is true of the flight
     * @param arrivesAt planned landing, local time of the host
     * @param notifiedOn day of the note to the host's ministry; null while none was sent
     * @param clearedFor landing for which the host gave its clearance, local time of the host; null while none was given
     */
    public record AirMovement(
            @Nullable List<FlightKind> kinds,
            @Nullable LocalDateTime arrivesAt,
            @Nullable LocalDate notifiedOn,
            @Nullable LocalDateTime clearedFor) {

        public AirMovement {
            kinds = kinds == null ? null : List.copyOf(kinds);
        }
    }

    /** What makes a flight one that must be notified earlier. */
    public enum FlightKind {
        VIP,
        /** The aircraft itself is fitted with arms. */
        ARMED,
        DANGEROUS_CARGO,
        MILITARY_CARGO,
        /** Fitted with combat, radar or aerial-photo equipment. */
        SENSORS,
        /** Nothing of these. */
        OTHER
    }

    /** One movement of goods over the border and its customs form. */
    public record CustomsMovement(
            @Nullable String serialNumber,
            @Nullable Integer copies,
            @Nullable String goods) {}

    /** @param reference of the permission, where it was granted */
    public record ParliamentaryAuthorisation(
            @Nullable AuthorisationState state, @Nullable String reference) {}

    /** Whether a parliament has to permit armed entry. */
    public enum AuthorisationState {
        NOT_REQUIRED_BY_TREATY,
        /** Required and not granted yet. */
        REQUIRED,
        GRANTED
    }

    /**
     * A file that goes with the request, or that a message has brought before. Without its name, which may tell what is in it.
     *
     * @param revision with which it was handed over; null for a file of a message
     * @param size in bytes
     * @param sha256 of its content, in hexadecimal digits
     * @param messageId the message that brought it; null for a file of the request
     * @param line of the person on this roll whom it shows something of; null where it is about everybody, or nobody
     * @param validFrom first day on which the evidence says that it holds, of a certificate its day; null where it says none
     * @param validUntil last day; null where it says none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record HandedFile(
            String id,
            Attachment.Kind kind,
            @Nullable Integer revision,
            String mediaType,
            int size,
            String sha256,
            @Nullable String messageId,
            @Nullable Integer line,
            @Nullable LocalDate validFrom,
            @Nullable LocalDate validUntil) {}

    /** One of the requests of a contingent that is too large for one ({@code GRP-TUR-2027-0003 · 2/3} where it is written). */
    public record PartOfGroup(String number, int part, int parts) {

        @Override
        public String toString() {
            return number + " · " + part + "/" + parts;
        }
    }

    /** This document with the files that were handed over with it. */
    VisitDocument withFiles(List<HandedFile> handed) {
        return copy(revision, hostState, visitors, waivers, handed);
    }

    /** Whether nobody passes through a third state on the way. */
    @JsonIgnore
    public boolean isRouteDirect() {
        return route.stream().allMatch(state -> state.equals(sendingState) || state.equals(hostState));
    }

    /** This document with another roll. */
    public VisitDocument withVisitors(List<Visitor> roll) {
        return asKept(revision, hostState, roll, waivers);
    }

    /**
     * This document with some of its persons, on the lines that they have: without the weapons that others carry, and without
     * movements of others alone. Nobody is armed any more where every weapon was another's.
     */
    VisitDocument ofPersons(Set<Integer> lines) {
        var carried = arms.stream()
                .filter(arm -> arm.bearer() == null || lines.contains(arm.bearer()))
                .toList();
        return copy(
                number,
                revision,
                hostState,
                visitors.stream()
                        .filter(visitor -> lines.contains(visitor.line()))
                        .toList(),
                waivers,
                files,
                carried.isEmpty() && !arms.isEmpty() ? Boolean.FALSE : armed,
                carried,
                seniorLine,
                deputyLine,
                annexes.ofTravellers(lines),
                sites,
                particulars,
                amends);
    }

    /** The same with some of its sites, with the numbers that they have. */
    VisitDocument with(Set<Integer> lines, Set<Integer> numbers) {
        return ofPersons(lines).withSites(numbers);
    }

    private VisitDocument withSites(Set<Integer> numbers) {
        return copy(
                number,
                revision,
                hostState,
                visitors,
                waivers,
                files,
                armed,
                arms,
                seniorLine,
                deputyLine,
                annexes,
                sites.stream().filter(site -> numbers.contains(site.no())).toList(),
                particulars,
                amends);
    }

    /**
     * The first revision of an amendment that wishes nothing else yet: this document, with its persons and sites numbered from 1
     * and without what stood on the paper of the earlier request.
     *
     * @param earlier number of the request that is amended
     * @param own number of the amendment
     */
    VisitDocument amending(String earlier, String own) {
        var lines = new HashMap<Integer, Integer>();
        var roll = new ArrayList<Visitor>();
        for (var visitor : visitors) {
            roll.add(visitor.onLine(roll.size() + 1));
            lines.put(visitor.line(), roll.size());
        }
        var places = new ArrayList<Site>();
        sites.forEach(site -> places.add(site.numbered(places.size() + 1)));
        var onNewLines = onLines(line -> line == null ? null : lines.get(line));
        return onNewLines.copy(
                own,
                1,
                hostState,
                roll,
                null,
                null,
                armed,
                onNewLines.arms(),
                onNewLines.seniorLine(),
                onNewLines.deputyLine(),
                onNewLines.annexes(),
                places,
                particulars.onAnotherPaper(),
                earlier);
    }

    /** This document with these arms, which are carried. */
    VisitDocument withArms(List<Arm> brought) {
        return copy(
                number,
                revision,
                hostState,
                visitors,
                waivers,
                files,
                Boolean.TRUE,
                brought,
                seniorLine,
                deputyLine,
                annexes,
                sites,
                particulars,
                amends);
    }

    /** What is stored as the content of a request: the roll and the waivers have rows of their own. */
    VisitDocument contentAlone() {
        return asKept(revision, hostState, List.of(), null);
    }

    /** This document with what is kept beside its content. */
    VisitDocument asKept(int keptRevision, String keptHost, List<Visitor> roll, @Nullable List<Waiver> granted) {
        return copy(keptRevision, keptHost, roll, granted, files);
    }

    /** This document with every line of a person as another roll has it; {@code null} for who is not on it. */
    VisitDocument onLines(UnaryOperator<@Nullable Integer> lines) {
        return copy(
                number,
                revision,
                hostState,
                visitors,
                waivers,
                files,
                armed,
                arms.stream()
                        .map(arm -> arm.bearer() == null
                                ? arm
                                : new Arm(arm.type(), arm.serialNumber(), arm.quantity(), lines.apply(arm.bearer())))
                        .toList(),
                seniorLine == null ? null : lines.apply(seniorLine),
                deputyLine == null ? null : lines.apply(deputyLine),
                annexes.onLines(lines),
                sites,
                particulars,
                amends);
    }

    private VisitDocument copy(
            int keptRevision,
            String keptHost,
            List<Visitor> roll,
            @Nullable List<Waiver> granted,
            @Nullable List<HandedFile> handed) {
        return copy(
                number,
                keptRevision,
                keptHost,
                roll,
                granted,
                handed,
                armed,
                arms,
                seniorLine,
                deputyLine,
                annexes,
                sites,
                particulars,
                amends);
    }

    private VisitDocument copy(
            String ownNumber,
            int keptRevision,
            String keptHost,
            List<Visitor> roll,
            @Nullable List<Waiver> granted,
            @Nullable List<HandedFile> handed,
            @Nullable Boolean carried,
            List<Arm> brought,
            @Nullable Integer senior,
            @Nullable Integer deputy,
            RequestAnnexes annexesOfRoll,
            List<Site> visited,
            RequestParticulars said,
            @Nullable String earlier) {
        return new VisitDocument(
                ownNumber,
                keptRevision,
                sendingState,
                keptHost,
                exerciseCode,
                kind,
                purpose,
                justification,
                from,
                to,
                accessLevel,
                visited,
                pointOfContact,
                securityOfficer,
                roll,
                senior,
                deputy,
                carried,
                brought,
                means,
                route,
                remarks,
                emergency,
                certification,
                medicalSupplies,
                airMovement,
                customsMovements,
                parliamentaryAuthorisation,
                registrationExempt,
                granted,
                said,
                annexesOfRoll,
                handed,
                group,
                earlier);
    }

    /**
     * The first revision of a request of its own, with the same content for some of the persons and sites. A weapon goes with
     * the person who carries it, to the first part that the person is in; what nobody in particular brings stands in the first
     * part alone: no weapon, lot, vehicle or form is on two permits. A movement goes to the parts whose persons travel by it;
     * one that names nobody is shared by all of them, and so is the flight where no movement by military aircraft names anybody.
     *
     * @param lines line of each person of this part on the whole roll → line in this part
     * @param bringsArms whether the part is the first that its persons are in
     */
    VisitDocument asPart(
            String partNumber,
            List<Site> someSites,
            List<Visitor> roll,
            @Nullable Integer senior,
            @Nullable Integer deputy,
            PartOfGroup partOfGroup,
            Map<Integer, Integer> lines,
            boolean bringsArms) {
        var isFirst = partOfGroup.part() == 1;
        var brought = arms.stream()
                .filter(arm -> arm.bearer() == null ? isFirst : bringsArms && lines.containsKey(arm.bearer()))
                .map(arm -> new Arm(arm.type(), arm.serialNumber(), arm.quantity(), lines.get(arm.bearer())))
                .toList();
        var travel = annexes.ofTravellers(lines);
        return new VisitDocument(
                partNumber,
                1,
                sendingState,
                hostState,
                exerciseCode,
                kind,
                purpose,
                justification,
                from,
                to,
                accessLevel,
                someSites,
                pointOfContact,
                securityOfficer,
                roll,
                senior,
                deputy,
                armed == null || arms.isEmpty() && isFirst ? armed : Boolean.valueOf(!brought.isEmpty()),
                brought,
                means,
                route,
                remarks,
                emergency,
                certification,
                medicalSupplies == null ? null : medicalSupplies.forPart(visitors.size(), roll.size()),
                annexes.fliesWith(TravelMeans.MILITARY_AIR, lines) ? airMovement : null,
                isFirst || customsMovements == null ? customsMovements : List.of(),
                parliamentaryAuthorisation,
                registrationExempt,
                null,
                particulars,
                isFirst ? travel : travel.ofTravelAlone(),
                null,
                partOfGroup,
                null);
    }

    /**
     * What stays of a request whose persons were erased: where it went and when, how armed and by which way. No roll, no
     * contact, no name of a thing that a person carries, no free text.
     */
    VisitDocument withoutPersons() {
        return new VisitDocument(
                number,
                revision,
                sendingState,
                hostState,
                exerciseCode,
                kind,
                null,
                null,
                from,
                to,
                accessLevel,
                sites.stream()
                        .map(site -> new Site(site.no(), site.name(), site.address(), site.kind()))
                        .toList(),
                null,
                null,
                List.of(),
                null,
                null,
                armed,
                arms.stream()
                        .map(arm -> new Arm(arm.type(), null, arm.quantity()))
                        .toList(),
                means,
                route,
                null,
                null,
                null,
                null,
                airMovement,
                null,
                null,
                registrationExempt,
                null,
                RequestParticulars.NONE,
                RequestAnnexes.NONE,
                null,
                group,
                amends);
    }

    /** This document as papers show it: with aliases for names where the request asks for them on papers. */
    public VisitDocument onPaper() {
        return particulars.aliases() == RequestParticulars.AliasUse.PAPERS
                ? withVisitors(visitors.stream().map(Visitor::namedByAlias).toList())
                : this;
    }

    /** What was waived for this revision. */
    @JsonIgnore
    public List<Waiver> grantedWaivers() {
        return waivers == null ? List.of() : waivers;
    }

    /** This document with what the sending side has entered; the number, the sides and the roll stay. */
    public VisitDocument with(VisitContent content, String host) {
        var entered = content.sites() == null ? List.<VisitContent.SiteEntry>of() : content.sites();
        var numbered = new ArrayList<Site>();
        for (var site : entered) {
            numbered.add(new Site(
                    numbered.size() + 1,
                    site.name(),
                    site.address(),
                    site.kind(),
                    site.phone(),
                    site.pointOfContact(),
                    site.securityOfficer()));
        }
        return new VisitDocument(
                number,
                revision,
                sendingState,
                host,
                content.exerciseCode(),
                content.kind(),
                content.purpose(),
                content.justification(),
                content.from(),
                content.to(),
                content.accessLevel() == null ? AccessLevel.UNCLASSIFIED : content.accessLevel(),
                numbered,
                content.pointOfContact(),
                content.securityOfficer(),
                visitors,
                content.seniorLine(),
                content.deputyLine(),
                content.armed(),
                content.arms() == null ? List.of() : content.arms(),
                content.means(),
                content.route() == null ? List.of() : content.route(),
                content.remarks(),
                content.emergency(),
                content.certification(),
                content.medicalSupplies(),
                content.airMovement(),
                content.customsMovements(),
                content.parliamentaryAuthorisation(),
                content.registrationExempt(),
                null,
                Objects.requireNonNullElse(content.particulars(), RequestParticulars.NONE),
                Objects.requireNonNullElse(content.annexes(), RequestAnnexes.NONE),
                null,
                group,
                amends);
    }

    /** The first revision of a new request: empty but for its number and sides. */
    static VisitDocument blank(String number, String sendingState, String hostState) {
        return new VisitDocument(
                number,
                1,
                sendingState,
                hostState,
                null,
                null,
                null,
                null,
                null,
                null,
                AccessLevel.UNCLASSIFIED,
                List.of(),
                null,
                null,
                List.of(),
                null,
                null,
                null,
                List.of(),
                null,
                List.of(sendingState, hostState),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                RequestParticulars.NONE,
                RequestAnnexes.NONE,
                null,
                null,
                null);
    }
}
