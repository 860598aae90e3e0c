package org.mushterek.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;

@NeedsChromium
class BrowserIT {

    private static final String PAGE = """
            <!doctype html><html lang="az"><meta charset="utf-8"><title>Müraciət</title>
            <body style="background: #00f; margin: 0"><h1>Səfər müraciəti, İĞDIR</h1>
            <p id="seen"></p>
            <script>
              document.getElementById('seen').textContent = document.cookie;
              document.cookie = 'seen=yes';
            </script></body></html>
            """;

    @Test
    void showsPageInWindowOfTheGivenSizeAndKeepsItsPicture() throws IOException {
        try (var server = serving(PAGE);
                var browser = Browser.open(1024, 700)) {
            browser.show(server.address("/"));

            assertThat(browser.driver().getTitle()).isEqualTo("Müraciət");
            assertThat(browser.driver().findElement(By.tagName("h1")).getText()).isEqualTo("Səfər müraciəti, İĞDIR");
            assertThat(browser.driver().manage().window().getSize()).isEqualTo(new Dimension(1024, 700));

            var picture = ImageIO.read(browser.picture("browser-fixture").toFile());
            assertThat(picture.getWidth()).isEqualTo(1024);
            assertThat(picture.getRGB(1000, 400)).isEqualTo(0xff0000ff);
        }
    }

    @Test
    void startsEachTimeWithFreshProfile() throws IOException {
        try (var server = serving(PAGE)) {
            for (var visit = 0; visit < 2; visit++) {
                try (var browser = Browser.open()) {
                    browser.show(server.address("/"));
                    assertThat(browser.driver().findElement(By.id("seen")).getText())
                            .isEmpty();
                    browser.show(server.address("/"));
                    assertThat(browser.driver().findElement(By.id("seen")).getText())
                            .isEqualTo("seen=yes");
                }
            }
        }
    }

    private static LoopbackServer serving(String page) throws IOException {
        var content = page.getBytes(StandardCharsets.UTF_8);
        return new LoopbackServer(exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
            exchange.close();
        });
    }
}
