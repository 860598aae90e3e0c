/** The pages beside Tasklist, and the texts that pages and forms show. */
@org.jspecify.annotations.NullMarked
package org.mushterek.web.page;
