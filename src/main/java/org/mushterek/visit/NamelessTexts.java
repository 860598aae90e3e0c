package org.mushterek.visit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mushterek.common.Finding;
import org.mushterek.common.Message;
import org.mushterek.common.Refusal;
import org.mushterek.visit.VisitDocument.Contact;
import org.mushterek.visit.WrittenName.Word;

/**
 * What officers write where the persons of a roll go by aliases: no text, no contact and no file names one of them.
 * Everything that is written in a case passes here, whichever door it comes through.
 */
final class NamelessTexts {

    /** In a file's name a word also begins with a capital letter. */
    private static final Pattern WORD_BEGINS = Pattern.compile("(?<=\\p{Ll})(?=\\p{Lu})");

    private static final NamelessTexts OF_NOBODY = new NamelessTexts(List.of());

    /** A person who goes by an alias, and how the name is written. */
    private record Aliased(Visitor visitor, List<WrittenName> names) {

        Aliased(Visitor visitor) {
            this(visitor, WrittenName.of(visitor));
        }

        boolean isAmong(List<Word> text) {
            return names.stream().anyMatch(name -> name.isAmong(text));
        }

        boolean isCalled(List<Word> name) {
            return names.stream().anyMatch(one -> one.isNameOf(name));
        }
    }

    private final List<Aliased> aliased;
    private final List<Finding> findings = new ArrayList<>();

    private NamelessTexts(List<Visitor> persons) {
        this.aliased = persons.stream().map(Aliased::new).toList();
    }

    /** Texts of a case with this roll. Where nobody on it has an alias, nothing is looked at. */
    static NamelessTexts of(List<Visitor> roll) {
        return isForNobody(roll)
                ? OF_NOBODY
                : new NamelessTexts(
                        roll.stream().filter(visitor -> visitor.alias() != null).toList());
    }

    private static boolean isForNobody(List<Visitor> roll) {
        return roll.stream().allMatch(visitor -> visitor.alias() == null);
    }

    /** Whether anybody goes by an alias, so that a text is worth reading. */
    boolean isForSomebody() {
        return !aliased.isEmpty();
    }

    /**
     * Looks through one text.
     *
     * @param place of the field, as findings name it
     * @param label key of what its form calls the field
     */
    NamelessTexts in(String place, String label, @Nullable String text) {
        if (isForSomebody() && text != null && !text.isBlank()) {
            var words = WrittenName.words(text);
            note(person -> person.isAmong(words), "visit.namesAliased", place, Message.of(label));
        }
        return this;
    }

    /** Looks whether a contact is a person of the roll; place and label as of a text. */
    NamelessTexts inContact(String place, String label, @Nullable Contact contact) {
        if (isForSomebody() && contact != null) {
            var name = WrittenName.words(contact.name());
            note(person -> person.isCalled(name), "visit.contactAliased", place + ".name", Message.of(label));
        }
        return this;
    }

    /** Looks through the name of a file. */
    NamelessTexts inFileName(@Nullable String name) {
        return isForSomebody() && name != null ? in("file", "visit.fileName", parted(name)) : this;
    }

    /**
     * Looks through what is written in a file.
     *
     * @param name of the file
     * @param text what could be read of it
     */
    NamelessTexts inFile(String place, String name, String text) {
        if (isForSomebody()) {
            var words = WrittenName.words(text);
            note(person -> person.isAmong(words), "visit.fileNamesAliased", place, shown(name));
        }
        return this;
    }

    private void note(Predicate<Aliased> isNamed, String fault, String place, Object field) {
        aliased.stream()
                .filter(isNamed)
                .forEach(person -> findings.add(finding(fault, place, field, person.visitor())));
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
    String shown(String fileName) {
        if (!isForSomebody()) {
            return fileName;
        }
        var words = WrittenName.words(parted(fileName));
        return aliased.stream()
                .filter(person -> person.isAmong(words))
                .findFirst()
                .map(person -> person.visitor().alias() + extension(fileName))
                .orElse(fileName);
    }

    private static String parted(String fileName) {
        return WORD_BEGINS.matcher(fileName).replaceAll(" ");
    }

    private static String extension(String fileName) {
        int dot = fileName.lastIndexOf('.');
        return dot < 0 ? "" : fileName.substring(dot);
    }

    private static Finding finding(String fault, String place, Object field, Visitor visitor) {
        return new Finding(
                fault,
                place,
                Message.of(fault).with("field", field).with("line", visitor.line()),
                Message.of(fault + ".cure")
                        .with("alias", String.valueOf(visitor.alias()))
                        .with("line", visitor.line()),
                null);
    }
}
