package org.mushterek.visit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mushterek.audit.AuditTrail;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.file.FileIntake;
import org.mushterek.file.FileType;
import org.mushterek.file.VirusScan;
import org.mushterek.security.Account;
import org.mushterek.visit.Attachment.Kind;
import org.mushterek.visit.Attachment.PersonDocument;
import org.mushterek.visit.VisitDocument.HandedFile;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Evidence and other files of a case. What belongs to the request goes to the host with the next revision that is
 * transmitted, and is under the signatures as the rest of it: between submission and transmission nobody adds or removes.
 * What belongs to a message goes with it. What a submission lists stays with that, and what was handed over with it stays
 * with what the other side received, also where the request goes on without it.
 */
@Service
public class VisitAttachments {

    private static final int MOST_OF_MESSAGE = 20;

    /** For all files of a request together: an officer waits for it. */
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(20);

    private final Attachments files;
    private final CaseViews cases;
    private final KeptCopies copies;
    private final FileIntake intake;
    private final VisitStory story;
    private final AuditTrail audit;
    private final TransactionTemplate transactions;
    private final Clock clock;

    VisitAttachments(
            Attachments files,
            CaseViews cases,
            KeptCopies copies,
            FileIntake intake,
            VisitStory story,
            AuditTrail audit,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.files = files;
        this.cases = cases;
        this.copies = copies;
        this.intake = intake;
        this.story = story;
        this.audit = audit;
        this.transactions = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /**
     * A file as its reader sees it.
     *
     * @param line of the person on the roll that the reader sees; null where it is about the case, or the person is no
     *     longer on the roll
     * @param name null for whoever may not open the file: a name may tell what is in it
     * @param addedBy null for the other side
     * @param releasedAt when the other side could first see it, null while it cannot
     * @param wholeRoll whether it is evidence for everybody on the roll
     * @param validFrom first day on which evidence says that it holds; null where it says none, or for whoever may not open it
     * @param validUntil last day, likewise
     */
    public record Listed(
            String id,
            String side,
            Kind kind,
            @Nullable Integer line,
            @Nullable String name,
            String mediaType,
            int size,
            @Nullable String sha256,
            VirusScan.Verdict scan,
            @Nullable String addedBy,
            Instant addedAt,
            @Nullable String messageId,
            @Nullable Integer revision,
            @Nullable Instant releasedAt,
            boolean mayOpen,
            boolean mayRemove,
            boolean wholeRoll,
            @Nullable LocalDate validFrom,
            @Nullable LocalDate validUntil) {}

    /**
     * One line of the manifest: a file that was handed over, by whom and with what, and its hash, whoever may open it.
     *
     * @param side code of the side whose file it is
     * @param revision of the request that brought it; null where a message did
     * @param messageId the message that brought it; null where the request did
     * @param size in bytes
     */
    public record ManifestLine(
            String id,
            String side,
            Kind kind,
            @Nullable Integer revision,
            @Nullable String messageId,
            String mediaType,
            int size,
            String sha256,
            Instant releasedAt) {}

    /**
     * The files of a case for one side.
     *
     * @param usedBytes of the reader's own side
     * @param mayAdd what the reader may add now
     */
    public record Page(List<Listed> items, long usedBytes, FileIntake.Limits limits, List<Kind> mayAdd) {

        public Page {
            items = List.copyOf(items);
            mayAdd = List.copyOf(mayAdd);
        }
    }

    /** @param isNew false where the same file was there already */
    public record Added(Listed file, boolean isNew) {}

    /** A file with its content. */
    public record Opened(String name, FileType type, byte[] content) {}

    /**
     * A file as it is sent in.
     *
     * @param line of the person on the roll, for evidence of a person
     * @param wholeRoll whether the evidence is for everybody on the roll, as one policy for a contingent is
     * @param validFrom first day on which the evidence holds, of a certificate its day
     * @param validUntil last day on which it holds
     * @param name as the sender's machine calls it
     */
    public record NewFile(
            @Nullable Kind kind,
            @Nullable Integer line,
            @Nullable Boolean wholeRoll,
            @Nullable LocalDate validFrom,
            @Nullable LocalDate validUntil,
            @Nullable String name,
            byte @Nullable [] content) {}

    /** Every file that was handed over in the case, by either side, with the request and with messages, in order. */
    @Transactional(readOnly = true)
    public List<ManifestLine> manifest(Account account, String number) {
        var view = cases.of(account, number);
        var lines = new ArrayList<ManifestLine>();
        for (var file : visible(account, files.everReadable(number, view.side()))) {
            var released = file.releasedAt();
            if (released != null) {
                lines.add(new ManifestLine(
                        file.id(),
                        file.side(),
                        file.kind(),
                        file.revision(),
                        file.messageId(),
                        file.type().mediaType(),
                        file.size(),
                        file.sha256(),
                        released));
            }
        }
        return List.copyOf(lines);
    }

    @Transactional(readOnly = true)
    public Page list(Account account, String number) {
        var view = cases.of(account, number);
        var texts = NamelessTexts.of(view.roll());
        return new Page(
                readable(account, view).stream()
                        .map(file -> listed(account, view, file, texts))
                        .toList(),
                files.kept(number, view.side()).bytes(),
                intake.limits(),
                addable(account, view));
    }

    /**
     * Adds a file. The same content again, for the same purpose, is the same file: whoever repeats an upload that was
     * interrupted does no harm.
     *
     * @throws Refusal INVALID with every fault, TOO_LARGE, UNACCEPTABLE where a scanner found something, or where the file's name
     *     or, but for evidence, its text names who goes by an alias
     */
    public Added add(Account account, String number, NewFile given) {
        var view = inTransaction(() -> cases.of(account, number));
        takesPart(account);
        var checked = check(account, view, given);
        var verdict = intake.scan(checked.taken().content()).orElse(VirusScan.Verdict.NOT_SCANNED);
        if (verdict == VirusScan.Verdict.INFECTED) {
            VisitAccess.noteChanging(account, view.side(), checked.kind());
            audit.record(
                    account.id(),
                    view.side(),
                    number,
                    "visit.attachmentInfected",
                    checked.taken().sha256());
            throw Refusal.of(Refusal.Kind.UNACCEPTABLE, "visit.fileInfected");
        }
        return inTransaction(() -> keep(account, number, checked, verdict));
    }

    /**
     * Opens a file, which the audit notes. What no scanner has looked at is scanned now; where that fails, only its own side
     * opens it.
     *
     * @throws Refusal CONFLICT where the content is not what was handed over, UNACCEPTABLE where a scanner finds something
     */
    public Opened open(Account account, String number, String id) {
        var found = inTransaction(() -> read(account, number, id));
        var known = intake.scanKept(
                found.file().scan(), found.content(), found.file().side().equals(found.side()));
        inTransaction(() -> {
            if (known != found.file().scan()) {
                files.saveScan(id, known);
            }
            VisitAccess.noteOpening(account, found.file().side(), found.file().kind());
            var act = known == VirusScan.Verdict.INFECTED ? "visit.attachmentInfected" : "visit.attachmentOpened";
            audit.record(account.id(), found.side(), number, act, id);
            return id;
        });
        if (known == VirusScan.Verdict.INFECTED) {
            throw Refusal.of(Refusal.Kind.UNACCEPTABLE, "visit.keptFileInfected");
        }
        return new Opened(found.name(), found.file().type(), found.content());
    }

    /** @param name under which its reader keeps it */
    private record Found(Attachment file, String name, String side, byte[] content) {}

    private Found read(Account account, String number, String id) {
        var view = cases.of(account, number);
        var file = find(visible(account, files.everReadable(number, view.side())), id);
        if (!mayOpen(account, file)) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "visit.medicalOnly");
        }
        var isOfOther = !file.side().equals(view.side());
        if (!view.isOfSender() && !wasHandedOver(view, file)
                || isOfOther && file.messageId() != null && !files.isWhole(file.messageId())) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "visit.fileIsNotAsKept");
        }
        return new Found(file, NamelessTexts.of(view.roll()).shown(file.name()), view.side(), files.content(file));
    }

    /**
     * Whether the file is the one that a transmitted document lists: the latest, or one from before it was set aside. Documents
     * of earlier releases list none.
     */
    private boolean wasHandedOver(CaseViews.View view, Attachment file) {
        var handed = handedOver(view);
        return handed == null
                || file.revision() == null
                || isAmong(handed, file)
                || cases.handedOver(view.number()).stream().anyMatch(earlier -> isAmong(earlier, file));
    }

    private static boolean isAmong(List<HandedFile> handed, Attachment file) {
        return handed.stream()
                .anyMatch(listed ->
                        listed.id().equals(file.id()) && listed.sha256().equals(file.sha256()));
    }

    /** What the latest document that the host received lists; null where it received none, or of an earlier release. */
    private static @Nullable List<HandedFile> handedOver(CaseViews.View view) {
        return view.handedOver() == null ? null : view.handedOver().document().files();
    }

    /**
     * A file that a document lists which was submitted or handed over, for whoever reads the document now.
     *
     * @param line of the person on the document's roll; zero where it is nobody's on it, null where it is about everybody or nobody
     * @param name null for whoever may not open the file, and where it was erased
     * @param sha256 null for whoever may not open it
     */
    public record ListedThen(
            String id,
            Kind kind,
            @Nullable Integer line,
            @Nullable String name,
            int size,
            @Nullable String sha256,
            @Nullable LocalDate validFrom,
            @Nullable LocalDate validUntil,
            boolean mayOpen) {}

    /** The files that a document lists, in its order; documents of earlier releases list none. The account may read the document. */
    @Transactional(readOnly = true)
    public List<ListedThen> listedIn(Account account, VisitDocument document) {
        var listed = document.files();
        if (listed == null || listed.isEmpty()) {
            return List.of();
        }
        var texts = NamelessTexts.of(document.visitors());
        var kept = files.everReadable(document.number(), account.side().code()).stream()
                .collect(Collectors.toMap(Attachment::id, Function.identity()));
        return listed.stream()
                .map(then -> {
                    var file = kept.get(then.id());
                    var name = file == null || !mayOpen(account, file) ? null : texts.shown(file.name());
                    var mayOpen = name != null;
                    return new ListedThen(
                            then.id(),
                            then.kind(),
                            then.line(),
                            name,
                            then.size(),
                            mayOpen ? then.sha256() : null,
                            mayOpen ? then.validFrom() : null,
                            mayOpen ? then.validUntil() : null,
                            mayOpen);
                })
                .toList();
    }

    /** The document with the files that go along with it. */
    VisitDocument goingAlong(VisitDocument document) {
        return document.withFiles(files.goingAlong(document));
    }

    /**
     * Takes a file off the request; one that was submitted stays with that submission. One that was handed over can be set aside
     * while the request is back at its side, and goes from the host's case with the next revision; what the host received keeps
     * it.
     *
     * @throws Refusal NOT_FOUND for what the account does not see, FORBIDDEN for another side's or role's file, CONFLICT while it
     *     stays, with when it does not
     */
    @Transactional
    public void remove(Account account, String number, String id) {
        copies.lock(number);
        var view = cases.of(account, number);
        var file = find(readable(account, view), id);
        takesPart(account);
        if (!file.side().equals(view.side())) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "visit.fileOfOtherSide");
        }
        if (!mayOpen(account, file)) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "visit.medicalOnly");
        }
        whyNotRemoved(view, file).ifPresent(why -> {
            throw Refusal.of(Refusal.Kind.CONFLICT, why);
        });
        files.remove(file);
        note(account, view, "attachmentRemoved", file);
    }

    private static Optional<String> whyNotRemoved(CaseViews.View view, Attachment file) {
        if (file.messageId() != null) {
            return Optional.of("visit.fileIsOfMessage");
        }
        if (file.kind().isOfRequest() && isSigned(view)) {
            return Optional.of("visit.filesAreSigned");
        }
        if (file.releasedAt() == null || isBack(view, file)) {
            return Optional.empty();
        }
        if (view.isOver()) {
            return Optional.of("visit.caseIsOver");
        }
        return Optional.of(
                view.request().state() == RequestState.APPROVED ? "visit.fileIsPermitted" : "visit.fileIsHandedOver");
    }

    /** Whether a file that was handed over is of a request that its side has before it, and is kept by what was received. */
    private static boolean isBack(CaseViews.View view, Attachment file) {
        var handed = handedOver(view);
        return view.isOfSender() && view.request().state().isEditable() && handed != null && isAmong(handed, file);
    }

    /**
     * What stands against making these files part of a message, as findings. What belongs to the request does not
     * disappear into a note of the own side.
     */
    void checkForMessage(
            Account account,
            CaseViews.View view,
            @Nullable List<String> ids,
            ThreadMessage.@Nullable Release release,
            List<Finding> findings) {
        if (ids == null) {
            return;
        }
        if (ids.size() > MOST_OF_MESSAGE) {
            findings.add(VisitContentCheck.fault("attachments", "visit.tooManyEntries"));
            return;
        }
        var own = readable(account, view);
        var texts = NamelessTexts.of(view.roll());
        var seen = new HashSet<String>();
        for (int i = 0; i < ids.size(); i++) {
            var id = ids.get(i);
            var usable = own.stream()
                    .filter(file -> file.id().equals(id))
                    .filter(file -> file.side().equals(view.side()) && mayOpen(account, file))
                    .filter(file -> file.messageId() == null && file.releasedAt() == null)
                    .filter(file ->
                            !file.kind().isOfRequest() || release == ThreadMessage.Release.BOTH && !isSigned(view))
                    .findFirst();
            if (usable.isEmpty() || !seen.add(id)) {
                findings.add(VisitContentCheck.fault("attachments[" + i + "]", "visit.fileNotForMessage"));
            } else if (texts.isForSomebody() && !usable.get().kind().isOfPerson()) {
                // It may have come before somebody asked for aliases.
                lookThrough(usable.get(), texts, "attachments[" + i + "]");
            }
        }
        texts.demandNone();
    }

    /**
     * Checks that these files can go with a question or an answer.
     *
     * @throws Refusal INVALID with a finding for each that cannot
     */
    void requireForBoth(Account account, String number, @Nullable List<String> ids) {
        if (ids != null && !ids.isEmpty()) {
            var findings = new ArrayList<Finding>();
            checkForMessage(account, cases.of(account, number), ids, ThreadMessage.Release.BOTH, findings);
            if (!findings.isEmpty()) {
                throw new Refusal(Refusal.Kind.INVALID, Message.of("visit.messageInvalid"), findings);
            }
        }
    }

    /** Makes checked files part of a message. */
    void attach(@Nullable List<String> ids, String messageId, ThreadMessage.Release release) {
        if (ids != null && !ids.isEmpty()) {
            ids.forEach(id -> files.attach(id, messageId, release == ThreadMessage.Release.BOTH));
            files.sealFiles(messageId);
        }
    }

    // --- What is looked at before a file is kept. ---

    private record Checked(
            Kind kind,
            @Nullable PersonDocument person,
            FileIntake.Taken taken,
            @Nullable LocalDate validFrom,
            @Nullable LocalDate validUntil) {}

    private Checked check(Account account, CaseViews.View view, NewFile given) {
        var findings = new ArrayList<Finding>();
        var kind = given.kind();
        PersonDocument person = null;
        if (kind == null) {
            findings.add(VisitContentCheck.fault("kind", "visit.fileKindMissing"));
        } else {
            mayAdd(account, view, kind);
            person = person(view, kind, given, findings);
            checkDays(kind, given, findings);
        }
        var taken = intake.check(given.name(), given.content(), findings);
        if (kind == null || taken.isEmpty() || !findings.isEmpty()) {
            throw new Refusal(Refusal.Kind.INVALID, Message.of("visit.fileInvalid"), findings);
        }
        demandNoNames(view, kind, taken.get(), given.name());
        return new Checked(kind, person, taken.get(), given.validFrom(), given.validUntil());
    }

    /** Evidence has to say whose it is; what else is sent names nobody who goes by an alias. */
    private static void demandNoNames(CaseViews.View view, Kind kind, FileIntake.Taken taken, @Nullable String name) {
        var texts = NamelessTexts.of(view.roll()).inFileName(name);
        if (texts.isForSomebody() && !kind.isOfPerson()) {
            taken.type().textOf(taken.content()).ifPresent(text -> texts.inFile("file", taken.name(), text));
        }
        texts.demandNone();
    }

    /** Looks through what is written in the files that go with the request, which may have come before its roll. */
    void lookThrough(VisitRequest request, NamelessTexts texts) {
        if (texts.isForSomebody()) {
            var begun = System.nanoTime();
            files.readable(request.number(), request.document().sendingState()).stream()
                    .filter(file -> file.kind() == Kind.OTHER && file.releasedAt() == null)
                    .takeWhile(any -> System.nanoTime() - begun < LONGEST_LOOK.toNanos())
                    .forEach(file -> lookThrough(file, texts, "attachments"));
        }
    }

    private void lookThrough(Attachment file, NamelessTexts texts, String place) {
        if (file.type().holdsText()) {
            file.type().textOf(files.content(file)).ifPresent(text -> texts.inFile(place, file.name(), text));
        }
    }

    private static void checkDays(Kind kind, NewFile given, List<Finding> findings) {
        var from = given.validFrom();
        var until = given.validUntil();
        if (!kind.isOfPerson() && (from != null || until != null)) {
            findings.add(VisitContentCheck.fault("validFrom", "visit.fileOfNoDays"));
        } else if (from == null && until != null) {
            findings.add(VisitContentCheck.fault("validFrom", "visit.fileDaysIncomplete"));
        } else if (from != null && until != null && until.isBefore(from)) {
            findings.add(VisitContentCheck.fault("validUntil", "visit.fileDaysReversed"));
        }
    }

    private static @Nullable PersonDocument person(
            CaseViews.View view, Kind kind, NewFile given, List<Finding> findings) {
        var line = given.line();
        var isForAll = Boolean.TRUE.equals(given.wholeRoll());
        if (!kind.isOfPerson() || isForAll) {
            if (line != null || isForAll && !kind.isOfPerson()) {
                findings.add(VisitContentCheck.fault(
                        "line", isForAll && kind.isOfPerson() ? "visit.fileOfAllAndOne" : "visit.fileOfNoPerson"));
            }
            return null;
        }
        var person = view.roll().stream()
                .filter(visitor -> line != null && visitor.line() == line)
                .findFirst();
        if (person.isEmpty()) {
            findings.add(VisitContentCheck.fault("line", "visit.filePersonMissing"));
        }
        return person.map(PersonDocument::of).orElse(null);
    }

    private Added keep(Account account, String number, Checked checked, VirusScan.Verdict verdict) {
        copies.lock(number);
        var view = cases.of(account, number);
        mayAdd(account, view, checked.kind());
        if (view.isOver()) {
            copies.demand(number, view.side());
        }
        var same = readable(account, view).stream()
                .filter(file -> file.side().equals(view.side())
                        && file.kind() == checked.kind()
                        && file.messageId() == null
                        && file.sha256().equals(checked.taken().sha256())
                        && Objects.equals(file.person(), checked.person())
                        && Objects.equals(file.validFrom(), checked.validFrom())
                        && Objects.equals(file.validUntil(), checked.validUntil()))
                .findFirst();
        if (same.isPresent()) {
            return new Added(listed(account, view, same.get()), false);
        }
        var kept = files.kept(number, view.side());
        var taken = checked.taken();
        intake.demandRoom(kept.files(), kept.bytes(), taken.content().length);
        var file = new Attachment(
                UUID.randomUUID().toString(),
                number,
                view.side(),
                checked.kind(),
                checked.person(),
                taken.name(),
                taken.type(),
                taken.content().length,
                taken.sha256(),
                verdict,
                account.id(),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                null,
                null,
                null,
                checked.validFrom(),
                checked.validUntil());
        files.insert(file, taken.content());
        note(account, view, "attachmentAdded", file);
        return new Added(listed(account, view, file), true);
    }

    // --- Who may do what. ---

    private static List<Kind> addable(Account account, CaseViews.View view) {
        return VisitAccess.takesPart(account)
                ? Stream.of(Kind.values())
                        .filter(kind -> whyNotAdded(account, view, kind).isEmpty())
                        .toList()
                : List.of();
    }

    private static void mayAdd(Account account, CaseViews.View view, Kind kind) {
        whyNotAdded(account, view, kind).ifPresent(refusal -> {
            throw refusal;
        });
    }

    private static Optional<Refusal> whyNotAdded(Account account, CaseViews.View view, Kind kind) {
        if (!kind.isOfRequest()) {
            return Optional.empty();
        }
        if (!view.isOfSender()) {
            return Optional.of(Refusal.of(Refusal.Kind.FORBIDDEN, "visit.fileOfSender"));
        }
        if (!VisitAccess.mayOpen(account, view.side(), kind)) {
            return Optional.of(Refusal.of(Refusal.Kind.FORBIDDEN, "visit.medicalOnly"));
        }
        if (view.isOver()) {
            return Optional.of(Refusal.of(Refusal.Kind.CONFLICT, "visit.caseIsOver"));
        }
        return isSigned(view)
                ? Optional.of(Refusal.of(Refusal.Kind.CONFLICT, "visit.filesAreSigned"))
                : Optional.empty();
    }

    /** What is certified and endorsed is the request with its files. */
    private static boolean isSigned(CaseViews.View view) {
        return switch (view.request().state()) {
            case WAIVER, CERTIFICATION, ENDORSEMENT, TRANSMISSION -> view.isOfSender();
            default -> false;
        };
    }

    private static void takesPart(Account account) {
        if (!VisitAccess.takesPart(account)) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "visit.readsOnly");
        }
    }

    private static boolean mayOpen(Account account, Attachment file) {
        return VisitAccess.mayOpen(account, file.side(), file.kind());
    }

    private List<Attachment> readable(Account account, CaseViews.View view) {
        var now = files.readable(view.number(), view.side());
        return visible(account, view.isOfSender() ? now : withReceived(view, now));
    }

    /** With what the sender has set aside since: the host's case is what it received until it receives another revision. */
    private List<Attachment> withReceived(CaseViews.View view, List<Attachment> now) {
        var here = now.stream().map(Attachment::id).collect(Collectors.toSet());
        var handed = handedOver(view);
        var received = handed == null
                ? Set.<String>of()
                : handed.stream().map(HandedFile::id).collect(Collectors.toSet());
        return here.containsAll(received)
                ? now
                : files.everReadable(view.number(), view.side()).stream()
                        .filter(file -> here.contains(file.id()) || received.contains(file.id()))
                        .toList();
    }

    /** What is meant for a message that nobody has sent yet is its author's alone. */
    private static List<Attachment> visible(Account account, List<Attachment> all) {
        return all.stream()
                .filter(file -> file.kind() != Kind.MESSAGE
                        || file.messageId() != null
                        || file.addedBy().equals(account.id()))
                .toList();
    }

    private static Attachment find(List<Attachment> among, String id) {
        return among.stream()
                .filter(file -> file.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Refusal.of(Refusal.Kind.NOT_FOUND, "visit.fileUnknown"));
    }

    private static Listed listed(Account account, CaseViews.View view, Attachment file) {
        return listed(account, view, file, NamelessTexts.of(view.roll()));
    }

    private static Listed listed(Account account, CaseViews.View view, Attachment file, NamelessTexts texts) {
        var isOwn = file.side().equals(view.side());
        var mayOpen = mayOpen(account, file);
        return new Listed(
                file.id(),
                file.side(),
                file.kind(),
                view.roll().stream()
                        .filter(visitor -> PersonDocument.of(visitor).equals(file.person()))
                        .map(Visitor::line)
                        .findFirst()
                        .orElse(null),
                mayOpen ? texts.shown(file.name()) : null,
                file.type().mediaType(),
                file.size(),
                mayOpen ? file.sha256() : null,
                file.scan(),
                isOwn ? file.addedBy() : null,
                file.addedAt(),
                file.messageId(),
                file.revision(),
                file.releasedAt(),
                mayOpen,
                isOwn
                        && mayOpen
                        && VisitAccess.takesPart(account)
                        && whyNotRemoved(view, file).isEmpty(),
                file.kind().isOfPerson() && file.person() == null,
                mayOpen ? file.validFrom() : null,
                mayOpen ? file.validUntil() : null);
    }

    /** A file of a message is told of by the message. */
    private void note(Account account, CaseViews.View view, String event, Attachment file) {
        VisitAccess.noteChanging(account, file.side(), file.kind());
        var detail = file.kind() + ":" + file.id();
        if (file.kind().isOfRequest()) {
            story.tell(view.number(), view.side(), account.id(), event, detail);
        } else {
            audit.record(account.id(), view.side(), view.number(), "visit." + event, detail);
        }
    }

    private <T> T inTransaction(Supplier<T> work) {
        return Objects.requireNonNull(transactions.execute(status -> work.get()));
    }
}
