package org.mushterek.visit;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mushterek.agreement.Instrument;
import org.mushterek.agreement.Instruments;
import org.mushterek.audit.AuditTrail;
import org.mushterek.common.CaseNumbers;
import org.mushterek.common.Refusal;
import org.mushterek.common.Sides;
import org.mushterek.document.CasePaper;
import org.mushterek.document.PaperSheet;
import org.mushterek.document.PaperSheet.Section;
import org.mushterek.document.PaperSheet.Voiding;
import org.mushterek.document.RenderedPaper;
import org.mushterek.exercise.Exercise;
import org.mushterek.exercise.Exercises;
import org.mushterek.security.Account;
import org.mushterek.visit.paper.AircraftQuestionnaire;
import org.mushterek.visit.paper.BlankRequest;
import org.mushterek.visit.paper.CustomsDeclaration;
import org.mushterek.visit.paper.DecisionLetter;
import org.mushterek.visit.paper.GateList;
import org.mushterek.visit.paper.MovementOrder;
import org.mushterek.visit.paper.VisitBasis;
import org.mushterek.visit.rule.VisitRuleBook;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.util.function.SingletonSupplier;

/**
 * The papers of a visit beside its permit. They follow from what was decided: a letter from the answer, the others from the
 * permit as it is handed over. A permit that changes replaces those that now say something else; one that is revoked voids
 * them all. Until the host has answered, what the sending side writes itself can be had as a draft, which nobody keeps.
 */
@Service
public class VisitPapers {

    private static final String CLEARANCE = "air.clearanceHours";
    private static final String PROGRAM = "system";

    private final PaperRegister register;
    private final VisitRequests requests;
    private final HostCases cases;
    private final Instruments instruments;
    private final Exercises exercises;
    private final Sides sides;
    private final CaseNumbers numbers;
    private final VisitRuleBook book;
    private final CasePaper paper;
    private final VisitStory story;
    private final AuditTrail audit;
    private final Clock clock;
    private final SingletonSupplier<File> blank;

    VisitPapers(
            PaperRegister register,
            VisitRequests requests,
            HostCases cases,
            Instruments instruments,
            Exercises exercises,
            Sides sides,
            CaseNumbers numbers,
            VisitRuleBook book,
            CasePaper paper,
            VisitStory story,
            AuditTrail audit,
            Clock clock) {
        this.register = register;
        this.requests = requests;
        this.cases = cases;
        this.instruments = instruments;
        this.exercises = exercises;
        this.sides = sides;
        this.numbers = numbers;
        this.book = book;
        this.paper = paper;
        this.story = story;
        this.audit = audit;
        this.clock = clock;
        // The same for everybody as long as the program runs, and the longest of all papers.
        this.blank = SingletonSupplier.of(() -> {
            var sheet = BlankRequest.sheet();
            return file(sheet.number(), paper.render(sheet, null));
        });
    }

    /** A draft that can be had now. */
    public record Draft(PaperKind kind, int part) {}

    /** What an account reads of a case: papers in the order of their issue, and drafts. */
    public record Papers(List<VisitPaper> issued, List<Draft> drafts) {}

    /** A PDF and what recognises it. */
    public record File(String name, byte[] content, String sha256) {}

    /** A gate list as those at the gate find it; no names. */
    public record GateListLine(
            String number,
            String requestNumber,
            String permitNumber,
            String sendingState,
            LocalDate validFrom,
            LocalDate validTo) {}

    /** A page of gate lists, and how many there are in all. */
    public record GateLists(List<GateListLine> items, long total) {}

    /** What one paper says, before it has a number. */
    private record Content(PaperKind kind, int part, List<Section> sections) {}

    // --- Issuing, in the transaction of what the paper follows from. ---

