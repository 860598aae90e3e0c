package org.mushterek.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.mushterek.common.Sides;
import org.mushterek.common.Texts;
import org.mushterek.document.PermitPaper;
import org.mushterek.document.PermitSheetFixture;
import org.openqa.selenium.OutputType;

/**
 * The pictures of the README that are no form: each diagram as the program's own pages draw it, in its own size, and the
 * first page of a permit.
 */
final class ReadmePictures {

    private static final Path FOLDER = Path.of("target", "screenshots", "readme");
    private static final String BUNDLE =
            "/META-INF/resources/webjars/bpmn-visualization/0.46.0/dist/bpmn-visualization.min.js";
    private static final int DOTS_PER_INCH = 80;
    private static final int MARGIN = 10;

    private static final String DRAW = """
        const [bundle, model, margin] = arguments;
        if (!window.bpmnvisu) {
          const script = document.createElement('script');
          script.textContent = bundle;
          document.head.append(script);
        }
        document.body.style.cssText = 'margin: 0; background: #fff';
        document.body.textContent = '';
        const place = document.createElement('div');
        place.style.cssText = 'width: 4000px; height: 3000px';
        document.body.append(place);
        const drawn = new window.bpmnvisu.BpmnVisualization({ container: place, navigation: { enabled: false } });
        drawn.load(model);
        const { width, height } = drawn.graph.getGraphBounds();
        const size = [width, height].map((length) => Math.ceil(length) + 2 * margin);
        place.style.cssText = `overflow: hidden; width: ${size[0]}px; height: ${size[1]}px`;
        drawn.navigation.fit({ type: window.bpmnvisu.FitType.Center, margin });
        return size;\
        """;

    private ReadmePictures() {}

    static void keep() throws IOException {
        Files.createDirectories(FOLDER);
        try (var pdf = Loader.loadPDF(new PermitPaper(new Texts(), new Sides())
                .render(PermitSheetFixture.aSheet().withPersons(5).withSites(3).build())
                .content())) {
            keep("permit", new PDFRenderer(pdf).renderImageWithDPI(0, DOTS_PER_INCH));
        }
        String bundle;
        try (var script = ReadmePictures.class.getResourceAsStream(BUNDLE)) {
            assertThat(script).as(BUNDLE).isNotNull();
            bundle = new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
        try (var browser = Browser.open();
                var diagrams = Files.walk(Path.of("processes"))) {
            browser.show(URI.create("about:blank"));
            diagrams.filter(file -> file.toString().endsWith(".bpmn")).sorted().forEach(file -> {
                try {
                    keep(file.getFileName().toString().replace(".bpmn", ""), drawn(browser, bundle, file));
                } catch (IOException broken) {
                    throw new UncheckedIOException(broken);
                }
            });
        }
    }

    private static BufferedImage drawn(Browser browser, String bundle, Path diagram) throws IOException {
        var size = (List<?>) browser.driver().executeScript(DRAW, bundle, Files.readString(diagram), MARGIN);
        assertThat(size).as("size of %s", diagram).hasSize(2);
        browser.driver()
                .executeCdpCommand(
                        "Emulation.setDeviceMetricsOverride",
                        Map.of("width", size.get(0), "height", size.get(1), "deviceScaleFactor", 1, "mobile", false));
        browser.settle();
        var picture = ImageIO.read(new ByteArrayInputStream(browser.driver().getScreenshotAs(OutputType.BYTES)));
        browser.becomeWindow();
        return picture;
    }

    private static void keep(String name, BufferedImage picture) throws IOException {
        ImageIO.write(
                FormPictures.fewColours(picture),
                "png",
                FOLDER.resolve(name + ".png").toFile());
    }
}
