package org.mushterek.afteraction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mushterek.common.Message;
import org.mushterek.common.Sides;
import org.mushterek.common.Texts;
import org.mushterek.document.CasePaper;
import org.mushterek.document.PaperLines;
import org.mushterek.document.PaperSheet;
import org.mushterek.document.PaperSheet.Cell;
import org.mushterek.document.PaperSheet.Section;
import org.mushterek.visit.Outcome;
import org.mushterek.visit.VisitFigures;

/** What stands on the paper of a report, and where it breaks. */
class ReportPaperTest {

    private static final CasePaper PAPER = new CasePaper(new Texts(), new Sides());

    /** Without observations and, as a report of an earlier release, without a gate. */
    @SuppressWarnings("NullAway") // reads no annotation of a nested type
    private static Report ofVisits(VisitFigures.Figure... visits) {
        var whole = ReportFixture.whole(ReportCase.Stage.FINAL, true);
        return new Report(
                whole.number(),
                whole.stage(),
                whole.revision(),
                whole.exercise(),
                whole.title(),
                whole.host(),
                whole.parties(),
                whole.plannedFirst(),
                whole.plannedLast(),
                whole.startexOn(),
                whole.endexOn(),
                whole.objectives(),
                null,
                whole.hotWash(),
                List.of(visits),
                whole.drills(),
                List.of(),
                List.of(),
                whole.summary(),
                whole.meetingOn(),
                whole.meetingMinutes(),
                whole.signatures(),
                whole.madeAt(),
                whole.draft());
    }

    @Test
    void tellsHowManyArrivedAndDepartedWhereAnybodyIsRecorded() {
        assertThat(section(
                                ofVisits(
                                        ReportFixture.visit("VIS-AZE-2027-0001", Outcome.APPROVED, 0, 12, 1),
                                        ReportFixture.visit("VIS-AZE-2027-0002", Outcome.APPROVED, 0),
                                        ReportFixture.visit("VIS-AZE-2027-0003", Outcome.APPROVED, 0, 5, 0)),
                                "paper.afteraction.visits")
                        .notes())
                .last()
                .isEqualTo(Message.of("paper.afteraction.movements")
                        .with("arrived", 17)
                        .with("departed", 16)
                        .with("there", 1));
        assertThat(section(
                                ofVisits(ReportFixture.visit("VIS-AZE-2027-0001", Outcome.APPROVED, 0, 0, 0)),
                                "paper.afteraction.visits")
                        .notes())
                .hasSize(1);
    }

    private static Message refusals(VisitFigures.Figure... visits) {
        return section(ofVisits(visits), "paper.afteraction.visits").notes().get(0);
    }

    @Test
    void countsAsRefusedWhatTheHostHasDeniedOrNotSponsoredAndNothingElse() {
        var others = new ArrayList<VisitFigures.Figure>();
        others.add(ReportFixture.visit("VIS-AZE-2027-0001", null, 0));
        for (var outcome : List.of(
                Outcome.APPROVED,
                Outcome.APPROVED_WITH_LIMITS,
                Outcome.RETURNED,
                Outcome.WITHDRAWN,
                Outcome.LAPSED_UNANSWERED)) {
            others.add(ReportFixture.visit("VIS-AZE-2027-0002", outcome, 2));
        }
        assertThat(refusals(others.toArray(VisitFigures.Figure[]::new)))
                .isEqualTo(Message.of("paper.afteraction.returns")
                        .with("count", 10)
                        .with("refused", 0L));

        others.add(ReportFixture.visit("VIS-AZE-2027-0003", Outcome.DENIED, 0));
        others.add(ReportFixture.visit("VIS-AZE-2027-0004", Outcome.NOT_SPONSORED, 1));
        assertThat(refusals(others.toArray(VisitFigures.Figure[]::new)))
                .isEqualTo(Message.of("paper.afteraction.returns")
                        .with("count", 11)
                        .with("refused", 2L));
    }

