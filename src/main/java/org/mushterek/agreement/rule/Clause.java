package org.mushterek.agreement.rule;

import org.mushterek.common.Message;

/**
 * The words of others that a rule serves.
 *
 * @param text what the clause says, in our words
 * @param source the documents and pages that say so, as named in the sources of the product
 */
public record Clause(Provenance provenance, Message text, String source) {

    public Clause {
        if (provenance == Provenance.HOUSE) {
            throw new IllegalArgumentException(
                    "A clause is the word of others; what the house demands is a requirement");
        }
    }
}
