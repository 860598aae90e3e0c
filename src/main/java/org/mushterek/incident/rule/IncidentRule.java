package org.mushterek.incident.rule;

import org.mushterek.agreement.rule.Rule;

/** A rule on an incident at one moment. */
interface IncidentRule extends Rule<IncidentFacts> {}