    @Test
    void saysThroughWhichGateTheExerciseBeganAndWhoConfirmedItOnce() {
        var facts = ReportPaper.sheet(ReportFixture.whole(ReportCase.Stage.FINAL, true), null)
                .sections()
                .get(0)
                .facts();
        assertThat(facts.subList(4, 8))
                .extracting(fact -> fact.label().key(), PaperSheet.Fact::values)
                .containsExactly(
                        tuple("paper.afteraction.gate", List.of(Cell.text("PLN-TUR-2027-0001"))),
                        tuple("paper.afteraction.gateProtocol", List.of(Cell.text("HQ-2027/14, 04.06.2027"))),
                        tuple(
                                "paper.afteraction.gateConfirmed",
                                List.of(
                                        Cell.text("AZE 05.06.2027 07:12Z, 050712ZJUN27"),
                                        Cell.text("TUR 05.06.2027 08:40Z, 050840ZJUN27"))),
                        tuple("paper.afteraction.gateWaived", List.of(Cell.text(1))));
        assertThat(ReportPaper.sheet(ofVisits(), null).sections().get(0).facts())
                .as("a report of an earlier release")
                .hasSize(4);
    }

    @Test
    void headsTheObservationsAndSaysHowManyThereAreOrThatThereAreNone() {
        var whole = ReportFixture.whole(ReportCase.Stage.FINAL, true);
        assertThat(section(whole, "paper.afteraction.observations").prose())
                .containsExactly(
                        Message.of("paper.afteraction.observationsCount").with("count", 10));
        assertThat(section(ofVisits(), "paper.afteraction.observations").prose())
                .containsExactly(Message.of("paper.afteraction.noObservations"));
    }

    @Test
    void saysOnWhoseClocksTheDrillsRan() {
        assertThat(section(ReportFixture.whole(ReportCase.Stage.FIRST, true), "paper.afteraction.drills")
                        .notes())
                .contains(Message.of("paper.afteraction.localTimes").with("side", Message.of("side.TUR")));
    }

    /** Else the other side would seem to have signed what it has never seen. */
    @Test
    void putsWhatIsNationalBehindTheSignatures() {
        var whole = ReportFixture.whole(ReportCase.Stage.FINAL, false);
        var own = whole.with(whole.signatures(), ReportFixture.national(), false);

        var headings = ReportPaper.sheet(own, "AZE").sections().stream()
                .map(each -> each.heading().key())
                .toList();

        assertThat(headings.subList(headings.indexOf("paper.afteraction.signatures"), headings.size()))
                .containsExactly(
                        "paper.afteraction.signatures",
                        "paper.afteraction.national",
                        "paper.afteraction.words",
                        "paper.afteraction.words");
    }

    /** A continued table would not say whose it is. */
    @Test
    void breaksNoObservationThatFitsOnAPage() throws IOException {
        for (var draft : List.of(true, false)) {
            var pages = pages(ReportFixture.whole(ReportCase.Stage.FINAL, draft), null);
            for (var i : List.of(2, 6)) {
                var number = "-TUR-2027-000" + i;
                assertThat(pages.stream().filter(page -> page.contains("OBS" + number)))
                        .singleElement()
                        .asString()
                        .contains("ACT" + number);
            }
        }
    }

    @Test
    void keepsEachHeadingWithWhatItHeads() throws IOException {
        var headings = 0;
        for (var visits = 0; visits <= 40; visits += 2) {
            var report =
                    ofVisits(Collections.nCopies(visits, ReportFixture.visit("VIS-AZE-2027-0001", Outcome.APPROVED, 0))
                            .toArray(VisitFigures.Figure[]::new));
            var paper = PAPER.render(ReportPaper.sheet(report, null), null).content();
            headings += PaperLines.headingsWithWhatTheyHead(paper, "a report of " + visits + " visits");
            PaperLines.assertWholeLetters(paper, "a report of " + visits + " visits");
            PaperLines.assertZuluWithItsGroup(paper, "a report of " + visits + " visits");
        }
        assertThat(headings).isGreaterThanOrEqualTo(21 * 5);
    }

    private static List<String> pages(Report report, @Nullable String edition) throws IOException {
        var pdf = PAPER.render(ReportPaper.sheet(report, edition), null).content();
        Files.write(
                Files.createDirectories(Path.of("target", "papers"))
                        .resolve("report-" + (report.draft() ? "draft" : "final") + ".pdf"),
                pdf);
        try (var document = Loader.loadPDF(pdf)) {
            var found = new ArrayList<String>();
            for (int page = 1; page <= document.getNumberOfPages(); page++) {
                var text = new PDFTextStripper();
                text.setStartPage(page);
                text.setEndPage(page);
                found.add(text.getText(document));
            }
            return found;
        }
    }

    private static Section section(Report report, String heading) {
        return ReportPaper.sheet(report, null).sections().stream()
                .filter(each -> each.heading().key().equals(heading))
                .findFirst()
                .orElseThrow();
    }
}
