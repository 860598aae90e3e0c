/** Identity for the engine: accounts, groups, tenants and the rights of each. */
@NullMarked
package org.mushterek.engine.security;

import org.jspecify.annotations.NullMarked;
