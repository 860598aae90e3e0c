/** Filter chains, sessions, sign-in, and the allow-list before the engine. */
@NullMarked
package org.mushterek.web.security;

import org.jspecify.annotations.NullMarked;
