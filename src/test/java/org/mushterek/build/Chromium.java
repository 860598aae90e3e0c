package org.mushterek.build;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The system's Chromium and the driver that belongs to it. Nothing is ever downloaded in their place. */
record Chromium(Program browser, Program driver) {

    private static final String SHELL = "chromium-headless-shell";

    static final Optional<Chromium> OF_THIS_MACHINE = find(System.getenv());

    /**
     * Both, where both can be run. The environment's {@code CHROME_BIN} goes before what the {@code PATH} leads to, and the
     * browser that never has a window, which takes a third less of the processor, before one that hides it.
     */
    static Optional<Chromium> find(Map<String, String> environment) {
        var named = Optional.ofNullable(environment.get("CHROME_BIN")).map(file -> new Program(Path.of(file)));
        var browser = named.or(() -> Program.find(environment, SHELL, "chromium", "chromium-browser", "google-chrome"))
                .filter(program -> program.version().isPresent());
        var driver = Program.find(environment, "chromedriver")
                .filter(program -> program.version().isPresent());
        return browser.flatMap(found -> driver.map(itsDriver -> new Chromium(itself(found), itsDriver)));
    }

    /** Debian's command is a script that waits for the browser beside it: the driver would end the script and leave the browser. */
    private static Program itself(Program command) {
        var name = command.file().getFileName().toString();
        var beside = command.file().resolveSibling("../lib/chromium/" + name).normalize();
        return name.equals(SHELL) && Files.isExecutable(beside) ? new Program(beside) : command;
    }
}
