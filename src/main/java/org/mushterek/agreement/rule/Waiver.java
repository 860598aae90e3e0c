package org.mushterek.agreement.rule;

import java.time.LocalDate;

/**
 * An authority lets one case go on although it breaches one rule. It holds for the revision that it was granted for, and
 * for no other rule.
 *
 * @param rule code of the rule ({@code LEG-05})
 * @param authority role of who granted it, never a person
 * @param reason in the words of who granted it
 * @param grantedOn the day at the authority that granted it
 */
public record Waiver(String rule, String authority, String reason, LocalDate grantedOn) {}
