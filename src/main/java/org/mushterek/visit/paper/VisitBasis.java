package org.mushterek.visit.paper;

import org.jspecify.annotations.Nullable;
import org.mushterek.common.Message;
import org.mushterek.document.PermitSheet;
import org.mushterek.visit.VisitDocument;

/**
 * What every paper of a visit refers to.
 *
 * @param exerciseTitle null where no registered exercise is named
 * @param instrument title of the instrument that the visit rests on; null where none is known
 * @param demoAssumption whether that instrument rests on what only the demo supplies
 * @param permitNumber null before the permit
 */
public record VisitBasis(
        VisitDocument document,
        @Nullable String exerciseTitle,
        @Nullable Message instrument,
        boolean demoAssumption,
        @Nullable String permitNumber) {

    @Nullable
    String exercise() {
        var code = document.exerciseCode();
        return code == null ? null : exerciseTitle == null ? code : code + " · " + exerciseTitle;
    }

    String request() {
        return document.number() + " / " + document.revision() + ofGroup();
    }

    /** The permit as a paper names it, with the group that it is a part of. */
    String permit(PermitSheet permit) {
        return permit.number() + " / " + permit.revision() + ofGroup();
    }

    private String ofGroup() {
        return document.group() == null ? "" : " · " + document.group();
    }
}
