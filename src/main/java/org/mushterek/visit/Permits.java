package org.mushterek.visit;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mushterek.agreement.Instruments;
import org.mushterek.audit.AuditTrail;
import org.mushterek.common.CaseNumbers;
import org.mushterek.common.Language;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.common.Seals;
import org.mushterek.common.Side;
import org.mushterek.common.Sides;
import org.mushterek.common.StoredJson;
import org.mushterek.common.Texts;
import org.mushterek.document.CheckCode;
import org.mushterek.document.PermitClaims;
import org.mushterek.document.PermitPaper;
import org.mushterek.document.PermitSheet;
import org.mushterek.document.PermitToken;
import org.mushterek.document.SigningKeys;
import org.mushterek.document.TokenReading;
import org.mushterek.exercise.Exercises;
import org.mushterek.security.Account;
import org.mushterek.security.Readers;
import org.mushterek.security.Role;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Permits: issued from an approving decision, handed over, closed, checked at a gate. */
@Service
public class Permits {

    private final HostCases cases;
    private final AmendedVisits amended;
    private final Instruments instruments;
    private final Exercises exercises;
    private final Sides sides;
    private final Texts texts;
    private final CaseNumbers numbers;
    private final SigningKeys keys;
    private final PermitPaper paper;
    private final VisitPapers papers;
    private final PresentPersons present;
    private final VisitProcesses processes;
    private final VisitStory story;
    private final AuditTrail audit;
    private final JdbcClient database;
    private final StoredJson json;
    private final Seals seals;
    private final Clock clock;
    private final String publicAddress;
    private final SecureRandom random = new SecureRandom();

    Permits(
            HostCases cases,
            AmendedVisits amended,
            Instruments instruments,
            Exercises exercises,
            Sides sides,
            Texts texts,
            CaseNumbers numbers,
            SigningKeys keys,
            PermitPaper paper,
            VisitPapers papers,
            PresentPersons present,
            VisitProcesses processes,
            VisitStory story,
            AuditTrail audit,
            JdbcClient database,
            StoredJson json,
            Seals seals,
            Clock clock,
            @Value("${mushterek.public-address:}") String publicAddress) {
        this.cases = cases;
        this.amended = amended;
        this.instruments = instruments;
        this.exercises = exercises;
        this.sides = sides;
        this.texts = texts;
        this.numbers = numbers;
        this.keys = keys;
        this.paper = paper;
        this.papers = papers;
        this.present = present;
        this.processes = processes;
        this.story = story;
        this.audit = audit;
        this.database = database;
        this.json = json;
        this.seals = seals;
        this.clock = clock;
        this.publicAddress = publicAddress;
    }

    /** Issues the permit of an approved request; asked twice, it answers with the first. */
    @Transactional
    public Permit issue(String requestNumber) {
        var known = ofRequest(requestNumber);
        if (known.isPresent()) {
            return known.get();
        }
        var received = cases.findLatest(requestNumber).orElseThrow();
        var decision = cases.decision(requestNumber, received.revision()).orElseThrow();
        if (!decision.outcome().isApproval()) {
            throw new IllegalStateException("No permit without an approval: " + requestNumber);
        }
        var document = received.document();
        var host = sides.get(document.hostState());
        var number = numbers.next("PER", host);
        var checkCode = CheckCode.random(random);
        var approved = decision.approvedLines();
        var from = java.util.Objects.requireNonNull(document.from());
        var to = java.util.Objects.requireNonNull(document.to());
        var token = token(document, number, 1, from, to, checkCode, approved);
        // As fine as the databases keep it.
        var issuedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var permit = new Permit(
                number,
                1,
                requestNumber,
                document.hostState(),
                document.sendingState(),
                Permit.State.ISSUED,
                from,
                to,
                checkCode.formatted(),
                sheet(received, decision, number, checkCode, token, from, to, issuedAt),
                issuedAt,
                null,
                null,
                null,
                0,
                1);
        database.sql("insert into visit_permit (number, revision, request_number, request_revision, host_state,"
                        + " sending_state, state, valid_from, valid_to, check_code, token, snapshot, issued_at, version) values"
                        + " (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        number,
                        permit.revision(),
                        requestNumber,
                        received.revision(),
                        permit.hostState(),
                        permit.sendingState(),
                        permit.state().name(),
                        from,
                        to,
                        permit.checkCode(),
                        token,
                        seals.seal(VisitSeals.PERMIT, permit.hostState(), json.write(permit.sheet()), number),
                        issuedAt.atOffset(ZoneOffset.UTC),
                        permit.version())
                .update();
        story.tell(requestNumber, permit.hostState(), "system", "permitIssued", number);
        return permit;
    }

