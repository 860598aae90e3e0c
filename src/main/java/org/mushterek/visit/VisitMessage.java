package org.mushterek.visit;

/**
 * What one side's processes hand to another's: the only way in which they reach each other. Each is applied once, by its
 * id, in the transaction that starts or wakes the process it is for.
 *
 * @param id unique, the same however often the sending step runs
 * @param about number of the question, of the recall, of the correction or of the suspension, where it is one; else the revision of the request
 */
public record VisitMessage(String id, Type type, String number, String fromSide, String toSide, int about) {

    /** What is handed over, and the name under which a diagram waits for it. */
    public enum Type {
        REQUEST_TRANSMITTED("visit.requestTransmitted"),
        QUESTION_ASKED("visit.questionAsked"),
        QUESTION_ANSWERED("visit.questionAnswered"),
        REQUEST_ANSWERED("visit.requestAnswered"),
        REQUEST_WITHDRAWN("visit.requestWithdrawn"),
        PERMIT_ORDERED("visit.permitOrdered"),
        PERMIT_HANDED_OVER("visit.permitHandedOver"),
        PERSONS_RECALLED("visit.personsRecalled"),
        PERMIT_AMENDED("visit.permitAmended"),
        DECISION_CORRECTED("visit.decisionCorrected"),
        PERMIT_SUSPENDED("visit.permitSuspended"),
        PERMIT_REINSTATED("visit.permitReinstated"),
        SUSPENSION_ENDED("visit.suspensionEnded");

        private final String processMessage;

        Type(String processMessage) {
            this.processMessage = processMessage;
        }

        public String processMessage() {
            return processMessage;
        }

        /** Whether it begins a process at the recipient instead of waking one. */
        public boolean startsProcess() {
            return this == REQUEST_TRANSMITTED || this == PERMIT_ORDERED;
        }

        /** Whether one of the host's processes hands it to another of them. */
        boolean staysAtHost() {
            return switch (this) {
                case PERMIT_ORDERED,
                        PERMIT_AMENDED,
                        DECISION_CORRECTED,
                        PERMIT_SUSPENDED,
                        PERMIT_REINSTATED,
                        SUSPENSION_ENDED -> true;
                default -> false;
            };
        }
    }

    static VisitMessage of(Type type, String number, String fromSide, String toSide, int about) {
        return new VisitMessage(number + ":" + type + ":" + about, type, number, fromSide, toSide, about);
    }
}
