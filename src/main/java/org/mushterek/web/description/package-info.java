/** The description of the product's REST interface for programs (OpenAPI). */
@NullMarked
package org.mushterek.web.description;

import org.jspecify.annotations.NullMarked;
