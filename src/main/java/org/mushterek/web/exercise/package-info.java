/** Registered exercises, by REST. */
@NullMarked
package org.mushterek.web.exercise;

import org.jspecify.annotations.NullMarked;
