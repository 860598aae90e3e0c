package org.mushterek.calendar;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mushterek.audit.OnBehalf;
import org.mushterek.calendar.DecreedYears.Change;
import org.mushterek.common.Finding;
import org.mushterek.common.FoldedText;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.common.Side;
import org.mushterek.common.Sides;
import org.mushterek.common.Texts;
import org.mushterek.security.Account;
import org.mushterek.security.Hand;
import org.mushterek.security.Role;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What officers do with the calendar of their own side. A legal officer or the registry records a decree; it takes effect
 * when a second person, a legal officer or the authority, has confirmed it, because it moves the deadlines of everybody.
 */
@Service
public class CalendarDecrees {

    private static final String HOLIDAY = "calendar.holiday.";

    static final int LONGEST_REASON = 1000;

    private final Decrees decrees;
    private final DecreedCalendars calendars;
    private final CalendarProcesses processes;
    private final OfficeDeadlines deadlines;
    private final Sides sides;
    private final Texts texts;
    private final Clock clock;

    CalendarDecrees(
            Decrees decrees,
            DecreedCalendars calendars,
            CalendarProcesses processes,
            OfficeDeadlines deadlines,
            Sides sides,
            Texts texts,
            Clock clock) {
        this.decrees = decrees;
        this.calendars = calendars;
        this.processes = processes;
        this.deadlines = deadlines;
        this.sides = sides;
        this.texts = texts;
        this.clock = clock;
    }

    /**
     * What a decree would do.
     *
     * @param findings what stands against it; the changes are told only where nothing does
     */
    public record Preview(List<Finding> findings, List<ChangedDay> changes) {}

    /** A day that a decree changes; nothing before where the day was unknown. */
    public record ChangedDay(LocalDate date, @Nullable Day before, Day after) {}

    /** What happened to a decree. */
    public record Event(
            Instant happenedAt,
            String account,
            @Nullable String onBehalfOf,
            String event,
            @Nullable String reason) {}

    /** A decree as an account may see it: the other side reads of it what is in effect, and never who did it. */
    public record ShownDecree(
            String number,
            String side,
            Decree.State state,
            DecreeContent content,
            @Nullable String supersededBy,
            @Nullable Long effectNo,
            List<Event> story) {}

    /** Starts a decree in Tasklist. */
    @Transactional
    public String open(Account account) {
        mayRecord(account, account.side().code());
        var number = decrees.nextNumber(account.side());
        decrees.insert(number, account.side().code(), Decree.State.DRAFT, DecreeContent.BLANK, recorder(account));
        decrees.tell(number, account.side().code(), account.id(), "decreeOpened", null);
        processes.open(number, account.side());
        return number;
    }

    /**
     * Records a decree in one go; it waits for its second officer.
     *
     * @throws Refusal FORBIDDEN, or INVALID with everything that stands against it
     */
    @Transactional
    public ShownDecree record(Account account, String side, DecreeContent content) {
        mayRecord(account, side);
        requireSound(side, content, null);
        var number = decrees.nextNumber(account.side());
        decrees.insert(number, side, Decree.State.RECORDED, content, recorder(account));
        decrees.tell(number, side, account.id(), "decreeRecorded", null);
        processes.receive(number, account.side());
        return shown(account, get(number));
    }

    /** Records what was opened in Tasklist or came back. */
    @Transactional
    public void submit(Account account, String number, DecreeContent content) {
        var decree = get(number);
        mayRecord(account, decree.side());
        requireState(decree, Decree.State.DRAFT);
        requireSound(decree.side(), content, number);
        decrees.record(decree, content, recorder(account));
        decrees.tell(decree, account.id(), "decreeRecorded", null);
    }

    /** Gives up a decree that is being written; its task ends its process. */
    @Transactional
    public void abandon(Account account, String number) {
        var decree = get(number);
        mayRecord(account, decree.side());
        requireState(decree, Decree.State.DRAFT);
        decrees.become(decree, Decree.State.DISCARDED);
        decrees.tell(decree, account.id(), "decreeDiscarded", null);
    }

