package org.mushterek.agreement.rule;

import org.mushterek.common.Message;

/** What a rule exactly demands, and whose demand that is: nearly always the house's, whatever clause it serves. */
public record Requirement(Provenance provenance, Message text) {}
