package org.mushterek.visit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;

/**
 * What officers write where the persons of a roll go by aliases: no text and no file's name calls one of them by the
 * surname. Everything that is written in a case passes here, whichever door it comes through.
 */
final class NamelessTexts {

    /** In a file's name a word also begins with a capital letter. */
    private static final Pattern WORD_BEGINS = Pattern.compile("(?<=\\p{Ll})(?=\\p{Lu})");

    private final List<Visitor> aliased;
    private final List<Finding> findings = new ArrayList<>();

    private NamelessTexts(List<Visitor> roll) {
        this.aliased = roll.stream().filter(visitor -> visitor.alias() != null).toList();
    }

    /** Texts of a case with this roll. */
    static NamelessTexts of(List<Visitor> roll) {
        return new NamelessTexts(roll);
    }

    /**
     * Looks through one text.
     *
     * @param place of the field, as findings name it
     * @param label key of what its form calls the field
     */
    NamelessTexts in(String place, String label, @Nullable String text) {
        if (text != null && !text.isBlank() && !aliased.isEmpty()) {
            named(WrittenName.words(text)).forEach(visitor -> findings.add(finding(place, label, visitor)));
        }
        return this;
    }

    /** Looks through the name of a file. */
    NamelessTexts inFileName(@Nullable String name) {
        return in(
                "file",
                "visit.fileName",
                name == null ? null : WORD_BEGINS.matcher(name).replaceAll(" "));
    }

    /**
     * Ends the look.
     *
     * @throws Refusal UNACCEPTABLE with a finding for each text and person
     */
    void demandNone() {
        if (!findings.isEmpty()) {
            throw new Refusal(Refusal.Kind.UNACCEPTABLE, Message.of("visit.namesWritten"), findings);
        }
    }

    /** The name under which a file is shown: its own, or the alias of whom that names. */
    static String shown(List<Visitor> roll, String fileName) {
        return new NamelessTexts(roll)
                .firstNamed(fileName)
                .map(visitor -> visitor.alias() + extension(fileName))
                .orElse(fileName);
    }

    private Optional<Visitor> firstNamed(String fileName) {
        return aliased.isEmpty()
                ? Optional.empty()
                : named(WrittenName.words(WORD_BEGINS.matcher(fileName).replaceAll(" "))).stream()
                        .findFirst();
    }

    private List<Visitor> named(List<String> words) {
        return aliased.stream()
                .filter(visitor -> WrittenName.of(visitor).stream().anyMatch(name -> name.isAmong(words)))
                .toList();
    }

    private static String extension(String fileName) {
        int dot = fileName.lastIndexOf('.');
        return dot < 0 ? "" : fileName.substring(dot);
    }

    private static Finding finding(String place, String label, Visitor visitor) {
        return new Finding(
                "visit.namesAliased",
                place,
                Message.of("visit.namesAliased")
                        .with("field", Message.of(label))
                        .with("line", visitor.line()),
                Message.of("visit.namesAliased.cure")
                        .with("alias", String.valueOf(visitor.alias()))
                        .with("line", visitor.line()),
                null);
    }
}
