package org.mushterek.visit.rule;

import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mushterek.agreement.rule.DatedParameters;
import org.mushterek.agreement.rule.Judgement;
import org.mushterek.agreement.rule.RuleBook;
import org.mushterek.agreement.rule.RuleBookPage;
import org.mushterek.agreement.rule.RuleId;
import org.mushterek.agreement.rule.ShownRuleBook;
import org.mushterek.agreement.rule.Verdict;
import org.mushterek.calendar.WorkingCalendar;
import org.mushterek.calendar.WorkingCalendar.UnknownYear;
import org.mushterek.common.Message;
import org.mushterek.security.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The rules on visits in the order in which they are told: the index of what a request must satisfy. */
@Component
@Order(1)
public class VisitRuleBook implements ShownRuleBook {

    private static final String PARAMETERS = "/rulebook/visit.yaml";
    private static final String BLACKOUTS = "/rulebook/blackouts.yaml";
    private static final String WAIVER = "waiver.";

    private final DatedParameters parameters;
    private final LeadTime leadTime;
    private final RuleBook<VisitFacts> request;
    private final RuleBook<VisitFacts> decision;

    @Autowired
    public VisitRuleBook() {
        this(DatedParameters.read(PARAMETERS));
    }

    /** A book with other numbers than the shipped ones. */
    public VisitRuleBook(DatedParameters parameters) {
        this(parameters, Blackouts.read(BLACKOUTS));
    }

    /** A book with other numbers and other blackouts than the shipped ones. */
    public VisitRuleBook(DatedParameters parameters, Blackouts blackouts) {
        this.parameters = parameters;
        this.leadTime = new LeadTime(parameters, blackouts);
        var ofRequest = List.<VisitRule>of(
                new InstrumentCoversVisit(),
                new InstrumentRunsInTerms(),
                new RenewalWindowIsWatched(parameters),
                new EachInstrumentHasItsOwnNotice(),
                new ExerciseIsInPlan(),
                new ExerciseNamesTheHost(),
                new ArmedEntryIsAuthorised(),
                new RequestIsComplete(),
                new LongVisitIsExtendedOrJustified(parameters),
                new ValidityIsLimited(parameters),
                new RecurringVisitIsReviewedYearly(parameters),
                new RequestIsNotTooLarge(parameters),
                new RequestIsNotTooEarly(parameters),
                new NoticeIsGivenInTime(parameters),
                new EmergencyIsJustified(leadTime),
                new ClockStartsAtDelivery(parameters),
                new ClearancesAreCertified(),
                new AmendmentKeepsItsPurpose(),
                new EarlierVisitHasFreshNotice(leadTime),
                new AmendmentIsGivenInTime(leadTime),
                new AmendmentsAreFew(parameters),
                new EmergencyVisitStaysAsItIs(),
                new SilenceNeverApproves(parameters),
                new DecisionHasKnownOutcome(),
                new AuthorityTakesRequests(leadTime),
                new ApprovalIsOralAndVisualOnly(),
                new SeniorPersonAndDeputyAreNamed(),
                new SendingSideMayRecall(),
                new EachStepHasAnotherHand(),
                new IdCardTravelsDirectly(),
                new DocumentOutlastsEntry(parameters),
                new LongStayNeedsResidencePermit(parameters),
                new StayIsRegistered(parameters),
                new MovementOrderListsEveryTraveller(),
                new CheckDigitsVerify(),
                new MedicalSuppliesAreDeclared(),
                new HostPlansEmergencyCare(),
                new EachVisitorIsInsured(parameters),
                new EachVisitorIsFit(parameters),
                new FlightToAzerbaijanIsNotifiedInTime(parameters),
                new ClearanceCoversArrival(parameters),
                new FlightToTuerkiyeIsNotifiedInTime(parameters),
                new EachMovementHasCustomsForm(parameters),
                new WorkingDaysAreDatedData(),
                new HalfDaysAreClosed(),
                new ChangedCalendarMovesDueDates(),
                new HolidaysDuringVisitAreTold());
        var ofDecision = new ArrayList<>(ofRequest);
        ofDecision.add(new EveryVisitorAndSiteIsDecided());
        this.request = new RuleBook<>(ofRequest);
        this.decision = new RuleBook<>(ofDecision);
    }

    /** Judges a request: before submission, at certification, at endorsement and at transmission. */
    public Judgement judgeRequest(VisitFacts facts) {
        return request.judge(facts);
    }

    /** Judges a decision that lets visitors in: the request as it stands now, and that everybody and every site is answered. */
    public Judgement judgeDecision(VisitFacts facts) {
        return decision.judge(facts);
    }

    /** What somebody has to do by a judgement, in the order of the book: the duties that its facts ask for. */
    public List<OpenDuty> duties(Judgement judged) {
        var open = new ArrayList<OpenDuty>();
        for (var rule : decision.rules()) {
            if (rule instanceof VisitDuty duty) {
                judged.of(rule.description().id())
                        .filter(Verdict.Satisfied.class::isInstance)
                        .flatMap(verdict -> verdict.remarks().stream().findFirst())
                        .ifPresent(text -> open.add(new OpenDuty(rule.description(), duty.holder(), text)));
            }
        }
        return open;
    }

