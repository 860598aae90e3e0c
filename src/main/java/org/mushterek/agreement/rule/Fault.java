package org.mushterek.agreement.rule;

import org.jspecify.annotations.Nullable;
import org.mushterek.common.Message;

/**
 * One place in which a rule is breached, or in which a fact is missing. Values name persons by roster line, never by
 * name.
 *
 * @param place the field; null when it concerns the whole
 * @param reason what is wrong or missing, with the values
 * @param cure what would satisfy the rule
 */
public record Fault(@Nullable String place, Message reason, Message cure) {}
