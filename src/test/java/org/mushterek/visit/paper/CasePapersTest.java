package org.mushterek.visit.paper;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mushterek.common.Sides;
import org.mushterek.common.Texts;
import org.mushterek.document.CasePaper;
import org.mushterek.document.PaperLines;
import org.mushterek.document.PaperSheet;
import org.mushterek.document.PaperSheet.Voiding;
import org.mushterek.visit.VisitDocument.CustomsMovement;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;

class CasePapersTest {

    private static final CasePaper PAPER = new CasePaper(new Texts(), new Sides());
    private static final Voiding VOIDED = new Voiding(Instant.parse("2027-02-20T06:00:00Z"), "MOV-TUR-2027-0018");

    @BeforeAll
    static void prepare() {
        VeraGreenfieldFoundryProvider.initialise();
    }

    static Stream<String> names() {
        return PaperFixture.NAMES.stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void areFilesForTheArchiveAndForReadersOfScreens(String name) throws Exception {
        assertConforms(PaperFixture.aVisit().replacing("MOV-TUR-2027-0016").sheet(name), VOIDED);
        assertConforms(PaperFixture.aVisit().sayingNothing().asDraft().sheet(name), null);
    }

    @Test
    void isAFileForTheArchiveWhereItIsAnEmptyForm() throws Exception {
        assertConforms(BlankRequest.sheet(), null);
    }

    @ParameterizedTest
    @MethodSource("names")
    void bearNumberMarkingAndMarksOnEachPage(String name) {
        var pages = pages(PaperFixture.aVisit().withPersons(75).asDraft().sheet(name), null);

        assertThat(pages).hasSizeGreaterThan(1).allSatisfy(page -> assertThat(page)
                .contains(
                        "MOV-TUR-2027-0017",
                        "XİDMƏTİ İSTİFADƏ ÜÇÜN · HİZMETE ÖZEL · RESTRICTED",
                        "DRAFT, NOT VALID",
                        "demo assumption",
                        "/ " + pages.size()));
    }

    @ParameterizedTest
    @MethodSource("names")
    void sayOnEachPageThatTheyAreVoidAndWhatReplacesThem(String name) {
        assertThat(pages(PaperFixture.aVisit().sheet(name), VOIDED)).allSatisfy(page -> assertThat(page)
                .contains(
                        "LƏĞV EDİLİB",
                        "GEÇERSİZ KILINMIŞTIR",
                        "VOID",
                        "20.02.2027 06:00Z, 200600ZFEB27",
                        "MOV-TUR-2027-0018")
                .doesNotContain("DRAFT"));
        assertThat(pages(PaperFixture.aVisit().sheet(name), null))
                .allSatisfy(page -> assertThat(page).doesNotContain("VOID", "MOV-TUR-2027-0018"));
    }

    @Test
    void nameThePaperThatTheyReplace() {
        assertThat(text(PaperFixture.aVisit().replacing("MOV-TUR-2027-0016").sheet("movementOrder")))
                .contains("Replaces and voids", "MOV-TUR-2027-0016");
    }

    @ParameterizedTest
    @MethodSource("names")
    void areTheSameAfterTheirSnapshotWasKept(String name) throws IOException {
        var json = new ObjectMapper().registerModule(new JavaTimeModule());
        var sheet = PaperFixture.aVisit().sheet(name);
        var kept = json.readValue(json.writeValueAsString(sheet), PaperSheet.class);

        assertThat(kept).isEqualTo(sheet);
        assertThat(PAPER.render(kept, null).sha256())
                .isEqualTo(PAPER.render(sheet, null).sha256())
                .isNotEqualTo(PAPER.render(sheet, VOIDED).sha256());
    }

    @Test
    void listEveryTravellerOfAnOrderUnderRepeatedHeadings() {
        var pages = pages(PaperFixture.aVisit().withPersons(75).sheet("movementOrder"), null);

        assertThat(pages.stream().filter(page -> page.contains("U123456")))
                .hasSizeGreaterThan(1)
                .allSatisfy(page -> assertThat(page).contains("Forenames"));
        assertThat(String.join("\n", pages)).contains("U12345601", "U12345675", "Authority to carry arms");
    }

    @Test
    void orderTheGateByAlphabetWhateverTheRollWas() {
        var text = text(PaperFixture.aVisit().sheet("gateList"));
        var places = Stream.of("Ağaoğlu", "Çağlar", "Əliyev", "Işık", "İnönü", "Kılıç", "Öztürk", "Şahin", "Yıldırım")
                .map(text::lastIndexOf)
                .toList();

        assertThat(places).doesNotContain(-1).isSorted();
    }

    @Test
    void tellTheSenderNothingThatIsTheHostsOwn() {
        assertThat(text(PaperFixture.aVisit().sheet("decisionLetter")).replaceAll("\\s+", " "))
                .contains("Approved with limits", "Silahlar Nasosnuda", "Document not accepted", "07:00–19:00")
                .doesNotContain("national remark");
    }

    @Test
    void tellWhatAnAmendmentAmendsAndWhatBecomesOfThePermitUntilThen() {
        var first = PaperFixture.aVisit();
        var approved = PaperFixture.aVisit().amending("VIS-TUR-2027-0041");
        var refused = PaperFixture.aVisit().sayingNothing().amending("VIS-TUR-2027-0041");
        var holds = "the permit issued before holds as it is";
        var stays = "The permit issued before stays as it is";

        assertThat(letter(first)).doesNotContain("Amends request", holds, stays);
        assertThat(letter(approved)).contains("Amends request no.", "VIS-TUR-2027-0041", holds);
        assertThat(letter(approved)).doesNotContain(stays);
        assertThat(letter(refused))
                .contains("Amends request no.", "VIS-TUR-2027-0041", "denies the amendment", stays)
                .doesNotContain("denies the visit");
        assertThat(letter(refused)).doesNotContain(holds);
    }

    private String letter(PaperFixture visit) {
        return text(visit.sheet("decisionLetter")).replaceAll("\\s+", " ");
    }

    @Test
    void printTheSerialOfADeclarationWithItsCheckDigits() {
        var sound = PaperFixture.aVisit().withMovements(new CustomsMovement("TR20270305NO000001", 5, "Silah"));
        var wrong = PaperFixture.aVisit().withMovements(new CustomsMovement("TR20270305NO000001-00", 5, "Silah"));

        assertThat(text(sound.sheet("customsDeclaration"))).containsPattern("TR20270305NO000001-[0-9]{2}");
        assertThat(text(wrong.sheet("customsDeclaration"))).doesNotContain("TR20270305NO000001");
    }

    @Test
    void sayOfGoodsOfSeveralMovementsThatTheyAreTheContingents() {
        var one = PaperFixture.aVisit().withMovements(new CustomsMovement("TR20270305NO000001", 5, "Silah"));

        assertThat(text(PaperFixture.aVisit().sheet("customsDeclaration"))).contains("Goods of the whole contingent");
        assertThat(text(one.sheet("customsDeclaration"))).doesNotContain("Goods of the whole contingent");
    }

    @Test
    void tellOfTheClearanceOfTheSideWhoseLawItIs() {
        var text = text(PaperFixture.aVisit().sheet("aircraftQuestionnaire"));

        assertThat(text).contains("valid for 72 hours (mfa.gov.az)", "A400M", "18-0094", "TUAF 512");
    }

    @Test
    void askTheSixteenBoxesAndSevenAnnexesAndHoldNoData() {
        var text = text(BlankRequest.sheet());

        assertThat(IntStream.rangeClosed(1, 16).mapToObj(no -> "\n" + no + ". "))
                .allMatch(("\n" + text)::contains);
        assertThat(IntStream.rangeClosed(1, 7).mapToObj(no -> "Annex " + no + ". "))
                .allMatch(text::contains);
        assertThat(text).doesNotContain("DRAFT", "VIS-");
    }

    @Test
    void keepLongAndHostileTextAsTextInsideThePage() {
        var movement = new CustomsMovement(
                "TR20270305NO000001", 5, "<img src='file:///etc/passwd'/> ${7*7} [[${7*7}]] " + "Ş".repeat(300));
        var text = text(PaperFixture.aVisit().withMovements(movement).sheet("customsDeclaration"))
                .replaceAll("\\s", "");

        assertThat(text).contains("<imgsrc='file:///etc/passwd'/>${7*7}[[${7*7}]]", "Ş".repeat(300));
    }

    /** Whatever the length of the roll pushes to the end of a page: of each page the last words are no heading. */
    @ParameterizedTest
    @MethodSource("names")
    void keepEachHeadingWithWhatItHeads(String name) throws IOException {
        var headings = 0;
        for (var persons = 1; persons <= 45; persons += 5) {
            var content = PAPER.render(
                            PaperFixture.aVisit().withPersons(persons).sheet(name), null)
                    .content();
            headings += PaperLines.headingsWithWhatTheyHead(content, name + " of " + persons + " persons");
            PaperLines.assertWholeLetters(content, name + " of " + persons + " persons");
            PaperLines.assertZuluWithItsGroup(content, name + " of " + persons + " persons");
        }
        assertThat(headings).isPositive();
    }

    private static void assertConforms(PaperSheet sheet, @Nullable Voiding voiding) throws Exception {
        var content = PAPER.render(sheet, voiding).content();
        for (var flavour : List.of(PDFAFlavour.PDFA_2_B, PDFAFlavour.PDFUA_1)) {
            try (var parser = Foundries.defaultInstance().createParser(new ByteArrayInputStream(content), flavour);
                    var validator = Foundries.defaultInstance().createValidator(flavour, false)) {
                var result = validator.validate(parser);

                assertThat(result.getTestAssertions().stream()
                                .filter(assertion -> assertion.getStatus() == TestAssertion.Status.FAILED)
                                .map(TestAssertion::getMessage)
                                .distinct())
                        .isEmpty();
                assertThat(result.isCompliant()).isTrue();
            }
        }
    }

    private static String text(PaperSheet sheet) {
        return String.join("\n", pages(sheet, null));
    }

    private static List<String> pages(PaperSheet sheet, @Nullable Voiding voiding) {
        try (var pdf = Loader.loadPDF(PAPER.render(sheet, voiding).content())) {
            var stripper = new PDFTextStripper();
            var pages = new ArrayList<String>();
            for (var number = 1; number <= pdf.getNumberOfPages(); number++) {
                stripper.setStartPage(number);
                stripper.setEndPage(number);
                pages.add(stripper.getText(pdf));
            }
            return pages;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