    /**
     * The request whose permit the one of this request takes the place of. Nobody recalls a person from that one, corrects or
     * revokes it until the transaction ends.
     */
    @Transactional
    public Optional<String> lockAmendedBy(String requestNumber) {
        var amends = cases.findLatest(requestNumber)
                .map(received -> received.document().amends());
        amends.ifPresent(amended::lock);
        return amends;
    }

    private @Nullable String amendedPermit(VisitDocument document) {
        var amends = document.amends();
        return amends == null ? null : ofRequest(amends).orElseThrow().number();
    }

    /** Whether the permit of a request was handed over and has not ended. */
    @Transactional(readOnly = true)
    public boolean isOut(String requestNumber) {
        return ofRequest(requestNumber).filter(Permit::isOut).isPresent();
    }

    private String token(
            VisitDocument document,
            String number,
            int revision,
            LocalDate from,
            LocalDate to,
            CheckCode checkCode,
            Collection<Integer> lines) {
        var bearers = document.visitors().stream()
                .filter(visitor -> lines.contains(visitor.line()))
                .map(visitor -> new PermitClaims.Bearer(visitor.documentNumber(), visitor.birthDate()))
                .toList();
        var claims = PermitClaims.binding(
                number, revision, document.hostState(), document.sendingState(), from, to, checkCode, bearers, random);
        return PermitToken.seal(claims, keys.of(document.hostState()));
    }

    /**
     * Puts a next revision in the place of the permit, which lets in only whom it let in so far and who is not among the
     * recalled (VIS-22). The papers that name them are replaced. Nothing changes where nobody would be left.
     */
    void takeOff(String requestNumber, Set<Integer> recalled) {
        var permit = ofRequest(requestNumber).orElseThrow();
        var document = cases.findLatest(requestNumber).orElseThrow().document();
        replace(permit, permit.sheet(), document, recalled);
    }

    /**
     * Puts a next revision in the place of the permit, by the decision as its author has corrected it, and still without who
     * was recalled.
     */
    @Transactional
    public void replaceByCorrected(String requestNumber) {
        var permit = ofRequest(requestNumber).orElseThrow();
        var received = cases.findLatest(requestNumber).orElseThrow();
        var decision = cases.decision(requestNumber, received.revision()).orElseThrow();
        var sheet = sheet(
                received,
                decision,
                permit.number(),
                CheckCode.parse(permit.checkCode()).orElseThrow(),
                permit.sheet().token(),
                permit.validFrom(),
                permit.validTo(),
                permit.sheet().issuedAt());
        replace(permit, sheet, received.document(), Set.copyOf(amended.recalled(requestNumber)));
    }

