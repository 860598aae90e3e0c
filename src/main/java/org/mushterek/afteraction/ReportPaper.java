package org.mushterek.afteraction;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mushterek.afteraction.AfterActionReports.Issued;
import org.mushterek.afteraction.Report.Item;
import org.mushterek.afteraction.Report.Ordered;
import org.mushterek.afteraction.ReportCase.Stage;
import org.mushterek.common.Message;
import org.mushterek.common.WrittenTime;
import org.mushterek.document.CasePaper;
import org.mushterek.document.PaperSheet;
import org.mushterek.document.PaperSheet.Cell;
import org.mushterek.document.PaperSheet.Column;
import org.mushterek.document.PaperSheet.Grid;
import org.mushterek.document.PaperSheet.Section;
import org.mushterek.exercise.conduct.BeforeStartex.Gate;
import org.mushterek.exercise.drill.DrillConduct;
import org.mushterek.security.Account;
import org.mushterek.visit.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** A report on an exercise as a paper in the three languages; it is printed from what was fixed for signature. */
@Component
public class ReportPaper {

    private static final Logger LOG = LoggerFactory.getLogger(ReportPaper.class);

    private final AfterActionReports reports;
    private final ReportPrints prints;
    private final CasePaper paper;

    ReportPaper(AfterActionReports reports, ReportPrints prints, CasePaper paper) {
        this.reports = reports;
        this.prints = prints;
        this.paper = paper;
    }

    /**
     * The paper as the account may read it; once every party has signed, always the same print.
     *
     * @param own whether what is national to the account's side is added
     */
    public PrintedReport paper(Account account, String number, Stage stage, boolean own) {
        return printed(
                reports.report(account, number, stage, own),
                own ? account.side().code() : null);
    }

    private PrintedReport printed(Report report, @Nullable String edition) {
        if (report.draft()) {
            var proof = paper.render(sheet(report, edition), null);
            return new PrintedReport(proof.content(), proof.sha256());
        }
        return prints.find(report, edition)
                .orElseGet(() -> prints.keep(report, edition, paper.render(sheet(report, edition), null)));
    }

    /** Prints what was signed at once; where that fails, its first reader has it printed. */
    @TransactionalEventListener
    void print(Issued issued) {
        try {
            printed(reports.issued(issued.number(), issued.stage(), null), null);
            for (var party : reports.parties(issued.number()).sides()) {
                printed(reports.issued(issued.number(), issued.stage(), party), party.code());
            }
        } catch (RuntimeException failed) {
            LOG.warn(
                    "The report {} was not printed: {}",
                    issued.number(),
                    failed.getClass().getName());
        }
    }

    static PaperSheet sheet(Report report, @Nullable String edition) {
        var sections = new ArrayList<Section>();
        sections.add(facts(report));
        if (edition != null) {
            sections.add(Section.headed(Message.of("paper.afteraction.ownEdition"))
                    .prose(Message.of("paper.afteraction.ownEditionOf").with("side", Message.of("side." + edition))));
        }
        if (!report.summary().isEmpty()) {
            sections.add(Section.headed("paper.afteraction.summary").prose(titled(report.summary())));
        }
        if (!report.objectives().isEmpty()) {
            sections.add(objectives(report));
        }
        report.hotWash().forEach((party, said) -> sections.add(hotWash(party, said)));
        if (!report.visits().isEmpty()) {
            sections.add(visits(report));
        }
        if (!report.drills().isEmpty()) {
            sections.add(drills(report));
        }
        if (report.meetingOn() != null) {
            sections.add(Section.headed("paper.afteraction.meeting")
                    .fact("ui.afteraction.meetingOn", day(report.meetingOn()))
                    .fact("ui.afteraction.minutes", Cell.text(report.meetingMinutes())));
        }
        sections.add(observations(report));
        report.observations().forEach(item -> sections.add(item(item)));
        // What is national stands behind the signatures: nobody else signs it.
        sections.add(signatures(report));
        if (edition != null && !report.national().isEmpty()) {
            sections.add(Section.headed("paper.afteraction.national")
                    .prose("paper.afteraction.nationalOnly")
                    .onNewPage());
            report.national().forEach(item -> sections.add(item(item)));
        }
        return new PaperSheet(
                report.stage() == Stage.FIRST ? "afteraction.first" : "afteraction.final",
                report.number() + " / " + report.revision() + (edition == null ? "" : " " + edition),
                report.host(),
                report.parties().stream()
                        .filter(party -> !party.equals(report.host()))
                        .findFirst()
                        .orElse(null),
                report.marking().name(),
                report.draft(),
                false,
                report.madeAt(),
                null,
                sections);
    }

