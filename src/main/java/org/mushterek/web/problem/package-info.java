/** Whatever goes wrong in a request, told as problem details (RFC 9457) in the account's language. */
@NullMarked
package org.mushterek.web.problem;

import org.jspecify.annotations.NullMarked;
