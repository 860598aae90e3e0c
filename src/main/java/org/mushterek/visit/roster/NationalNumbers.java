package org.mushterek.visit.roster;

import java.util.List;
import java.util.regex.Pattern;
import org.mushterek.visit.Visitor.DocumentType;

/**
 * How the numbers of each state usually look. No register publishes these forms and older documents differ, so another
 * form is worth a note and never a refusal. States without an entry are not judged.
 */
final class NationalNumbers {

    private record Form(String nationality, DocumentType type, Pattern pattern) {}

    private static final List<Form> FORMS = List.of(
            new Form("AZE", DocumentType.PASSPORT, Pattern.compile("[A-Z][0-9]{8}")),
            new Form("AZE", DocumentType.ID_CARD, Pattern.compile("(AZE)?[0-9]{8}|AA[0-9]{7}")),
            new Form("TUR", DocumentType.PASSPORT, Pattern.compile("[A-Z][0-9]{8}")),
            new Form("TUR", DocumentType.ID_CARD, Pattern.compile("[A-Z][0-9]{2}[A-Z][0-9]{5}")));

    /** The personal number of Azerbaijan (FIN): seven Latin letters and digits, neither I nor O. */
    private static final Pattern FIN = Pattern.compile("[A-HJ-NP-Z0-9]{7}");

    private NationalNumbers() {}

    static boolean isUsualDocumentNumber(String nationality, DocumentType type, String number) {
        return FORMS.stream()
                .filter(form -> form.nationality().equals(nationality) && form.type() == type)
                .allMatch(form -> form.pattern().matcher(number).matches());
    }

    static boolean isUsualFin(String number) {
        return FIN.matcher(number).matches();
    }
}