    /** The letter on an answered revision. */
    void answered(HostCase received, Decision decision) {
        var visit = basis(received.document(), null);
        issue(
                visit,
                null,
                register.ofRequest(received.number()),
                new Content(
                        PaperKind.DECISION_LETTER,
                        received.revision(),
                        DecisionLetter.of(visit, decision, received.receiptDay())));
    }

    /** All papers that rest on the permit: new ones, and new for old where they say something else than before. */
    void handedOver(Permit permit) {
        var received = cases.findLatest(permit.requestNumber()).orElseThrow();
        // Of whom the permit does not let in nothing is carried, and nobody travels.
        var letIn =
                permit.sheet().persons().stream().map(person -> person.line()).collect(Collectors.toSet());
        var visit = basis(received.document().ofPersons(letIn), permit.number());
        var contents = contents(received, permit, visit);
        // The papers of the permit whose place this one takes are replaced with it.
        var amends = received.document().amends();
        var known = Stream.concat(
                        register.ofRequest(permit.requestNumber()).stream(),
                        amends == null ? Stream.empty() : register.ofRequest(amends).stream())
                .toList();
        for (var held : known) {
            if (held.state() == VisitPaper.State.CURRENT
                    && held.kind().restsOnPermit()
                    && contents.stream()
                            .noneMatch(content -> content.kind() == held.kind() && content.part() == held.part())) {
                voided(held, null);
            }
        }
        contents.forEach(content -> issue(visit, permit, known, content));
    }

    /** The permit is revoked: nobody travels, nothing is carried under it. */
    void revoked(String requestNumber) {
        register.ofRequest(requestNumber).stream()
                .filter(held ->
                        held.state() == VisitPaper.State.CURRENT && held.kind().restsOnPermit())
                .forEach(held -> voided(held, null));
    }

    private List<Content> contents(HostCase received, Permit permit, VisitBasis visit) {
        var document = visit.document();
        var sheet = permit.sheet();
        var contents = new ArrayList<Content>();
        contents.add(new Content(PaperKind.MOVEMENT_ORDER, 1, MovementOrder.of(visit, sheet)));
        contents.add(new Content(
                PaperKind.GATE_LIST,
                1,
                GateList.of(
                        visit, sheet, sides.get(permit.hostState()).language().locale())));
        if (AircraftQuestionnaire.isFor(document)) {
            var travels = sheet.persons().stream().map(person -> person.line()).toList();
            contents.add(new Content(
                    PaperKind.AIRCRAFT_QUESTIONNAIRE,
                    1,
                    AircraftQuestionnaire.of(visit, travels, clearanceHours(received.parametersDate()))));
        }
        movements(document)
                .forEach(no ->
                        contents.add(new Content(PaperKind.CUSTOMS_DECLARATION, no, CustomsDeclaration.of(visit, no))));
        return contents;
    }

    /** @param known the papers that the case has so far */
    private void issue(VisitBasis visit, @Nullable Permit permit, List<VisitPaper> known, Content content) {
        var document = visit.document();
        var held = known.stream()
                .filter(paper -> paper.state() == VisitPaper.State.CURRENT
                        && paper.kind() == content.kind()
                        && paper.part() == content.part())
                .findFirst();
        var side = content.kind().issuedByHost() ? document.hostState() : document.sendingState();
        var sheet =
                sheet(visit, content, "", false, held.map(VisitPaper::number).orElse(null));
        if (held.isPresent()
                && held.get().requestNumber().equals(document.number())
                && register.isSame(held.get().sheet(), sheet)) {
            return;
        }
        var number = numbers.next(content.kind().prefix(), sides.get(side));
        held.ifPresent(old -> voided(old, number));
        register.insert(new VisitPaper(
                number,
                document.number(),
                content.kind(),
                content.part(),
                document.hostState(),
                document.sendingState(),
                document.revision(),
                permit == null ? null : permit.number(),
                permit == null ? null : permit.revision(),
                VisitPaper.State.CURRENT,
                sheet.numbered(number),
                sheet.replaces(),
                null,
                clock.instant(),
                PROGRAM,
                null));
        story.tellBoth(document.number(), document.hostState(), document.sendingState(), "paperIssued", number);
    }