    private static Section facts(Report report) {
        var section = Section.headed(titled(report.title()))
                .fact("paper.exercise", Cell.text(report.exercise()))
                .fact(
                        "ui.afteraction.planned",
                        Cell.text(WrittenTime.DAY.format(report.plannedFirst()) + " – "
                                + WrittenTime.DAY.format(report.plannedLast())))
                .fact(
                        "ui.afteraction.conducted",
                        Cell.text((report.startexOn() == null ? "—" : WrittenTime.DAY.format(report.startexOn()))
                                + " – "
                                + WrittenTime.DAY.format(report.endexOn())))
                .fact(
                        "ui.afteraction.parties",
                        report.parties().stream()
                                .map(party -> Cell.said("side." + party))
                                .toArray(Cell[]::new));
        return report.gate() == null ? section : gate(section, report.gate());
    }

    /** Through which gate STARTEX opened, and who confirmed it: of a gate that was held outside with its protocol. */
    private static Section gate(Section section, Gate gate) {
        var shown = section.fact("paper.afteraction.gate", Cell.text(gate.number()));
        if (gate.signedOn() != null) {
            shown = shown.fact(
                    "paper.afteraction.gateProtocol",
                    Cell.text(gate.protocol() + ", " + WrittenTime.DAY.format(gate.signedOn())));
        }
        return shown.fact(
                        "paper.afteraction.gateConfirmed",
                        gate.confirmed().stream()
                                .map(each -> Cell.text(each.party() + " " + zulu(each.confirmedAt())))
                                .toArray(Cell[]::new))
                .fact("paper.afteraction.gateWaived", Cell.text(gate.waived()));
    }

    private static String zulu(Instant at) {
        return WrittenTime.zulu(at);
    }

    private static Section objectives(Report report) {
        var columns = Stream.concat(
                        Stream.of(Column.of("ui.afteraction.objective", 26), Column.of("ui.afteraction.title")),
                        report.parties().stream().map(party -> Column.of("side." + party, 28)))
                .toArray(Column[]::new);
        var grid = Grid.of(columns);
        for (var objective : report.objectives()) {
            grid = grid.row(Stream.concat(
                            Stream.of(Cell.text(objective.code()), Cell.text(objective.title())),
                            report.parties().stream()
                                    .map(party -> rating(report.hotWash().get(party), objective.code())))
                    .toArray(Cell[]::new));
        }
        return Section.headed("paper.afteraction.objectives").grid(grid).note("paper.afteraction.ratings");
    }

    private static Cell rating(@Nullable HotWash said, String objective) {
        var ratings = said == null ? null : said.ratings();
        var rating = ratings == null ? null : ratings.get(objective);
        return Cell.text(rating == null ? null : rating.name());
    }

    private static Section hotWash(String party, HotWash said) {
        return Section.headed(Message.of("paper.afteraction.hotWash").with("side", Message.of("side." + party)))
                .fact("ui.afteraction.attendance", Cell.text(said.attendance()))
                .fact("ui.afteraction.wentWell", lines(said.wentWell()))
                .fact("ui.afteraction.wentBadly", lines(said.wentBadly()));
    }

