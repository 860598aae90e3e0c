package org.mushterek.file;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Names of files as they are kept: safe to save on every system, and honest about the type. */
final class FileNames {

    /** In characters, without what is put behind it. */
    static final int LONGEST = 200;

    private static final Set<String> DEVICES = Set.of(
            "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1",
            "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9");

    private FileNames() {}

    /**
     * The last part of a path, NFC, without signs that turn the writing direction, hide themselves or mean something to a
     * file system; it ends as its type does. Without any name left it is {@code file}.
     */
    static String safe(@Nullable String given, FileType type) {
        var name = given == null ? "" : Normalizer.normalize(given, Normalizer.Form.NFC);
        name = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        var kept = new StringBuilder();
        name.codePoints().forEach(sign -> {
            switch (Character.getType(sign)) {
                case Character.CONTROL,
                        Character.FORMAT,
                        Character.SURROGATE,
                        Character.UNASSIGNED,
                        Character.PRIVATE_USE,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR -> {}
                default -> kept.appendCodePoint("<>:\"|?*%".indexOf(sign) >= 0 ? '_' : sign);
            }
        });
        name = kept.toString().replaceAll("\\s+", " ").replaceAll("^[. ]+|[. ]+$", "");
        if (name.isEmpty()) {
            name = "file";
        }
        var lower = name.toLowerCase(Locale.ROOT);
        var stem = lower.contains(".") ? lower.substring(0, lower.indexOf('.')) : lower;
        if (DEVICES.contains(stem)) {
            name = "_" + name;
        }
        var isOfType = lower.endsWith(type.extension()) || type == FileType.JPEG && lower.endsWith(".jpeg");
        return isOfType ? name : name + type.extension();
    }
}