    private void voided(VisitPaper held, @Nullable String replacedBy) {
        register.voided(held.number(), replacedBy);
        story.tellBoth(held.requestNumber(), held.hostState(), held.sendingState(), "paperVoided", held.number());
    }

    // --- Reading. ---

    /** The papers of a case that the account's side and role read. */
    @Transactional(readOnly = true)
    public Papers list(Account account, String requestNumber) {
        var document = visible(account, requestNumber);
        return new Papers(
                register.ofRequest(requestNumber).stream()
                        .filter(held -> mayRead(account, held.kind(), document))
                        .toList(),
                drafts(account, document));
    }

    /** The gate lists of the account's side as host that hold today or later; none for a role that reads none. */
    @Transactional(readOnly = true)
    public GateLists gateLists(Account account, int offset, int limit) {
        var side = account.side();
        if (!PaperKind.GATE_LIST.mayBeReadAtHostBy(account)) {
            return new GateLists(List.of(), 0);
        }
        var today = LocalDate.ofInstant(clock.instant(), side.zone());
        return new GateLists(
                register.gateLists(side.code(), today, offset, limit), register.countGateLists(side.code(), today));
    }

    /**
     * A paper as it stands: rendered once from its snapshot, outside any transaction, and kept. A voided one says so on
     * each page.
     *
     * @throws Refusal NOT_FOUND, or FORBIDDEN where only others of the side read it
     */
    public File read(Account account, String requestNumber, String number) {
        var document = visible(account, requestNumber);
        var held = register.ofRequest(requestNumber).stream()
                .filter(candidate -> candidate.number().equals(number))
                .findFirst()
                .orElseThrow(VisitPapers::unknown);
        require(account, held.kind(), document);
        var voidedAt = held.voidedAt();
        var print = register.print(held)
                .orElseGet(() -> register.keep(
                        held,
                        paper.render(
                                held.sheet(), voidedAt == null ? null : new Voiding(voidedAt, held.replacedBy()))));
        audit.record(account.id(), account.side().code(), requestNumber, "visit.paperRead", number);
        return new File(number, print.content(), print.sha256());
    }

