package org.mushterek.visit.rule;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.mushterek.agreement.Instrument.Notice;
import org.mushterek.agreement.Instrument.Renewal;
import org.mushterek.agreement.InstrumentTerms;
import org.mushterek.agreement.rule.DatedParameters;
import org.mushterek.agreement.rule.RuleDescription;
import org.mushterek.agreement.rule.Verdict;
import org.mushterek.calendar.WorkingCalendar;
import org.mushterek.common.Message;
import org.mushterek.visit.Attachment;
import org.mushterek.visit.RequestAnnexes;
import org.mushterek.visit.RequestParticulars;
import org.mushterek.visit.VisitDocument;
import org.mushterek.visit.VisitDocument.AccessLevel;
import org.mushterek.visit.VisitDocument.AirMovement;
import org.mushterek.visit.VisitDocument.Arm;
import org.mushterek.visit.VisitDocument.Certification;
import org.mushterek.visit.VisitDocument.Contact;
import org.mushterek.visit.VisitDocument.CustomsMovement;
import org.mushterek.visit.VisitDocument.Emergency;
import org.mushterek.visit.VisitDocument.HandedFile;
import org.mushterek.visit.VisitDocument.MedicalSupplies;
import org.mushterek.visit.VisitDocument.ParliamentaryAuthorisation;
import org.mushterek.visit.VisitDocument.Site;
import org.mushterek.visit.VisitDocument.SiteKind;
import org.mushterek.visit.VisitDocument.TravelMeans;
import org.mushterek.visit.VisitDocument.VisitKind;
import org.mushterek.visit.Visitor;
import org.mushterek.visit.Visitor.Clearance;
import org.mushterek.visit.Visitor.DocumentType;
import org.mushterek.visit.Visitor.VisitorRole;
import org.mushterek.visit.rule.VisitFacts.AmendedVisit;
import org.mushterek.visit.rule.VisitFacts.DecisionFacts;
import org.mushterek.visit.rule.VisitFacts.ExerciseFacts;
import org.mushterek.visit.rule.VisitFacts.GoverningInstrument;
import org.mushterek.visit.rule.VisitFacts.Hand;
import org.mushterek.visit.rule.VisitFacts.Hands;

/**
 * A lawful visit of Turkish special forces to Azerbaijan, 15 to 24 February 2027, judged on Monday 11 January 2027 at
 * 10:00 in Baku. A test changes only what it is about.
 */
final class VisitFixture {

    static final DatedParameters PARAMETERS = DatedParameters.read("/rulebook/visit-with-changes.yaml");

    static final LocalDate BEFORE_CHANGE = LocalDate.of(2027, 2, 28);
    static final LocalDate CHANGE = LocalDate.of(2027, 3, 1);

    /** Number of the permit that an amendment would change. */
    static final String PERMIT = "PER-AZE-2027-0017";

    String sendingState = "TUR";

    String hostState = "AZE";

    @Nullable
    String exerciseCode = "EX-2027-03";

    @Nullable
    VisitKind kind = VisitKind.ONE_TIME;

    @Nullable
    String purpose = "Joint mountain training";

    @Nullable
    String justification;

    @Nullable
    LocalDate from = LocalDate.of(2027, 2, 15);

    @Nullable
    LocalDate to = LocalDate.of(2027, 2, 24);

    AccessLevel accessLevel = AccessLevel.RESTRICTED;

    List<Site> sites = sites(2);

    @Nullable
    Contact pointOfContact = new Contact("Contact", "+90 1", null);

    @Nullable
    Contact securityOfficer = new Contact("Officer", null, "officer@example.org");

    List<Visitor> visitors = visitors(3);

    @Nullable
    Integer seniorLine = 1;

    @Nullable
    Integer deputyLine = 2;

    @Nullable
    Boolean armed = false;

    List<Arm> arms = List.of();

    @Nullable
    TravelMeans means = TravelMeans.CIVIL_AIR;

    List<String> route = List.of("TUR", "AZE");

    @Nullable
    Emergency emergency;

    @Nullable
    Certification certification =
            new Certification("Ministry", "C-17", LocalDate.of(2027, 1, 5), LocalDate.of(2028, 12, 31));

    @Nullable
    MedicalSupplies medicalSupplies = new MedicalSupplies(400, 400, "M-17");

    @Nullable
    AirMovement airMovement;

    @Nullable
    List<CustomsMovement> customsMovements;

    @Nullable
    ParliamentaryAuthorisation parliamentaryAuthorisation;

    @Nullable
    Boolean registrationExempt;

    RequestParticulars particulars = RequestParticulars.NONE;

    RequestAnnexes annexes = RequestAnnexes.NONE;

    @Nullable
    List<HandedFile> files;

    WorkingCalendar hostCalendar = new WeekdaysOpen();

    WorkingCalendar sendingCalendar = new WeekdaysOpen();

    ZonedDateTime judgedAt = baku(LocalDate.of(2027, 1, 11), 10, 0, 0);

    @Nullable
    ZonedDateTime deliveredAt;

    LocalDate parametersDate = LocalDate.of(2027, 1, 11);

    List<String> instrumentParties = List.of("AZE", "TUR");

    @Nullable
    InstrumentTerms terms = inForceFrom(LocalDate.of(2026, 10, 20));

    @Nullable
    ExerciseFacts exercise = exercise(List.of("AZE", "TUR"), LocalDate.of(2027, 2, 24));

