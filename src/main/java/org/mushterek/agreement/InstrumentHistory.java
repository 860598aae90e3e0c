package org.mushterek.agreement;

import java.time.Clock;
import java.time.LocalDate;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Message;
import org.mushterek.common.WrittenTime;
import org.mushterek.document.CasePaper;
import org.mushterek.document.PaperSheet;
import org.mushterek.document.PaperSheet.Cell;
import org.mushterek.document.PaperSheet.Column;
import org.mushterek.document.PaperSheet.Grid;
import org.mushterek.document.PaperSheet.Section;
import org.mushterek.document.RenderedPaper;
import org.mushterek.security.Account;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The history of an instrument as a paper: what is known of it and from where, its approvals, its term, what was entered and
 * what happened. It tells what is on record when it is asked for and is not kept.
 */
@Component
public class InstrumentHistory {

    private static final long MONTHS_OF_A_YEAR = 12;

    private final Instruments instruments;
    private final InstrumentApprovals approvals;
    private final InstrumentCases cases;
    private final InstrumentDocuments documents;
    private final TermWatch watch;
    private final CasePaper paper;
    private final Clock clock;

    InstrumentHistory(
            Instruments instruments,
            InstrumentApprovals approvals,
            InstrumentCases cases,
            InstrumentDocuments documents,
            TermWatch watch,
            CasePaper paper,
            Clock clock) {
        this.instruments = instruments;
        this.approvals = approvals;
        this.cases = cases;
        this.documents = documents;
        this.watch = watch;
        this.paper = paper;
        this.clock = clock;
    }

    /** The paper as the account's side reads it; refuses with {@code NOT_FOUND} where there is no such instrument. */
    @Transactional(readOnly = true)
    public RenderedPaper paper(Account account, String code) {
        var instrument = instruments.get(code);
        return paper.render(sheet(instrument, instruments.entriesOf(code), approvals.history(account, code)), null);
    }

    private PaperSheet sheet(
            Instrument instrument, List<InstrumentEntry> entries, List<InstrumentApprovals.Event> story) {
        var sections = new ArrayList<Section>();
        sections.add(known(instrument));
        if (!instrument.clauses().isEmpty()) {
            sections.add(clauses(instrument));
        }
        sections.add(approvals(instrument));
        onBehalf(instrument.code()).ifPresent(sections::add);
        watch.find(instrument.code()).map(TermWatch.Watch::ahead).ifPresent(ahead -> sections.add(term(ahead)));
        if (!entries.isEmpty()) {
            sections.add(entries(entries));
        }
        if (!story.isEmpty()) {
            sections.add(story(story));
        }
        return new PaperSheet(
                "instrument",
                instrument.code() + " / " + instrument.version(),
                null,
                null,
                null,
                false,
                instrument.restsOnDemoAssumption(),
                clock.instant().truncatedTo(ChronoUnit.MINUTES),
                null,
                sections);
    }

    private static Section known(Instrument instrument) {
        var signature = instrument.signature();
        return Section.headed(instrument.title())
                .fact("ui.instrument.code", Cell.text(instrument.code()))
                .fact("ui.instrument.kind", Cell.said(instrument.kind().text()))
                .fact(
                        "ui.instrument.parties",
                        instrument.parties().stream()
                                .map(party -> Cell.said("side." + party))
                                .toArray(Cell[]::new))
                .fact("ui.instrument.signedOn", day(signature == null ? null : signature.day()))
                .fact("ui.instrument.inForceOn", day(instrument.enteredIntoForceOn()))
                .fact("ui.instrument.termLength", length(instrument.term()))
                .fact("ui.instrument.renewal", Cell.said(instrument.renewal().text()))
                .fact("ui.instrument.noticeDays", orUnknown(instrument.noticeDays()))
                .fact(
                        "ui.instrument.entryIntoForce",
                        instrument.entryIntoForce() == null
                                ? unknown()
                                : Cell.said("ui.instrument.clause." + instrument.entryIntoForce()))
                .note("paper.instrument.onlyWhatIsKnown");
    }

    private static Section clauses(Instrument instrument) {
        var grid = Grid.of(
                Column.of("paper.instrument.fact", 18),
                Column.of("paper.instrument.says"),
                Column.of("paper.instrument.source", 45));
        for (var clause : instrument.clauses()) {
            grid = grid.row(Cell.text(clause.fact()), Cell.said(clause.text()), Cell.text(clause.source()));
        }
        return Section.headed("paper.instrument.reported").grid(grid);
    }

    private static Section approvals(Instrument instrument) {
        var grid = Grid.of(
                Column.of("paper.instrument.party", 30),
                Column.of("paper.instrument.step"),
                Column.of("paper.instrument.day", 24),
                Column.of("paper.instrument.source", 45));
        for (var approval : instrument.approvals()) {
            grid = grid.row(
                    Cell.said("side." + approval.party()),
                    Cell.said(approval.step()),
                    day(approval.on()),
                    Cell.text(approval.source()));
        }
        var notice = instrument.noticeGiven();
        var section = Section.headed("ui.instrument.approvals");
        if (!instrument.approvals().isEmpty()) {
            section = section.grid(grid);
        }
        if (notice != null) {
            section = section.fact("paper.instrument.notice", day(notice.on()));
        }
        return instrument.terminatedOn() == null
                ? section
                : section.fact("paper.instrument.terminated", day(instrument.terminatedOn()));
    }

