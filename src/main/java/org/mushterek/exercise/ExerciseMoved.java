package org.mushterek.exercise;

/**
 * The days of an exercise have changed; told in the transaction that changes them.
 *
 * @param code the exercise's
 */
public record ExerciseMoved(String code) {}