    Hands hands = new Hands(new Hand("tur.planner", "TUR"), null, null, null);

    @Nullable
    DecisionFacts decision;

    @Nullable
    String amends;

    @Nullable
    AmendedVisit amended;

    static VisitFixture aVisit() {
        return new VisitFixture();
    }

    /** What a rule says that needs to know a day of 2028, of which year no calendar is loaded. */
    static Verdict withoutCalendar(RuleDescription rule) {
        return rule.undetermined(
                "dates.from",
                Message.of("rule.calendar.missing").with("year", 2028),
                Message.of("rule.calendar.cure").with("year", 2028));
    }

    VisitFacts facts() {
        return new VisitFacts(
                document(),
                judgedAt,
                deliveredAt,
                parametersDate,
                hostCalendar,
                sendingCalendar,
                "TR",
                terms == null
                        ? null
                        : new GoverningInstrument("TEST", Message.of("test.title"), instrumentParties, terms),
                exercise,
                hands,
                decision,
                amended);
    }

    VisitDocument document() {
        return new VisitDocument(
                "VIS-TUR-2027-0042",
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
                sites,
                pointOfContact,
                securityOfficer,
                visitors,
                seniorLine,
                deputyLine,
                armed,
                arms,
                means,
                route,
                null,
                emergency,
                certification,
                medicalSupplies,
                airMovement,
                customsMovements,
                parliamentaryAuthorisation,
                registrationExempt,
                null,
                particulars,
                annexes,
                files,
                null,
                amends);
    }

    /** This visit as an amendment of another one, which is permitted and was never amended before. */
    VisitFixture amending(VisitFixture permitted) {
        return amending(permitted, true, 0);
    }

    VisitFixture amending(VisitFixture permitted, boolean isInForce, int amendments) {
        amends = "VIS-TUR-2027-0017";
        amended = new AmendedVisit(permitted.document(), PERMIT, isInForce, amendments);
        return this;
    }

    VisitFixture from(@Nullable LocalDate day) {
        from = day;
        return this;
    }

    VisitFixture to(@Nullable LocalDate day) {
        to = day;
        return this;
    }

    VisitFixture occasion(RequestParticulars.@Nullable Occasion occasion) {
        particulars = new RequestParticulars(
                occasion, null, null, null, null, null, null, null, null, null, null, null, null);
        return this;
    }

    VisitFixture visitors(Visitor... some) {
        visitors = List.of(some);
        return this;
    }

    VisitFixture files(HandedFile... some) {
        files = List.of(some);
        return this;
    }

    /** @param line null for evidence for the whole roll */
    static HandedFile evidence(
            Attachment.Kind kind, @Nullable Integer line, @Nullable LocalDate from, @Nullable LocalDate until) {
        return new HandedFile("f" + line, kind, 1, "application/pdf", 1000, "0".repeat(64), null, line, from, until);
    }

    VisitFixture route(String... states) {
        route = List.of(states);
        return this;
    }

    VisitFixture deliveredAt(LocalDate day, int hour, int minute, int second) {
        deliveredAt = baku(day, hour, minute, second);
        return this;
    }

    VisitFixture judgedAs(LocalDate parameters) {
        parametersDate = parameters;
        return this;
    }

    VisitFixture terms(@Nullable InstrumentTerms some) {
        terms = some;
        return this;
    }

    static InstrumentTerms inForceFrom(LocalDate day) {
        return new InstrumentTerms(day, Period.ofYears(1), Renewal.EACH_TERM, 90, null, null);
    }

    static InstrumentTerms endedByNotice(LocalDate inForce, LocalDate notice) {
        return new InstrumentTerms(inForce, Period.ofYears(1), Renewal.EACH_TERM, 90, new Notice(notice, "TUR"), null);
    }

    static ExerciseFacts exercise(List<String> parties, @Nullable LocalDate to) {
        return new ExerciseFacts("EX-2027-03", "AZE", parties, LocalDate.of(2027, 2, 16), to, "12");
    }

    static ZonedDateTime baku(LocalDate day, int hour, int minute, int second) {
        return ZonedDateTime.of(
                LocalDateTime.of(day, java.time.LocalTime.of(hour, minute, second)), ZoneId.of("Asia/Baku"));
    }

    static List<Site> sites(int number) {
        return IntStream.rangeClosed(1, number)
                .mapToObj(no -> new Site(no, "Site " + no, null, SiteKind.RANGE))
                .toList();
    }

    static List<Visitor> visitors(int number) {
        return IntStream.rangeClosed(1, number).mapToObj(VisitFixture::visitor).toList();
    }

    static Visitor visitor(int line) {
        return visitor(line, DocumentType.PASSPORT, LocalDate.of(2030, 1, 1), null);
    }

    static Visitor visitor(int line, DocumentType type, LocalDate expiry, @Nullable String mrz) {
        return new Visitor(
                line,
                "OR-5",
                "Yılmaz",
                "İsmail",
                "YILMAZ",
                "ISMAIL",
                LocalDate.of(1990, 1, 1),
                "TUR",
                type,
                "U12345678",
                expiry,
                mrz,
                null,
                Clearance.RESTRICTED,
                VisitorRole.PARTICIPANT,
                LocalDate.of(2027, 1, 1),
                LocalDate.of(2028, 12, 31),
                LocalDate.of(2027, 1, 4),
                null);
    }
}
