package org.mushterek.agreement.rule;

/**
 * One rule on facts of type {@code F}: a pure function. It reads no clock, no database and no parameter but those of the
 * date that the facts name.
 */
public interface Rule<F> {

    RuleDescription description();

    /** Judges; a missing fact gives {@link Verdict.Undetermined}, never a pass and never an exception. */
    Verdict judge(F facts);
}