    private static Cell[] lines(@Nullable List<String> said) {
        return said == null || said.isEmpty()
                ? new Cell[] {Cell.text(null)}
                : IntStream.range(0, said.size())
                        .mapToObj(at -> Cell.text((at + 1) + ". " + said.get(at)))
                        .toArray(Cell[]::new);
    }

    private static Section visits(Report report) {
        var grid = Grid.of(
                Column.of("paper.afteraction.request", 40),
                Column.of("paper.sending", 26),
                Column.of("paper.afteraction.persons", 16),
                Column.of("paper.afteraction.received", 24),
                Column.of("paper.afteraction.firstDay", 24),
                Column.of("paper.afteraction.leadDays", 18),
                Column.of("ui.outcome"));
        for (var visit : report.visits()) {
            grid = grid.row(
                    Cell.text(visit.number()),
                    Cell.said("side." + visit.sendingState()),
                    Cell.text(visit.persons()),
                    day(visit.receiptDay()),
                    day(visit.firstDay()),
                    Cell.text(visit.leadDays()),
                    visit.outcome() == null
                            ? Cell.said("paper.afteraction.open")
                            : Cell.said("ui.outcome." + visit.outcome()));
        }
        var returns =
                report.visits().stream().mapToInt(visit -> visit.returns()).sum();
        var refused = report.visits().stream()
                .filter(visit -> visit.outcome() == Outcome.DENIED || visit.outcome() == Outcome.NOT_SPONSORED)
                .count();
        var section = Section.headed("paper.afteraction.visits")
                .grid(grid)
                .note(Message.of("paper.afteraction.returns")
                        .with("count", returns)
                        .with("refused", refused));
        var arrived = report.visits().stream()
                .mapToInt(visit -> Objects.requireNonNullElse(visit.arrived(), 0))
                .sum();
        var stillThere = report.visits().stream()
                .mapToInt(visit -> Objects.requireNonNullElse(visit.stillThere(), 0))
                .sum();
        return arrived == 0
                ? section
                : section.note(Message.of("paper.afteraction.movements")
                        .with("arrived", arrived)
                        .with("departed", arrived - stillThere)
                        .with("there", stillThere));
    }

    private static Section drills(Report report) {
        var grid = Grid.of(
                Column.of("ui.drill.code", 14),
                Column.of("ui.drill.name"),
                Column.of("paper.afteraction.plannedAt", 22),
                Column.of("paper.afteraction.startedAt", 22),
                Column.of("paper.afteraction.endedAt", 22),
                Column.of("ui.drill.conduct", 38),
                Column.of("ui.afteraction.strength", 20),
                Column.of("paper.afteraction.rounds", 17));
        for (var drill : report.drills()) {
            grid = grid.row(
                    Cell.text(drill.drill()),
                    Cell.text(drill.name()),
                    moment(drill.plannedAt()),
                    moment(drill.startedAt()),
                    moment(drill.endedAt()),
                    Cell.said("ui.drill.conduct." + drill.state()),
                    Cell.text(strength(drill)),
                    Cell.text(drill.rounds()));
        }
        var finished = report.drills().stream()
                .filter(drill -> drill.state() == DrillConduct.State.FINISHED)
                .toList();
        return Section.headed("paper.afteraction.drills")
                .grid(grid)
                .note(Message.of("paper.afteraction.localTimes").with("side", Message.of("side." + report.host())))
                .note(Message.of("paper.afteraction.drillsDone")
                        .with("planned", report.drills().size())
                        .with("finished", finished.size())
                        .with(
                                "rounds",
                                finished.stream()
                                        .map(DrillConduct.Figure::rounds)
                                        .filter(Objects::nonNull)
                                        .mapToLong(Integer::longValue)
                                        .sum()));
    }

    /** Who took part, of how many that were planned. */
    private static @Nullable String strength(DrillConduct.Figure drill) {
        if (drill.persons() == null) {
            return drill.strength() == null ? null : String.valueOf(drill.strength());
        }
        return (drill.strength() == null ? "—" : drill.strength()) + " / " + drill.persons();
    }