    /** What was recorded for parties without officers here, by whom, and which writings show it. */
    private Optional<Section> onBehalf(String instrument) {
        var grid = Grid.of(
                Column.of("paper.instrument.party", 22),
                Column.of("paper.instrument.answered", 26),
                Column.of("paper.instrument.recordedBy", 26),
                Column.of("paper.instrument.reference", 32),
                Column.of("paper.instrument.confirmedOn", 34),
                Column.of("paper.instrument.writing"));
        var isEmpty = true;
        for (var about : cases.of(instrument)) {
            var files = documents.of(about.number());
            for (var answer : about.answers()) {
                var behalf = answer.behalf();
                if (behalf != null) {
                    isEmpty = false;
                    grid = grid.row(
                            Cell.said("side." + answer.party()),
                            Cell.said("ui.instrument.story." + (answer.approved() ? "approved" : "declined")),
                            Cell.said("side." + behalf.side()),
                            Cell.text(behalf.reference()),
                            behalf.confirmedOn() == null
                                    ? Cell.said("paper.instrument.notConfirmed")
                                    : Cell.text(WrittenTime.zulu(behalf.confirmedOn())),
                            Cell.text(files.stream()
                                    .filter(file -> answer.party().equals(file.part()))
                                    .map(file -> file.name() + " SHA-256 " + grouped(file.sha256()))
                                    .collect(Collectors.joining("; "))));
                }
                for (var receipt : answer.receipts()) {
                    if (receipt.behalf() != null) {
                        isEmpty = false;
                        grid = grid.row(
                                Cell.said("side." + receipt.receiver()),
                                Cell.said("ui.instrument.story.notificationReceived"),
                                Cell.said("side." + receipt.behalf()),
                                Cell.text(receipt.reference()),
                                day(receipt.on()),
                                Cell.text(null));
                    }
                }
            }
        }
        return isEmpty
                ? Optional.empty()
                : Optional.of(Section.headed("paper.instrument.onBehalf").grid(grid));
    }

    /** In groups of eight, so that a line can break between them. */
    private static String grouped(String sha256) {
        return sha256.replaceAll("(.{8})(?!$)", "$1 ");
    }

    private static Section term(TermPlan ahead) {
        return Section.headed("ui.instrument.termDays")
                .strong(
                        "ui.instrument.termDays",
                        Cell.text(WrittenTime.DAY.format(ahead.term().first()) + " – "
                                + WrittenTime.DAY.format(ahead.lastDay())))
                .fact(
                        "ui.instrument.warnings",
                        Cell.text(WrittenTime.DAY.format(ahead.opensOn()) + ", "
                                + WrittenTime.DAY.format(ahead.remindsOn())))
                .fact("ui.instrument.noticeUntil", day(ahead.closesOn()))
                .fact("ui.instrument.endsOn", ahead.endsOn() == null ? Cell.text(null) : day(ahead.endsOn()));
    }

    private static Section entries(List<InstrumentEntry> entries) {
        var grid = Grid.of(
                Column.of("paper.instrument.when", 34),
                Column.of("paper.instrument.field"),
                Column.of("paper.instrument.value", 34),
                Column.of("paper.instrument.reference", 40));
        for (var entry : entries) {
            grid = grid.row(
                    Cell.text(WrittenTime.zulu(entry.enteredAt())),
                    Cell.said(entry.field().text()),
                    Cell.text(entry.value()),
                    entry.demo() ? Cell.said("instrument.demoAssumption") : Cell.text(entry.reference()));
        }
        return Section.headed("paper.instrument.entered").grid(grid);
    }

    private static Section story(List<InstrumentApprovals.Event> story) {
        var grid = Grid.of(
                Column.of("paper.instrument.when", 34),
                Column.of("paper.instrument.number", 38),
                Column.of("paper.instrument.party", 26),
                Column.of("paper.instrument.what"),
                Column.of("paper.instrument.day", 24));
        for (var event : story) {
            grid = grid.row(
                    Cell.text(WrittenTime.zulu(event.happenedAt())),
                    Cell.text(event.number()),
                    party(event),
                    Cell.said("ui.instrument.story." + event.event()),
                    event.day() == null ? Cell.text(null) : day(event.day()));
        }
        return Section.headed("paper.instrument.story").grid(grid);
    }

    /** The party that did it, or on whose behalf it was done. */
    private static Cell party(InstrumentApprovals.Event event) {
        var party = event.party() == null ? event.side() : event.party();
        return party == null ? Cell.text(null) : Cell.said("side." + party);
    }

    private static Cell day(@Nullable LocalDate day) {
        return day == null ? unknown() : Cell.text(WrittenTime.DAY.format(day));
    }

    /** In words where it is of whole years, months or days, else as it is written, such as {@code P1Y10D}. */
    private static Cell length(@Nullable Period term) {
        var months = term == null ? 0 : term.toTotalMonths();
        if (term != null && months == 0 && term.getDays() != 0) {
            return Cell.said(Message.of("ui.instrument.length.days").with("count", term.getDays()));
        }
        if (term == null || months == 0 || term.getDays() != 0) {
            return orUnknown(term);
        }
        if (months % MONTHS_OF_A_YEAR != 0) {
            return Cell.said(Message.of("ui.instrument.length.months").with("count", months));
        }
        return Cell.said(
                months == MONTHS_OF_A_YEAR
                        ? Message.of("ui.instrument.length.year")
                        : Message.of("ui.instrument.length.years").with("count", months / MONTHS_OF_A_YEAR));
    }

    private static Cell orUnknown(@Nullable Object value) {
        return value == null ? unknown() : Cell.text(value);
    }

    private static Cell unknown() {
        return Cell.said(Message.of("instrument.unknown"));
    }
}
