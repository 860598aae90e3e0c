package org.mushterek.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.Result;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import com.google.zxing.qrcode.detector.Detector;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.mushterek.common.Sides;
import org.mushterek.common.Texts;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;

class PermitPaperTest {

    private static final double MILLIMETRES_OF_AN_INCH = 25.4;
    private static final PermitPaper PAPER = new PermitPaper(new Texts(), new Sides());

    @BeforeAll
    static void prepare() {
        VeraGreenfieldFoundryProvider.initialise();
    }

    @ParameterizedTest
    @EnumSource(
            value = PDFAFlavour.class,
            names = {"PDFA_2_B", "PDFUA_1"})
    void isAFileForTheArchiveAndForReadersOfScreens(PDFAFlavour flavour) throws Exception {
        var sheet = PermitSheetFixture.aSheet()
                .withPersons(75)
                .withSites(9)
                .withWaivers(new PermitSheet.Waiver("VIS-08", "Təcili tibbi təlim", "İdarə"))
                .asDraft()
                .onDemoAssumption()
                .build();
        try (var parser = Foundries.defaultInstance()
                        .createParser(
                                new ByteArrayInputStream(PAPER.render(sheet).content()), flavour);
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

    @Test
    void keepsEachHeadingWithWhatItHeads() throws IOException {
        var headings = 0;
        for (var persons = 1; persons <= 45; persons += 2) {
            var sheet = PermitSheetFixture.aSheet()
                    .withPersons(persons)
                    .withWaivers(new PermitSheet.Waiver("VIS-08", "Təcili tibbi təlim", "İdarə"))
                    .build();
            var paper = PAPER.render(sheet).content();
            headings += PaperLines.headingsWithWhatTheyHead(paper, "a permit of " + persons + " persons");
            PaperLines.assertWholeLetters(paper, "a permit of " + persons + " persons");
            PaperLines.assertZuluWithItsGroup(paper, "a permit of " + persons + " persons");
        }
        assertThat(headings).isGreaterThanOrEqualTo(23 * 5);
    }

    /**
     * The scanner is another's, and sees what a camera sees: the page as a picture, at the resolution of an office
     * printer. Like a camera it looks again, from a little nearer, when a picture does not yield: about one picture in
     * thirty does not, whatever its resolution, because the data happen to look like a corner mark.
     */
    @ParameterizedTest
    @CsvSource({"1, 150", "30, 150", "200, 200"})
    void bearsACodeThatAScannerReadsFromThePage(int persons, int dotsPerInch) throws Exception {
        for (var seed = 1; seed <= 3; seed++) {
            var sheet = PermitSheetFixture.aSheet()
                    .withPersons(persons)
                    .withRandomness(seed)
                    .build();
            try (var pdf = open(sheet)) {
                var seen = look(pdf, dotsPerInch, dotsPerInch + 7, dotsPerInch + 13, dotsPerInch + 21);

                assertThat(seen.found().getBarcodeFormat()).isEqualTo(BarcodeFormat.QR_CODE);
                assertThat(seen.found().getText()).isEqualTo("https://mushterek.example/verify/" + sheet.token());
                // The middles of the corner marks lie 3.5 modules inside the code.
                var modules = new Detector(seen.picture().getBlackMatrix())
                        .detect(Map.of(DecodeHintType.TRY_HARDER, true))
                        .getBits()
                        .getWidth();
                var marks = seen.found().getResultPoints();
                var distance =
                        Math.abs(marks[1].getX() - marks[2].getX()) / seen.dotsPerInch() * MILLIMETRES_OF_AN_INCH;
                assertThat(distance * modules / (modules - 7)).isGreaterThan(35.0);
            }
        }
    }

    private record Seen(Result found, BinaryBitmap picture, int dotsPerInch) {}

    private static Seen look(PDDocument pdf, int... resolutions) throws Exception {
        ReaderException last = null;
        for (var dotsPerInch : resolutions) {
            var picture = bitmap(new PDFRenderer(pdf).renderImageWithDPI(0, dotsPerInch));
            try {
                var found = new QRCodeReader().decode(picture, Map.of(DecodeHintType.TRY_HARDER, true));
                return new Seen(found, picture, dotsPerInch);
            } catch (ReaderException unread) {
                last = unread;
            }
        }
        throw new AssertionError("No picture of the page yields the code", last);
    }

    @Test
    void fitsAContingentOfThirtyOnTwoPages() throws IOException {
        try (var pdf = open(PermitSheetFixture.aSheet().build())) {
            assertThat(pdf.getNumberOfPages()).isEqualTo(2);
        }
    }

    @Test
    void repeatsHeadMarkingAndMarksOnEachPageOfALongRoll() throws IOException {
        var sheet = PermitSheetFixture.aSheet()
                .withPersons(120)
                .asDraft()
                .onDemoAssumption()
                .build();
        try (var pdf = open(sheet)) {
            var pages = pages(pdf);

            assertThat(pages).hasSizeGreaterThan(3);
            assertThat(pages).allSatisfy(page -> assertThat(page)
                    .contains(
                            "DRAFT, NOT VALID",
                            "demo assumption",
                            "RESTRICTED",
                            "PER-AZE-2027-0017",
                            "Revision 1",
                            "/ " + pages.size()));
            assertThat(pages.stream().filter(page -> page.contains("U1234")))
                    .allSatisfy(page -> assertThat(page).contains("Forenames"));
        }
    }

    @Test
    void showsNoMarkOfADraftOrDemoOnARealPermit() throws IOException {
        try (var pdf = open(PermitSheetFixture.aSheet().build())) {
            assertThat(String.join("", pages(pdf))).doesNotContain("DRAFT").doesNotContain("demo assumption");
        }
    }

    @Test
    void printsEveryLetterOfTheLongestNamesInsideTheirColumns() throws IOException {
        var surname = "ƏLİYEVMƏMMƏDOVQULUZADƏŞÜKÜRLÜAĞAOĞLUKARAOSMANOĞLU";
        var persons = IntStream.rangeClosed(1, 30)
                .mapToObj(line -> new PermitSheet.Person(
                        line,
                        "OF-4",
                        surname,
                        "Muhammed Abdurrahman Şemsettin İbrahim Halil",
                        "U1234567890123456" + line,
                        "PARTICIPANT",
                        List.of(1, 2, 3, 4, 5, 6)))
                .toList();
        try (var pdf = open(PermitSheetFixture.aSheet().withPersons(persons).build())) {
            var roll = String.join("", pages(pdf)).replaceAll("\\s", "");

            assertThat(roll).contains("ƏLİYEVMƏMMƏDOVQU", "Şemsettin", "1,2,3,4,5,6");
            assertThat(roll).doesNotContain("\uFFFD");
        }
    }

    /** The rule alone tells an emergency: another waiver on the same kind of permit leaves the note away. */
    @ParameterizedTest
    @CsvSource({"VIS-08, true", "LEG-05, false"})
    void saysOfAnEmergencyAloneThatItIsForOneVisitAndCannotBeAmended(String rule, boolean says) throws IOException {
        var sheet = PermitSheetFixture.aSheet()
                .withWaivers(new PermitSheet.Waiver(rule, "Rescue first", "TUR commander"))
                .build();
        try (var pdf = open(sheet)) {
            var words = String.join(" ", pages(pdf)).replaceAll("\\s+", " ");

            assertThat(words).contains("Rescue first");
            assertThat(List.of(
                            words.contains("for one visit only; this permit cannot be amended later."),
                            words.contains("yalnız bir səfər üçündür, icazəyə sonradan dəyişiklik edilə bilməz."),
                            words.contains("yalnızca tek bir ziyaret içindir, izinde sonradan değişiklik yapılamaz.")))
                    .containsOnly(says);
        }
    }

    @Test
    void namesThePermitWhosePlaceItTakes() throws IOException {
        try (var first = open(PermitSheetFixture.aSheet().build());
                var amended = open(PermitSheetFixture.aSheet()
                        .inPlaceOf("PER-AZE-2027-0009")
                        .build())) {
            assertThat(String.join(" ", pages(first))).doesNotContain("In place of permit");
            assertThat(String.join(" ", pages(amended)).replaceAll("\\s+", " "))
                    .contains("In place of permit", "Yerine geçtiği izin", "PER-AZE-2027-0009");
        }
    }

    @Test
    void isTheSameFileEachTimeItIsPrinted() {
        var sheet = PermitSheetFixture.aSheet().build();

        assertThat(PAPER.render(sheet).sha256()).isEqualTo(PAPER.render(sheet).sha256());
    }

    private static PDDocument open(PermitSheet sheet) throws IOException {
        return Loader.loadPDF(PAPER.render(sheet).content());
    }

    private static List<String> pages(PDDocument pdf) {
        return IntStream.rangeClosed(1, pdf.getNumberOfPages())
                .mapToObj(number -> text(pdf, number))
                .toList();
    }

    private static String text(PDDocument pdf, int number) {
        try {
            var stripper = new PDFTextStripper();
            stripper.setStartPage(number);
            stripper.setEndPage(number);
            return stripper.getText(pdf);
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    private static BinaryBitmap bitmap(BufferedImage picture) {
        var width = picture.getWidth();
        var height = picture.getHeight();
        var pixels = picture.getRGB(0, 0, width, height, null, 0, width);
        return new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width, height, pixels)));
    }
}