    private static Cell moment(@Nullable LocalDateTime local) {
        return Cell.text(local == null ? null : WrittenTime.MINUTE.format(local));
    }

    private static Section observations(Report report) {
        var section = Section.headed("paper.afteraction.observations");
        return report.observations().isEmpty()
                ? section.prose("paper.afteraction.noObservations")
                : section.prose(Message.of("paper.afteraction.observationsCount")
                        .with("count", report.observations().size()));
    }

    private static Section item(Item item) {
        var section = Section.headed(titled(item.number() + " " + item.title()))
                .fact(
                        "ui.afteraction.owner",
                        owners(item).map(owner -> Cell.said("side." + owner)).toArray(Cell[]::new))
                .fact("ui.afteraction.observedOn", day(item.observedOn()));
        section = written(section, "ui.afteraction.objective", item.objective())
                .fact(
                        "ui.afteraction.tags",
                        item.tags().stream().map(tag -> Cell.said(tag.text())).toArray(Cell[]::new))
                .fact(
                        "ui.afteraction.classification",
                        Cell.said(item.classification().text()))
                .fact("ui.afteraction.observation", Cell.text(item.observation()));
        section = written(section, "ui.afteraction.discussion", item.discussion());
        section = written(section, "ui.afteraction.conclusion", item.conclusion());
        section = written(section, "ui.afteraction.recommendation", item.recommendation());
        if (!item.originals().isEmpty()) {
            section = section.fact(
                    "ui.afteraction.originals",
                    item.originals().stream()
                            .map(original -> original.observation() == null
                                    ? Cell.said("side." + original.owner())
                                    : Cell.text(original.observation()))
                            .toArray(Cell[]::new));
        }
        var settled = item.settlement();
        if (settled != null) {
            section = section.fact(
                    "ui.afteraction.settled",
                    Stream.of(
                                    Cell.said("ui.afteraction.settled." + settled.kind()),
                                    settled.reason() == null ? null : Cell.text(settled.reason()))
                            .filter(cell -> cell != null)
                            .toArray(Cell[]::new));
        }
        if (!item.actions().isEmpty()) {
            section = section.fact(
                    "ui.afteraction.ordered",
                    item.actions().stream().map(order -> Cell.text(told(order))).toArray(Cell[]::new));
        }
        return section;
    }

    /** Which action, of whom, until when. */
    private static String told(Ordered order) {
        return Stream.of(order.number(), order.title(), order.organisation(), WrittenTime.DAY.format(order.dueOn()))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" · "));
    }

    /** What nobody has written takes no room. */
    private static Section written(Section section, String key, @Nullable String text) {
        return text == null ? section : section.fact(key, Cell.text(text));
    }

    private static Stream<String> owners(Item item) {
        return item.originals().isEmpty()
                ? Stream.of(item.owner())
                : item.originals().stream()
                        .map(Merging.Original::owner)
                        .distinct()
                        .sorted();
    }

    private static Section signatures(Report report) {
        var grid = Grid.of(Column.of("ui.afteraction.party", 60), Column.of("paper.afteraction.signedAt"));
        for (var party : report.parties()) {
            var signed = report.signatures().stream()
                    .filter(signature -> signature.party().equals(party))
                    .findFirst();
            grid = grid.row(
                    Cell.said("side." + party),
                    signed.isEmpty()
                            ? Cell.said("paper.afteraction.notSigned")
                            : Cell.text(zulu(signed.get().signedAt())));
        }
        return Section.headed("paper.afteraction.signatures").grid(grid).note("paper.afteraction.released");
    }

    private static Message titled(String text) {
        return Message.of("paper.afteraction.words").with("words", text);
    }

    private static Cell day(@Nullable LocalDate day) {
        return Cell.text(day == null ? null : WrittenTime.DAY.format(day));
    }
}
