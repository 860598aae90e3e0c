/**
 * How an exercise is planned: the yearly plan, the conferences with the products that each stage ends by, the assessment of
 * risk and the gate before STARTEX. Joint work of the parties: each of them reads all of it. Days are those of the host.
 */
@NamedInterface("planning")
@NullMarked
package org.mushterek.exercise.planning;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
