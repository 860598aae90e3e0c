package org.mushterek.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
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
              document.getElementById('seen').textContent = [document.cookie, localStorage.seen, sessionStorage.seen].join(' ');
              document.cookie = 'seen=yes';
              localStorage.seen = sessionStorage.seen = 'too';
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

            var picture = ImageIO.read(browser.takePicture("browser-fixture").toFile());
            assertThat(picture.getWidth()).isEqualTo(1024);
            assertThat(picture.getRGB(1000, 400)).isEqualTo(0xff0000ff);
        }
    }

    @Test
    void knowsNothingOfAnEarlierWindow() throws IOException {
        try (var server = serving(PAGE)) {
            for (var visit = 0; visit < 3; visit++) {
                try (var browser = Browser.open()) {
                    assertThat(browser.driver().getCurrentUrl()).matches("about:blank|data:,");
                    browser.show(server.address("/"));
                    assertThat(browser.driver().findElement(By.id("seen")).getText())
                            .isEmpty();
                    assertThat(browser.driver().executeScript("return screen.width"))
                            .isNotEqualTo(390L);
                    browser.becomeTelephone();
                    browser.show(server.address("/"));
                    assertThat(browser.driver().findElement(By.id("seen")).getText())
                            .isEqualTo("seen=yes too too");
                    assertThat(browser.driver().executeScript("return screen.width"))
                            .isEqualTo(390L);
                }
            }
        }
    }

    @Test
    void asksForEachFileAgainInAnotherWindow() throws IOException {
        var asked = new AtomicInteger();
        var content = PAGE.getBytes(StandardCharsets.UTF_8);
        try (var server = new LoopbackServer(exchange -> {
            if (exchange.getRequestURI().getPath().equals("/kept")) {
                asked.incrementAndGet();
            }
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.getResponseHeaders().set("Cache-Control", "max-age=3600");
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
            exchange.close();
        })) {
            for (var windows = 1; windows <= 2; windows++) {
                try (var browser = Browser.open()) {
                    browser.show(server.address("/kept"));
                    browser.show(server.address("/other"));
                    browser.show(server.address("/kept"));
                }
                assertThat(asked).hasValue(windows);
            }
        }
    }

    /** Also where the page is left meanwhile for another. */
    @Test
    void findsWhatComesToBeSeenAndUsedAndNothingElse() throws IOException {
        var page = """
            <!doctype html><html lang="az"><meta charset="utf-8"><title>Later</title><body>
            <button style="display: none">unseen</button><fieldset disabled><button>unusable</button></fieldset>
            <script>
              setTimeout(() => {
                if (location.pathname === '/first') {
                  location.pathname = '/second';
                } else {
                  document.body.insertAdjacentHTML('beforeend', '<button>later</button>');
                }
              }, 300);
            </script></body></html>
            """;
        try (var server = serving(page);
                var browser = Browser.open()) {
            browser.show(server.address("/first"));

            assertThat(browser.find("button").getText()).isEqualTo("unusable");
            assertThat(browser.findEnabled("button").getText()).isEqualTo("later");
            assertThat(browser.driver().getCurrentUrl()).endsWith("/second");
            assertThat(browser.look("return document.querySelector('h1')", Duration.ofMillis(100)))
                    .isNull();
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
