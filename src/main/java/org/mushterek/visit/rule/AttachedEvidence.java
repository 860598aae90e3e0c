package org.mushterek.visit.rule;

import java.util.List;
import org.mushterek.visit.Attachment;
import org.mushterek.visit.VisitDocument;
import org.mushterek.visit.VisitDocument.HandedFile;

/**
 * The files that show something of one person: the person's own, and those for the whole roll.
 *
 * @param dated those that say on which days they hold
 * @param attached how many there are, with and without days
 */
record AttachedEvidence(List<HandedFile> dated, int attached) {

    /** How many files each person needs at least. */
    static final String FILES = "medical.evidenceFiles";

    static AttachedEvidence of(VisitDocument document, Attachment.Kind kind, int line) {
        var files = document.files() == null ? List.<HandedFile>of() : document.files();
        var own = files.stream()
                .filter(file -> file.kind() == kind)
                .filter(file -> file.line() == null || file.line() == line)
                .toList();
        return new AttachedEvidence(
                own.stream().filter(file -> file.validFrom() != null).toList(), own.size());
    }
}
