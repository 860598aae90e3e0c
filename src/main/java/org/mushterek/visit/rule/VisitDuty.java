package org.mushterek.visit.rule;

/**
 * A rule that gives an officer something to do outside of the program. It is satisfied with a remark where the facts ask for
 * it, and then it stays open until the officer who holds it has confirmed that it is seen to.
 */
interface VisitDuty extends VisitRule {

    DutyHolder holder();
}
