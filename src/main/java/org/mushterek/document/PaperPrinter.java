package org.mushterek.document;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder.PdfAConformance;
import com.openhtmltopdf.util.XRLog;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.mushterek.common.Language;
import org.mushterek.common.Message;
import org.mushterek.common.Texts;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/**
 * Makes a PDF/A-2b and PDF/UA-1 file of a template, with the fonts and marks that all papers share. The same content gives
 * the same bytes on the same version of the program.
 *
 * <p>What officers wrote reaches the page as text only: the template binds it escaped, and the renderer is refused every
 * outside resource (file, network, font, style), so that an address planted in a name fetches nothing.
 */
final class PaperPrinter {

    private static final String FONT = "Paper";

    private final Texts texts;
    private final SpringTemplateEngine templates = new SpringTemplateEngine();
    private final byte[] colourProfile =
            ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();

    PaperPrinter(Texts texts) {
        this.texts = texts;
        var resolver = new ClassLoaderTemplateResolver(PaperPrinter.class.getClassLoader());
        resolver.setPrefix("templates/document/");
        resolver.setSuffix(".html");
        // XML, because the renderer reads XML: what is escaped for it can never become markup for the other.
        resolver.setTemplateMode(TemplateMode.XML);
        resolver.setCharacterEncoding(StandardCharsets.UTF_8.name());
        templates.setTemplateResolver(resolver);
        XRLog.setLoggingEnabled(false);
    }

    /**
     * @param madeAt the paper is as old as what it says
     * @param documentId of the file; the same for the same paper
     * @param pictures {@code data:} addresses of the pictures on it
     */
    record Print(
            String number,
            String template,
            Map<String, Object> variables,
            Instant madeAt,
            long documentId,
            Set<String> pictures) {}

    RenderedPaper print(Print paper) {
        var context = new Context(Locale.ROOT);
        context.setVariable("words", new Words());
        paper.variables().forEach(context::setVariable);
        var html = templates.process(paper.template(), context);
        try {
            return new RenderedPaper(print(html, paper));
        } catch (IOException unprintable) {
            throw new UncheckedIOException("Paper %s cannot be printed".formatted(paper.number()), unprintable);
        }
    }

    private byte[] print(String html, Print paper) throws IOException {
        var builder = new PdfRendererBuilder();
        builder.useFont(() -> PaperText.open(PaperText.REGULAR), FONT, 400, FontStyle.NORMAL, true);
        builder.useFont(() -> PaperText.open(PaperText.BOLD), FONT, 700, FontStyle.NORMAL, true);
        builder.useColorProfile(colourProfile);
        builder.usePdfAConformance(PdfAConformance.PDFA_2_B);
        builder.usePdfUaAccessibility(true);
        builder.useReplacementText("\uFFFD");
        builder.withProducer("Mushterek");
        builder.useUriResolver((base, uri) -> paper.pictures().contains(uri) ? uri : null);
        for (var moment : ExternalResourceControlPriority.values()) {
            builder.useExternalResourceAccessControl(
                    (uri, type) -> paper.pictures().contains(uri), moment);
        }
        builder.withHtmlContent(html, null);
        try (var renderer = builder.buildPdfRenderer();
                var document = renderer.createPDFKeepOpen()) {
            fixTime(document, paper.madeAt());
            document.setDocumentId(paper.documentId());
            var bytes = new ByteArrayOutputStream();
            document.save(bytes, CompressParameters.DEFAULT_COMPRESSION);
            return bytes.toByteArray();
        }
    }

    /** The paper is as old as what it says, not as the printing: the renderer has written the clock's time. */
    private static void fixTime(PDDocument document, Instant madeAt) throws IOException {
        var second = madeAt.truncatedTo(ChronoUnit.SECONDS);
        var time = new GregorianCalendar(TimeZone.getTimeZone(ZoneOffset.UTC), Locale.ROOT);
        time.setTimeInMillis(second.toEpochMilli());
        document.getDocumentInformation().setCreationDate(time);
        var metadata = document.getDocumentCatalog().getMetadata();
        var xmp = new String(metadata.toByteArray(), StandardCharsets.UTF_8);
        metadata.importXMPMetadata(
                xmp.replaceAll("(?<=<xmp:CreateDate>)[^<]*", second.toString()).getBytes(StandardCharsets.UTF_8));
    }

    Trilingual inEachLanguage(Message message) {
        return new Trilingual(
                texts.say(message, Language.AZ), texts.say(message, Language.TR), texts.say(message, Language.EN));
    }

    /** The same in three languages. */
    record Trilingual(String az, String tr, String en) {}

    /** What a template says of its own, in the three languages of the paper. */
    final class Words {

        public String az(String key) {
            return texts.say(key, Language.AZ);
        }

        public String tr(String key) {
            return texts.say(key, Language.TR);
        }

        public String en(String key) {
            return texts.say(key, Language.EN);
        }
    }
}