    /** Gives up a decree that has not taken effect, wherever it waits. */
    @Transactional
    public void discard(Account account, String side, String number) {
        mayRecord(account, side);
        var decree = ofSide(side, number);
        if (decree.state() != Decree.State.DRAFT && decree.state() != Decree.State.RECORDED) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "calendar.decree.notOpen");
        }
        decrees.become(decree, Decree.State.DISCARDED);
        decrees.tell(decree, account.id(), "decreeDiscarded", null);
        processes.discard(number, account.side());
    }

    /** The second officer confirms; whatever has changed since the recording is judged again. */
    @Transactional
    public void confirm(Account account, String number) {
        var decree = get(number);
        mayConfirm(account, decree);
        requireSound(decree.side(), decree.content(), number);
        decrees.confirmed(decree, account.id());
        decrees.tell(decree, account.id(), "decreeConfirmed", null);
    }

    /** The second officer gives it back, with the reason. */
    @Transactional
    public void giveBack(Account account, String number, @Nullable String reason) {
        var decree = get(number);
        mayConfirm(account, decree);
        if (reason == null || reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw new Refusal(
                    Refusal.Kind.INVALID,
                    Message.of("calendar.decree.unsound"),
                    List.of(new Finding(
                            "calendar.reason",
                            "reason",
                            Message.of("calendar.decree.reason").with("most", LONGEST_REASON),
                            Message.of("calendar.decree.reason.cure").with("most", LONGEST_REASON),
                            null)));
        }
        decrees.become(decree, Decree.State.DRAFT);
        decrees.tell(decree, account.id(), "decreeReturned", reason);
    }

    /**
     * From now on the side's working days are counted with the decree.
     *
     * @throws Refusal CONFLICT where another decree has taken effect since it was confirmed that contradicts it
     */
    @Transactional
    public void takeEffect(String number) {
        var decree = get(number);
        if (decree.state() == Decree.State.IN_EFFECT) {
            return;
        }
        decrees.takeEffect(decree);
        // Whatever takes effect at the same moment waits from here on, and what did before is seen.
        if (!isReadable(decree.side())) {
            throw new Refusal(Refusal.Kind.CONFLICT, Message.of("calendar.decree.unsound"), List.of(contradiction()));
        }
        decrees.tell(decree, "system", "decreeInEffect", null);
    }

    private boolean isReadable(String side) {
        try {
            new DayBook(DecreedYears.of(calendars.shippedYearsOf(side), decrees.inEffect(side)));
            return true;
        } catch (IllegalStateException | WorkingCalendar.UnknownYear contradiction) {
            return false;
        }
    }

    private static Finding contradiction() {
        return new Finding(
                "calendar.contradicts",
                "kind",
                Message.of("calendar.decree.contradicts"),
                Message.of("calendar.decree.contradicts.cure"),
                null);
    }

    /** A process that ends as discarded belongs to a decree that is. */
    public void requireDiscarded(String number) {
        requireState(get(number), Decree.State.DISCARDED);
    }

    /** Tells that all due dates that the decree concerns are moved. */
    @Transactional
    public void dueDatesMoved(String number) {
        decrees.tell(get(number), "system", "decreeDueDatesMoved", null);
    }

    /** The side whose decree it is, and which number it has among those in effect. */
    public Decree inEffect(String number) {
        return get(number);
    }

    /** What a decree would do, without recording it. */
    @Transactional(readOnly = true)
    public Preview preview(Account account, String side, DecreeContent content) {
        if (!account.isOf(side) || !account.hasAny(Role.LEGAL, Role.REGISTRY, Role.AUTHORITY)) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "calendar.decree.wrongRole");
        }
        return preview(side, content, null);
    }

    /**
     * What a year's file would do.
     *
     * @param file the year in the form in which it is kept
     */
    public record YearPreview(Preview preview, String file) {}

    /**
     * What a year's file would do, without recording it; its decree may not be known yet.
     *
     * @param content as the shipped files, a table or an iCalendar file
     */
    @Transactional(readOnly = true)
    public YearPreview previewYear(Account account, String side, byte[] content) {
        if (!account.isOf(side) || !account.hasAny(Role.LEGAL, Role.REGISTRY, Role.AUTHORITY)) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "calendar.decree.wrongRole");
        }
        var told = table(side, content);
        var today = LocalDate.ofInstant(clock.instant(), account.side().zone());
        var preview = preview(side, year("–", today, told.file()), null);
        return new YearPreview(new Preview(told.placed(preview.findings()), preview.changes()), told.file());
    }

    /**
     * Records a whole year from a file; it waits for its second officer.
     *
     * @param content as the shipped files, a table or an iCalendar file
     * @throws Refusal FORBIDDEN, TOO_LARGE, or INVALID with everything that stands against it, row by row
     */
    @Transactional
    public ShownDecree load(Account account, String side, String reference, LocalDate issuedOn, byte[] content) {
        mayRecord(account, side);
        var told = table(side, content);
        var year = year(reference, issuedOn, told.file());
        var findings = told.placed(preview(side, year, null).findings());
        if (!findings.isEmpty()) {
            throw new Refusal(Refusal.Kind.INVALID, Message.of("calendar.decree.unsound"), findings);
        }
        return record(account, side, year);
    }

    private YearTable.Told table(String side, byte[] content) {
        var latest = calendars.yearsOf(side).stream()
                .max(Comparator.comparingInt(YearFile::year))
                .orElse(null);
        return YearTable.read(content, side, latest, this::holidayCalled);
    }

    /** The short name of a holiday that is called so in one of the languages; what is called otherwise stays. */
    private String holidayCalled(String name) {
        var folded = FoldedText.of(name);
        return texts.keys().stream()
                .filter(key -> key.startsWith(HOLIDAY))
                .filter(key -> FoldedText.of(key.substring(HOLIDAY.length())).equals(folded)
                        || texts.versions(key).values().stream()
                                .anyMatch(version -> FoldedText.of(version).equals(folded)))
                .map(key -> key.substring(HOLIDAY.length()))
                .findFirst()
                .orElse(name);
    }

    /** A whole year by a decree. */
    static DecreeContent year(String reference, LocalDate issuedOn, String file) {
        return new DecreeContent(
                DecreeContent.Kind.YEAR, reference, issuedOn, null, null, null, null, null, null, file);
    }

    Preview preview(String side, DecreeContent content, @Nullable String number) {
        var findings = new ArrayList<>(check(side, content, number));
        if (!findings.isEmpty()) {
            return new Preview(findings, List.of());
        }
        var inEffect = new ArrayList<>(decrees.inEffect(side));
        inEffect.add(new Decree(
                number == null ? "–" : number,
                side,
                Decree.State.IN_EFFECT,
                content,
                "",
                clock.instant(),
                null,
                null,
                Long.MAX_VALUE,
                1,
                null));
        try {
            var after = DecreedYears.of(calendars.shippedYearsOf(side), inEffect);
            return new Preview(
                    List.of(),
                    DecreedYears.changes(calendars.yearsOf(side), after).stream()
                            .map(CalendarDecrees::changed)
                            .toList());
        } catch (IllegalStateException | WorkingCalendar.UnknownYear contradiction) {
            findings.add(contradiction());
            return new Preview(findings, List.of());
        }
    }

    private static ChangedDay changed(Change change) {
        return new ChangedDay(change.date(), change.before(), change.after());
    }

    private List<Finding> check(String side, DecreeContent content, @Nullable String number) {
        var others = decrees.ofSide(side).stream()
                .filter(decree -> !decree.number().equals(number))
                .filter(decree -> decree.state() == Decree.State.IN_EFFECT || decree.state() == Decree.State.RECORDED)
                .toList();
        return new DecreeCheck(
                        side,
                        calendars.yearsOf(side),
                        others,
                        LocalDate.ofInstant(clock.instant(), sides.get(side).zone()),
                        holiday -> texts.knows(HOLIDAY + holiday))
                .check(content);
    }

    private void requireSound(String side, DecreeContent content, @Nullable String number) {
        var findings = preview(side, content, number).findings();
        if (!findings.isEmpty()) {
            throw new Refusal(Refusal.Kind.INVALID, Message.of("calendar.decree.unsound"), findings);
        }
    }

    /** The decrees of a side, latest first, as the account may see them. */
    @Transactional(readOnly = true)
    public List<ShownDecree> list(Account account, String side) {
        return decrees.ofSide(side).stream()
                .filter(decree -> maySee(account, decree))
                .map(decree -> shown(account, decree))
                .toList();
    }

    @Transactional(readOnly = true)
    public ShownDecree read(Account account, String side, String number) {
        var decree = ofSide(side, number);
        if (!maySee(account, decree)) {
            throw unknown();
        }
        return shown(account, decree);
    }

    /** Tells that officers were reminded of a task of the decree. */
    @Transactional
    public void reminded(String number, String side) {
        decrees.tell(number, side, "system", "decreeReminded", null);
    }

    private static boolean maySee(Account account, Decree decree) {
        return decree.state() == Decree.State.IN_EFFECT
                || (account.isOf(decree.side())
                        && account.hasAny(Role.LEGAL, Role.REGISTRY, Role.AUTHORITY, Role.AUDITOR));
    }

    ShownDecree shown(Account account, Decree decree) {
        var own =
                account.isOf(decree.side()) && account.hasAny(Role.LEGAL, Role.REGISTRY, Role.AUTHORITY, Role.AUDITOR);
        var story = own
                ? decrees.story(decree.number()).stream()
                        .map(event -> new Event(
                                event.happenedAt(), event.account(), event.onBehalfOf(), event.event(), event.reason()))
                        .toList()
                : List.<Event>of();
        return new ShownDecree(
                decree.number(),
                decree.side(),
                decree.state(),
                decree.content(),
                supersededBy(decree),
                decree.effectNo(),
                story);
    }

    /** The decree that withdrew this one, or told its year anew. */
    private @Nullable String supersededBy(Decree decree) {
        var effect = decree.effectNo();
        if (effect == null) {
            return null;
        }
        return decrees.inEffect(decree.side()).stream()
                .filter(later -> later.effectNo() != null && later.effectNo() > effect)
                .filter(later -> decree.number().equals(later.content().withdraws()) || tellsAnew(later, decree))
                .map(Decree::number)
                .findFirst()
                .orElse(null);
    }

    private static boolean tellsAnew(Decree later, Decree decree) {
        var file = later.content().file();
        if (later.content().kind() != DecreeContent.Kind.YEAR || file == null) {
            return false;
        }
        var year = YearFile.parse(file).year();
        var content = decree.content();
        var own = content.file();
        if (own != null) {
            return YearFile.parse(own).year() == year;
        }
        var day = content.from() == null ? content.restDay() : content.from();
        var last = content.from() == null ? content.workDay() : content.lastDay();
        return day != null && last != null && day.getYear() == year && last.getYear() == year;
    }

    Decree get(String number) {
        return decrees.find(number).orElseThrow(CalendarDecrees::unknown);
    }

    private Decree ofSide(String side, String number) {
        return Optional.of(get(number))
                .filter(decree -> decree.side().equals(side))
                .orElseThrow(CalendarDecrees::unknown);
    }

    private static Refusal unknown() {
        return Refusal.of(Refusal.Kind.NOT_FOUND, "calendar.decree.unknown");
    }

    private static void requireState(Decree decree, Decree.State state) {
        if (decree.state() != state) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "calendar.decree.changedMeanwhile");
        }
    }

    private static void mayRecord(Account account, String side) {
        if (!account.isOf(side) || !account.hasAny(Role.LEGAL, Role.REGISTRY)) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "calendar.decree.wrongRole");
        }
        OnBehalf.note(
                account.id(),
                account.principalFor(List.of(Role.LEGAL, Role.REGISTRY)).orElse(null));
    }

    private static Hand recorder(Account account) {
        return account.handFor(Role.LEGAL, Role.REGISTRY);
    }

    private static void mayConfirm(Account account, Decree decree) {
        if (!account.isOf(decree.side()) || !account.hasAny(Role.LEGAL, Role.AUTHORITY)) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "calendar.decree.wrongRole");
        }
        requireState(decree, Decree.State.RECORDED);
        if (account.handFor(Role.LEGAL, Role.AUTHORITY).isOneWith(decree.recorded())) {
            throw Refusal.ofSameHand(
                    Refusal.Kind.FORBIDDEN,
                    "calendar.decree.fourEyes",
                    decree.number(),
                    account.handFor(Role.LEGAL, Role.AUTHORITY).principal());
        }
    }

    /** When a recording that is opened now is due. */
    public Instant recordingDue(Side side) {
        return deadlines.due(side, DecreeDeadlines.DAYS_TO_RECORD);
    }

    /** When a confirmation that is asked for now is due. */
    public Instant confirmationDue(Side side) {
        return deadlines.due(side, DecreeDeadlines.DAYS_TO_CONFIRM);
    }
}
