package org.mushterek.visit;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A {@link VisitDocument} as its reader may see it: word for word or masked. A type of its own, so that nothing judges or
 * keeps a document in which something is masked.
 *
 * @param content becomes the fields of a {@link VisitDocument}; in a masked one birth dates and zones are null
 */
public record ShownDocument(@JsonValue Object content) {}