    public RuleBook<VisitFacts> requestBook() {
        return request;
    }

    /** All rules on visits. */
    public RuleBook<VisitFacts> decisionBook() {
        return decision;
    }

    /** How many visitors one request may hold by the parameters of a day (VIS-05). */
    public int mostVisitors(LocalDate day) {
        return parameters.on(day).count(RequestIsNotTooLarge.VISITORS);
    }

    /** How many sites one request may hold by the parameters of a day (VIS-05). */
    public int mostSites(LocalDate day) {
        return parameters.on(day).count(RequestIsNotTooLarge.SITES);
    }

    /** Who may waive a rule by the parameters of a day: the one whose role {@code waiver.<code>} names. */
    public Role waiverAuthority(RuleId rule, LocalDate day) {
        var name = parameters.on(day).role(WAIVER + rule);
        return Role.of(name)
                .orElseThrow(
                        () -> new IllegalStateException("The parameter " + WAIVER + rule + " names no role: " + name));
    }

    /** Everybody who may waive some rule by the parameters of a day. */
    public Set<Role> waiverAuthorities(LocalDate day) {
        return parameters.history().keySet().stream()
                .filter(name -> name.startsWith(WAIVER))
                .map(name -> waiverAuthority(new RuleId(name.substring(WAIVER.length())), day))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    public DatedParameters parameters() {
        return parameters;
    }

    /** At how many percent of a deadline officers are reminded of it (VIS-16), the earlier first. */
    public List<Integer> reminderShares(LocalDate day) {
        var on = parameters.on(day);
        return List.of(
                on.percent(SilenceNeverApproves.FIRST_REMINDER), on.percent(SilenceNeverApproves.SECOND_REMINDER));
    }

    /** The book as a person sees it. */
    @Override
    public RuleBookPage page() {
        return RuleBookPage.of(decision.descriptions(), parameters);
    }

    /**
     * The day on which a request counts as received by the host.
     *
     * @param delivery in the host's zone
     * @throws UnknownYear where the calendar does not reach that far
     */
    public LocalDate receiptDay(ZonedDateTime delivery, LocalDate parametersDate, WorkingCalendar hostCalendar) {
        return new ClockStartsAtDelivery(parameters).receiptDay(delivery, parametersDate, hostCalendar);
    }

    /**
     * The first day on which a visit as long as the request's (one day where its dates are not known) may start when it is
     * delivered as the facts say: after the notice period, which no blackout of the host has begun, and not before the
     * instrument is in force. An amendment may name a day before the permitted one after fresh notice, else the permitted one
     * while the shorter notice of amendments is left to it (VIS-13), else none.
     */
    public EarliestStart earliestLawfulStart(VisitFacts facts) {
        try {
            var begins = leadTime.begins(facts);
            return leadTime.earliestStart(facts, begins)
                    .map(start -> earliestLawfulStart(facts, start))
                    .orElseGet(() -> none(tooLateToAmend(facts, begins)));
        } catch (UnknownYear unknown) {
            return none(MissingCalendar.missing(unknown));
        }
    }

    /** Why the notice of an amendment is too short, even where only a blackout of the host makes it so. */
    private Message tooLateToAmend(VisitFacts facts, LocalDate begins) {
        var received = leadTime.received(facts);
        if (leadTime.earliestStart(facts, received).isPresent()) {
            return AuthorityTakesRequests.begins(facts, received, begins);
        }
        var permitted = Objects.requireNonNull(facts.amended()).firstDay();
        return new AmendmentIsGivenInTime(leadTime).late(facts, received, permitted);
    }

    private static EarliestStart earliestLawfulStart(VisitFacts facts, LocalDate afterNotice) {
        var instrument = facts.instrument();
        if (instrument == null) {
            return none(InstrumentCoversVisit.noInstrument(facts.document()).reason());
        }
        var start = laterOf(afterNotice, instrument.terms().enteredIntoForceOn());
        var length = Stay.of(facts.document()).map(Stay::days).orElse(1);
        var stay = new Stay(start, start.plusDays(length - 1L));
        var remarks = new ArrayList<Message>(
                facts.hostCalendar().remarksOn(facts.delivery().toLocalDate(), start));
        var fault = InstrumentCoversVisit.coverageFault(instrument, stay, facts.today());
        if (fault == null) {
            return new EarliestStart(start, null, remarks);
        }
        return switch (instrument
                .terms()
                .coverage(stay.from(), stay.to(), facts.today())
                .state()) {
            case RENEWABLE, RENEWAL_DUE -> {
                remarks.add(fault.reason());
                yield new EarliestStart(start, null, remarks);
            }
            default -> none(fault.reason());
        };
    }

    private static LocalDate laterOf(LocalDate one, @Nullable LocalDate other) {
        return other != null && other.isAfter(one) ? other : one;
    }

    private static EarliestStart none(Message obstacle) {
        return new EarliestStart(null, obstacle, List.of());
    }
}
