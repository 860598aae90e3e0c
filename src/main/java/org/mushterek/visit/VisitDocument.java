package org.mushterek.visit;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
        @Nullable String remarks) {

    public VisitDocument {
        sites = List.copyOf(sites);
        visitors = List.copyOf(visitors);
        arms = List.copyOf(arms);
        route = List.copyOf(route);
    }

    /** A place to be visited. Numbered from 1 within the request. */
    public record Site(int no, String name, @Nullable String address, SiteKind kind) {}

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

    /** One kind of weapon, or one weapon where it has a serial number. */
    public record Arm(String type, @Nullable String serialNumber, int quantity) {}

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

    /** Whether nobody passes through a third state on the way. */
    @JsonIgnore
    public boolean isRouteDirect() {
        return route.stream().allMatch(state -> state.equals(sendingState) || state.equals(hostState));
    }

    /** This document with another roll. */
    public VisitDocument withVisitors(List<Visitor> roll) {
        return new VisitDocument(
                number,
                revision,
                sendingState,
                hostState,
                exerciseCode,
                kind,
                purpose,
                justification,
                from,
                to,
                accessLevel,
                sites,
                pointOfContact,
                securityOfficer,
                roll,
                seniorLine,
                deputyLine,
                armed,
                arms,
                means,
                route,
                remarks);
    }

    /** This document with what the sending side has entered; the number, the sides and the roll stay. */
    public VisitDocument with(VisitContent content, String host) {
        var entered = content.sites() == null ? List.<VisitContent.SiteEntry>of() : content.sites();
        var numbered = new ArrayList<Site>();
        for (var site : entered) {
            numbered.add(new Site(numbered.size() + 1, site.name(), site.address(), site.kind()));
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
                content.remarks());
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
                null);
    }
}
