package org.mushterek.build;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The system's Chromium and the driver that belongs to it. Nothing is ever downloaded in their place. */
record Chromium(Program browser, Program driver) {

    static final Optional<Chromium> OF_THIS_MACHINE = find(System.getenv());

    /**
     * Both, where both can be run. The environment's {@code CHROME_BIN} goes before what the {@code PATH} leads to, and the
     * browser that never has a window, which takes a third less of the processor, before one that hides it.
     */
    static Optional<Chromium> find(Map<String, String> environment) {
        var named = Optional.ofNullable(environment.get("CHROME_BIN")).map(file -> new Program(Path.of(file)));
        var browser = named.or(() -> Program.find(
                        environment, "chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"))
                .filter(program -> program.version().isPresent());
        var driver = Program.find(environment, "chromedriver")
                .filter(program -> program.version().isPresent());
        return browser.flatMap(found -> driver.map(itsDriver -> new Chromium(found, itsDriver)));
    }
}