    /** @param next what the next revision says, but for who is not let in any more */
    private void replace(Permit permit, PermitSheet next, VisitDocument document, Set<Integer> excluded) {
        var remaining = next.persons().stream()
                .filter(person -> !excluded.contains(person.line()))
                .toList();
        if (remaining.isEmpty()) {
            return;
        }
        var lines = remaining.stream().map(PermitSheet.Person::line).toList();
        var leaders = VisitGroups.leaders(
                document,
                document.visitors().stream()
                        .filter(visitor -> lines.contains(visitor.line()))
                        .toList());
        var senior = leaders.get(0).line();
        var deputy = leaders.size() < 2 ? null : leaders.get(1).line();
        var present = permit.sheet();
        // The sheet does not say who carries what.
        var remainder = document.ofPersons(Set.copyOf(lines));
        var armed = Boolean.TRUE.equals(remainder.armed());
        if (next.replacedBy(
                        present.revision(),
                        remaining,
                        senior,
                        deputy,
                        armed,
                        arms(remainder),
                        present.issuedAt(),
                        present.checkCode(),
                        present.token())
                .equals(present)) {
            // Papers that say the same stay good: of a correction that is for the own side's eyes, or tells only why.
            return;
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        database.sql(
                        "insert into visit_permit_revision (request_number, revision, lines, replaced_at) values (?, ?, ?, ?)")
                .params(
                        permit.requestNumber(),
                        permit.revision(),
                        present.persons().stream()
                                .map(person -> String.valueOf(person.line()))
                                .collect(Collectors.joining(",")),
                        now.atOffset(ZoneOffset.UTC))
                .update();
        var revision = permit.revision() + 1;
        var checkCode = CheckCode.random(random);
        var token = token(document, permit.number(), revision, permit.validFrom(), permit.validTo(), checkCode, lines);
        var sheet = next.replacedBy(
                revision, remaining, senior, deputy, armed, arms(remainder), now, checkCode.formatted(), token);
        database.sql("update visit_permit set revision = ?, check_code = ?, token = ?, snapshot = ?, issued_at = ?,"
                        + " version = version + 1 where number = ?")
                .params(
                        revision,
                        checkCode.formatted(),
                        token,
                        seals.seal(VisitSeals.PERMIT, permit.hostState(), json.write(sheet), permit.number()),
                        now.atOffset(ZoneOffset.UTC),
                        permit.number())
                .update();
        var detail = permit.number() + ":" + revision;
        story.tellBoth(permit.requestNumber(), permit.hostState(), permit.sendingState(), "permitReplaced", detail);
        papers.handedOver(ofRequest(permit.requestNumber()).orElseThrow());
    }

    /**
     * A revision of a permit that another has taken the place of.
     *
     * @param lines whom it let in
     */
    record PastRevision(Set<Integer> lines, Instant replacedAt) {}

    /** Those of a permit in their order; none of what was replaced under a release that did not keep them. */
    List<PastRevision> pastRevisions(Permit permit) {
        if (permit.revision() == 1) {
            return List.of();
        }
        return database.sql("select lines, replaced_at from visit_permit_revision where request_number = ?"
                        + " order by revision")
                .param(permit.requestNumber())
                .query((row, n) -> new PastRevision(
                        Stream.of(row.getString("lines").split(","))
                                .map(Integer::valueOf)
                                .collect(Collectors.toSet()),
                        row.getObject("replaced_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    private PermitSheet sheet(
            HostCase received,
            Decision decision,
            String number,
            CheckCode checkCode,
            String token,
            LocalDate from,
            LocalDate to,
            Instant issuedAt) {
        var approvedLines = decision.approvedLines();
        var document = received.document().onPaper().ofPersons(Set.copyOf(approvedLines));
        var instrument = instruments
                .governing(List.of(document.sendingState(), document.hostState()), document.from())
                .orElseThrow();
        var exercise = exercises
                .find(java.util.Objects.requireNonNull(document.exerciseCode()))
                .orElseThrow();
        var approvedSites = decision.approvedSites();
        Map<Integer, String> siteLimits = decision.sites().stream()
                .filter(site -> site.limits() != null)
                .collect(Collectors.toMap(Decision.SiteVerdict::site, site -> String.valueOf(site.limits())));
        var signature = instrument.signature();
        return new PermitSheet(
                number,
                1,
                document.hostState(),
                document.sendingState(),
                exercise.code(),
                exercise.title(),
                inEachLanguage(instrument.title()),
                signature == null ? null : signature.day(),
                received.parametersDate(),
                from,
                to,
                document.sites().stream()
                        .filter(site -> approvedSites.contains(site.no()))
                        .map(site ->
                                new PermitSheet.Site(site.no(), site.name(), site.address(), siteLimits.get(site.no())))
                        .toList(),
                document.visitors().stream()
                        .map(visitor -> new PermitSheet.Person(
                                visitor.line(),
                                visitor.grade(),
                                visitor.surname(),
                                visitor.forenames(),
                                visitor.documentNumber(),
                                visitor.role().name(),
                                decision.exceptions().stream()
                                        .filter(exception -> exception.line() == visitor.line())
                                        .map(Decision.ExceptionAtSite::site)
                                        .toList()))
                        .toList(),
                document.seniorLine(),
                document.deputyLine(),
                Boolean.TRUE.equals(document.armed()),
                arms(document),
                document.route(),
                decision.limits(),
                document.grantedWaivers().stream()
                        .map(waiver -> new PermitSheet.Waiver(
                                waiver.rule(),
                                waiver.reason(),
                                document.sendingState() + ": "
                                        + inEachLanguage(Message.of("rule.authority." + waiver.authority()))))
                        .toList(),
                issuedAt,
                document.hostState() + ": " + inEachLanguage(Message.of("ui.role.AUTHORITY")),
                checkCode.formatted(),
                token,
                publicAddress.isBlank() ? null : publicAddress.replaceAll("/+$", "") + "/verify",
                marking(document.accessLevel()),
                false,
                instrument.restsOnDemoAssumption(),
                document.group() == null ? null : document.group().toString(),
                amendedPermit(document));
    }

    private static List<PermitSheet.Arm> arms(VisitDocument document) {
        return document.arms().stream()
                .map(arm -> new PermitSheet.Arm(arm.type(), arm.serialNumber(), arm.quantity()))
                .toList();
    }

    /** A text as the paper's headings are: in the languages of both sides and in English. */
    private String inEachLanguage(Message text) {
        return inEachLanguage(text, (said, language) -> said);
    }

    /** A protective marking as each of its readers knows it, in the capital letters of that language. */
    private String marking(Enum<?> level) {
        return inEachLanguage(
                Message.of("ui." + level.name()), (said, language) -> said.toUpperCase(language.locale()));
    }

    private String inEachLanguage(Message text, BiFunction<String, Language, String> shown) {
        return Stream.of(Language.AZ, Language.TR, Language.EN)
                .map(language -> shown.apply(texts.say(text, language), language))
                .collect(Collectors.joining(" · "));
    }

    @Transactional
    public void handOver(String requestNumber) {
        var permit = ofRequest(requestNumber).orElseThrow();
        database.sql("update visit_permit set state = ?, handed_over_at = ?, version = version + 1 where number = ?"
                        + " and state = ?")
                .params(
                        Permit.State.HANDED_OVER.name(),
                        clock.instant().atOffset(ZoneOffset.UTC),
                        permit.number(),
                        Permit.State.ISSUED.name())
                .update();
        story.tell(requestNumber, permit.hostState(), "system", "permitHandedOver", permit.number());
        papers.handedOver(permit);
    }

    /**
     * Records how the visit ended, in the transaction that completes the registry's task.
     *
     * @throws Refusal FORBIDDEN for whoever is not of the registry, to which alone the task is offered
     */
    Map<String, Object> end(Account officer, String requestNumber, TaskAnswer answer) {
        var permit = ofRequest(requestNumber).orElseThrow();
        VisitAccess.mayActAs(officer, permit.hostState(), Role.REGISTRY);
        var tookPlace = SendingSide.action(answer, "TOOK_PLACE", "REVOKE").equals("TOOK_PLACE");
        amended.demandNoneToIssue(requestNumber);
        if (tookPlace) {
            var today = LocalDate.ofInstant(
                    clock.instant(), sides.get(permit.hostState()).zone());
            if (today.isBefore(permit.validFrom())) {
                throw new Refusal(
                        Refusal.Kind.CONFLICT,
                        Message.of("visit.notYetTakenPlace").with("from", permit.validFrom()),
                        List.of());
            }
        } else {
            var reason = SendingSide.text(answer.reason(), "visit.reasonMissing");
            HostSide.textsOf(cases.findLatest(requestNumber).orElseThrow())
                    .in("text", "ui.permit.closingReason", reason)
                    .demandNone();
            database.sql("update visit_permit set closing_reason = ?, closed_by = ? where number = ?")
                    .params(
                            seals.seal(VisitSeals.CLOSING_REASON, permit.hostState(), reason, permit.number()),
                            officer.id(),
                            permit.number())
                    .update();
        }
        endSuspension(permit);
        return Map.of(VisitPermitProcess.VISIT_TOOK_PLACE, tookPlace);
    }

    /** Nobody looks again at the suspension of a permit that is about to be closed. */
    void endSuspension(Permit permit) {
        if (permit.state() == Permit.State.SUSPENDED) {
            processes.endSuspension(permit.requestNumber());
        }
    }

    /** Whether the permit of a request lets nobody in until it is reinstated. */
    boolean isSuspended(String requestNumber) {
        return ofRequest(requestNumber)
                .filter(permit -> permit.state() == Permit.State.SUSPENDED)
                .isPresent();
    }

    void countSuspension(String requestNumber) {
        database.sql("update visit_permit set suspensions = suspensions + 1 where request_number = ?")
                .param(requestNumber)
                .update();
    }

    /** From now on the permit lets nobody in, until {@link #reinstate}. */
    @Transactional
    public void suspend(String requestNumber) {
        become(requestNumber, Permit.State.HANDED_OVER, Permit.State.SUSPENDED);
    }

    /** The suspended permit lets in again, with the same papers. */
    @Transactional
    public void reinstate(String requestNumber) {
        become(requestNumber, Permit.State.SUSPENDED, Permit.State.HANDED_OVER);
    }

    private void become(String requestNumber, Permit.State from, Permit.State to) {
        database.sql("update visit_permit set state = ?, version = version + 1 where request_number = ? and state = ?")
                .params(to.name(), requestNumber, from.name())
                .update();
    }

    /**
     * Closes the permit: it lets nobody in from now on. Both sides are told where somebody is still there, but for recalled
     * persons whose return the host still has time to see to.
     */
    @Transactional
    public void close(String requestNumber, Permit.State state) {
        // Nobody records an arrival meanwhile, which would be counted by neither.
        amended.lock(requestNumber);
        var permit = ofRequest(requestNumber).orElseThrow();
        database.sql("update visit_permit set state = ?, closed_at = ?, version = version + 1 where number = ?")
                .params(state.name(), clock.instant().atOffset(ZoneOffset.UTC), permit.number())
                .update();
        var event =
                "permit" + state.name().charAt(0) + state.name().substring(1).toLowerCase(Locale.ROOT);
        story.tellBoth(requestNumber, permit.hostState(), permit.sendingState(), event, permit.number());
        if (state == Permit.State.REVOKED) {
            papers.revoked(requestNumber);
        }
        tellStay(permit, stays(permit));
    }

    /** Tells both sides how many are still there of a permit that is closed; nothing of one that is not. */
    void tellWhoStays(Permit permit) {
        if (permit.closedAt() != null) {
            tellStay(permit, stays(permit));
        }
    }

    private int stays(Permit permit) {
        return isPast(permit, clock.instant())
                ? present.count(permit.requestNumber())
                : present.countUnseen(permit.requestNumber());
    }

    /** As {@link #tellWhoStays}, where recalled persons are there of whom the closing told nothing. */
    void tellWhoseReturnWasLeftOpen(Permit permit) {
        var closedAt = permit.closedAt();
        if (closedAt != null && !isPast(permit, closedAt) && present.holdsRecalled(permit.requestNumber())) {
            tellStay(permit, present.count(permit.requestNumber()));
        }
    }

    /** Whether the last day of a permit was over at that moment, by its host's clock. */
    boolean isPast(Permit permit, Instant at) {
        return LocalDate.ofInstant(at, sides.get(permit.hostState()).zone()).isAfter(permit.validTo());
    }

    private void tellStay(Permit permit, int count) {
        if (count > 0) {
            story.tellBoth(
                    permit.requestNumber(),
                    permit.hostState(),
                    permit.sendingState(),
                    "stayOverdue",
                    String.valueOf(count));
        }
    }

    /** The permit as an officer of either side sees it; the sending side only once it was handed over. */
    @Transactional(readOnly = true)
    public Permit read(Account account, String number) {
        var permit = find("number", number).orElseThrow(Permits::unknown);
        if (!mayRead(account, permit)) {
            throw unknown();
        }
        return permit;
    }

    private static Refusal unknown() {
        return Refusal.of(Refusal.Kind.NOT_FOUND, "visit.permitNotFound");
    }

    private static boolean mayRead(Account account, Permit permit) {
        return VisitAccess.worksOnVisits(account)
                && (account.isOf(permit.hostState())
                        || account.isOf(permit.sendingState()) && permit.handedOverAt() != null);
    }

    @Transactional(readOnly = true)
    public long countVisibleTo(Account account) {
        if (!VisitAccess.worksOnVisits(account)) {
            return 0;
        }
        return database.sql("select count(*) from visit_permit where host_state = ?"
                        + " or (sending_state = ? and handed_over_at is not null)")
                .params(account.side().code(), account.side().code())
                .query(Long.class)
                .single();
    }

    @Transactional(readOnly = true)
    public List<Permit> visibleTo(Account account, int offset, int limit) {
        if (!VisitAccess.worksOnVisits(account)) {
            return List.of();
        }
        return database.sql("select * from visit_permit where host_state = ?"
                        + " or (sending_state = ? and handed_over_at is not null)"
                        + " order by issued_at desc, number desc offset ? rows fetch first ? rows only")
                .params(account.side().code(), account.side().code(), offset, limit)
                .query((row, n) -> read(row))
                .list();
    }

    Optional<Permit> ofRequest(String requestNumber) {
        return find("request_number", requestNumber);
    }

    /**
     * Whether an account that reads a permit reads its paper, too, which shows by what persons are identified: those who
     * read the list of the gate, or identities elsewhere.
     */
    public static boolean mayReadPaper(Account account, Permit permit) {
        return account.hasAny(paperReaders(account, permit));
    }

    private static Set<Role> paperReaders(Account account, Permit permit) {
        return Stream.concat(
                        PaperKind.GATE_LIST
                                .readersOfItsSide(account, permit.sendingState(), permit.hostState())
                                .stream(),
                        Readers.OF_IDENTITIES.stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The paper: rendered once from the snapshot, outside any transaction, and kept; the first bytes are the paper for
     * ever.
     *
     * @throws Refusal NOT_FOUND, or FORBIDDEN where only others of the side read it
     */
    public byte[] paper(Account account, String number) {
        var permit = read(account, number);
        if (!mayReadPaper(account, permit)) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "visit.permitPaperForOthers");
        }
        VisitAccess.noteFor(account, paperReaders(account, permit));
        audit.record(account.id(), account.side().code(), permit.requestNumber(), "visit.paperRead", permit.number());
        var kept = keptPaper(permit);
        if (kept.isPresent()) {
            return kept.get();
        }
        if (permit.sheet().persons().isEmpty()) {
            throw Refusal.of(Refusal.Kind.NOT_FOUND, "retention.paperErased");
        }
        var rendered = paper.render(permit.sheet());
        try {
            database.sql("insert into visit_permit_paper (permit_number, revision, content, sha256, rendered_at)"
                            + " values (?, ?, ?, ?, ?)")
                    .params(
                            permit.number(),
                            permit.revision(),
                            seals.seal(
                                    VisitSeals.PERMIT_PRINT,
                                    permit.hostState(),
                                    rendered.content(),
                                    permit.number(),
                                    permit.revision()),
                            rendered.sha256(),
                            clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
            return rendered.content();
        } catch (DuplicateKeyException somebodyElsePrintedFirst) {
            return keptPaper(permit).orElseThrow();
        }
    }

    private Optional<byte[]> keptPaper(Permit permit) {
        return database.sql("select content from visit_permit_paper where permit_number = ? and revision = ?")
                .params(permit.number(), permit.revision())
                .query((row, n) -> seals.open(
                        VisitSeals.PERMIT_PRINT,
                        permit.hostState(),
                        row.getBytes(1),
                        permit.number(),
                        permit.revision()))
                .optional();
    }

    /** What can be said of a token now; of a permit that was issued elsewhere, by its signature and its days alone. */
    @Transactional(readOnly = true)
    public PermitCheck check(String token) {
        if (!(PermitToken.open(token, keys) instanceof TokenReading.Genuine genuine)) {
            return PermitCheck.notGenuine(clock.instant());
        }
        var claims = genuine.claims();
        var entry = database.sql("select revision, state from visit_permit where number = ? and host_state = ?"
                        + " order by revision desc fetch first 1 rows only")
                .params(claims.number(), claims.hostState())
                .query((row, n) -> new PermitCheck.Entry(row.getInt(1), Permit.State.valueOf(row.getString(2))))
                .optional()
                .orElse(null);
        ZoneId zone = sides.find(claims.hostState()).map(Side::zone).orElse(ZoneOffset.UTC);
        return PermitCheck.of(claims, entry, clock.instant(), zone);
    }

    /**
     * The token of the paper on which this number and this check code stand together, for a gate that cannot read its QR
     * code; empty where there is none, and nothing tells which of the two was wrong.
     */
    @Transactional(readOnly = true)
    public Optional<String> token(String number, CheckCode checkCode) {
        return database
                .sql("select token, check_code from visit_permit where number = ?")
                .param(number.strip().toUpperCase(Locale.ROOT))
                .query((row, n) -> Map.entry(row.getString(1), row.getString(2)))
                .list()
                .stream()
                .filter(paper -> CheckCode.parse(paper.getValue()).orElseThrow().matches(checkCode))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private Optional<Permit> find(String column, String value) {
        return database.sql("select * from visit_permit where " + column + " = ?")
                .param(value)
                .query((row, n) -> read(row))
                .optional();
    }

    private Permit read(ResultSet row) throws SQLException {
        return new Permit(
                row.getString("number"),
                row.getInt("revision"),
                row.getString("request_number"),
                row.getString("host_state"),
                row.getString("sending_state"),
                Permit.State.valueOf(row.getString("state")),
                row.getObject("valid_from", LocalDate.class),
                row.getObject("valid_to", LocalDate.class),
                row.getString("check_code"),
                json.read(
                        seals.open(
                                VisitSeals.PERMIT,
                                row.getString("host_state"),
                                row.getString("snapshot"),
                                row.getString("number")),
                        PermitSheet.class),
                row.getObject("issued_at", OffsetDateTime.class).toInstant(),
                instant(row, "handed_over_at"),
                instant(row, "closed_at"),
                seals.openIfWritten(
                        VisitSeals.CLOSING_REASON,
                        row.getString("host_state"),
                        row.getString("closing_reason"),
                        row.getString("number")),
                row.getInt("suspensions"),
                row.getInt("version"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