    /**
     * A draft from the request as it stands: for its sending side as it is written, for its host as it was transmitted.
     *
     * @param part the movement of a customs declaration, from 1
     * @throws Refusal NOT_FOUND where there is nothing to draw it from, or CONFLICT once the case is answered
     */
    public File draft(Account account, String requestNumber, PaperKind kind, int part) {
        var document = visible(account, requestNumber);
        require(account, kind, document);
        if (!isUnanswered(account, document)) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "visit.paperNoLongerDraft");
        }
        if (!drafts(account, document).contains(new Draft(kind, part))) {
            throw unknown();
        }
        var visit = basis(document, null);
        var everybody = document.visitors().stream().map(Visitor::line).toList();
        var sections = kind == PaperKind.CUSTOMS_DECLARATION
                ? CustomsDeclaration.of(visit, part)
                : AircraftQuestionnaire.of(
                        visit,
                        everybody,
                        clearanceHours(LocalDate.ofInstant(
                                clock.instant(), sides.get(document.hostState()).zone())));
        var number = "%s/%s-%d/%s".formatted(requestNumber, kind.prefix(), part, state(account, document));
        var rendered = paper.render(sheet(visit, new Content(kind, part, sections), number, true, null), null);
        audit.record(account.id(), account.side().code(), requestNumber, "visit.paperDrafted", kind.name());
        return file(number.replace('/', '-'), rendered);
    }

    /** The request as an empty form; it holds no data, and everybody who signs in may have it. */
    public File blankRequest() {
        return blank.obtain();
    }

    /** Whether the reader is of the side that wrote the request; else of the one that received it. */
    private static boolean isSender(Account account, VisitDocument document) {
        return account.isOf(document.sendingState());
    }

    /** What the draft was drawn from: a version at the sending side, a revision at the host. */
    private String state(Account account, VisitDocument document) {
        return isSender(account, document)
                ? "v" + requests.find(document.number()).orElseThrow().version()
                : "r" + document.revision();
    }

    private List<Draft> drafts(Account account, VisitDocument document) {
        if (!isUnanswered(account, document)) {
            return List.of();
        }
        var flight = AircraftQuestionnaire.isFor(document)
                ? Stream.of(new Draft(PaperKind.AIRCRAFT_QUESTIONNAIRE, 1))
                : Stream.<Draft>empty();
        var customs = movements(document).mapToObj(no -> new Draft(PaperKind.CUSTOMS_DECLARATION, no));
        return Stream.concat(flight, customs)
                .filter(draft -> mayRead(account, draft.kind(), document))
                .toList();
    }

    private boolean isUnanswered(Account account, VisitDocument document) {
        return isSender(account, document)
                ? !requests.find(document.number()).orElseThrow().state().isClosed()
                : cases.findLatest(document.number()).orElseThrow().state().isOpen();
    }

    private static IntStream movements(VisitDocument document) {
        var movements = document.customsMovements();
        return IntStream.rangeClosed(1, movements == null ? 0 : movements.size());
    }

    /** The document as the account's side has it; what is not its to see does not exist for it. */
    private VisitDocument visible(Account account, String requestNumber) {
        var written = requests.find(requestNumber).map(VisitRequest::document);
        var document = written.filter(own -> isSender(account, own))
                .or(() -> cases.findLatest(requestNumber)
                        .map(HostCase::document)
                        .filter(received -> account.isOf(received.hostState())))
                .orElseThrow(() -> Refusal.of(Refusal.Kind.NOT_FOUND, "visit.notFound"));
        if (Stream.of(PaperKind.values()).noneMatch(kind -> mayRead(account, kind, document))) {
            throw Refusal.of(Refusal.Kind.NOT_FOUND, "visit.notFound");
        }
        return document;
    }

    private static boolean mayRead(Account account, PaperKind kind, VisitDocument document) {
        return kind.mayBeReadBy(account, document.sendingState(), document.hostState());
    }

    private static void require(Account account, PaperKind kind, VisitDocument document) {
        if (!mayRead(account, kind, document)) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "visit.wrongRole");
        }
        VisitAccess.noteFor(account, kind.readersOfItsSide(account, document.sendingState(), document.hostState()));
    }

    private static Refusal unknown() {
        return Refusal.of(Refusal.Kind.NOT_FOUND, "visit.paperNotFound");
    }

    // --- What they say. ---

    private VisitBasis basis(VisitDocument document, @Nullable String permitNumber) {
        var code = document.exerciseCode();
        var instrument = instruments.governing(List.of(document.sendingState(), document.hostState()), document.from());
        return new VisitBasis(
                document.onPaper(),
                code == null ? null : exercises.find(code).map(Exercise::title).orElse(null),
                instrument.map(Instrument::title).orElse(null),
                instrument.map(Instrument::restsOnDemoAssumption).orElse(false),
                permitNumber);
    }

    private PaperSheet sheet(
            VisitBasis visit, Content content, String number, boolean draft, @Nullable String replaces) {
        var document = visit.document();
        return new PaperSheet(
                content.kind().sheet(),
                number,
                document.hostState(),
                document.sendingState(),
                document.accessLevel().name(),
                draft,
                visit.demoAssumption(),
                clock.instant(),
                replaces,
                content.sections());
    }

    private int clearanceHours(LocalDate day) {
        return book.parameters().on(day).hours(CLEARANCE);
    }

    private static File file(String name, RenderedPaper rendered) {
        return new File(name, rendered.content(), rendered.sha256());
    }
}
