/** Files that officers add to cases of any kind: what is looked at before one is kept, and its content, sealed. */
@NullMarked
package org.mushterek.file;

import org.jspecify.annotations.NullMarked;
