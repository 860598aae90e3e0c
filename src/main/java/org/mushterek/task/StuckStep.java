package org.mushterek.task;

import java.time.Instant;

/**
 * What the program should have done by itself, and could not at any of its tries: deliver a message between the sides, issue a
 * permit, remind somebody. Its case waits there.
 *
 * @param id by which it is tried again
 * @param process the key of its process
 * @param step the id of the node that did not end
 * @param name of that node, in English as the diagram has it
 * @param caseNumber empty where no case hangs on it
 * @param lastTried when its last try failed
 * @param nextTry when the program tries it again by itself, at the earliest
 */
public record StuckStep(
        String id, String process, String step, String name, String caseNumber, Instant lastTried, Instant nextTry) {}
