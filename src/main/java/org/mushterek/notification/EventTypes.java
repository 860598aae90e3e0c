package org.mushterek.notification;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is told to the outside: the codes of the audit that become events, and who may hear of each. What is not named here
 * stays inside.
 */
public final class EventTypes {

    /** What every type of this program begins with, as CloudEvents advise. */
    public static final String PREFIX = "org.mushterek.";

    private static final SortedMap<String, Release> TOLD = new TreeMap<>();

    static {
        own(
                "visit.opened",
                "visit.split",
                "visit.submitted",
                "visit.unlawful",
                "visit.waiverAsked",
                "visit.waiverGranted",
                "visit.waiverRefused",
                "visit.certified",
                "visit.notCertified",
                "visit.endorsed",
                "visit.notEndorsed",
                "visit.transmitted",
                "visit.withdrawn",
                "visit.abandoned",
                "visit.received",
                "visit.withdrawnBySender",
                "visit.desksOpened",
                "visit.deskAnswered",
                "visit.dutyConfirmed",
                "visit.questionAsked",
                "visit.questionReceived",
                "visit.questionAnswered",
                "visit.answerReceived",
                "visit.decided",
                "visit.decisionCorrected",
                "visit.lapsed",
                "visit.answered",
                "visit.permitIssued",
                "visit.permitHandedOver",
                "visit.permitReceived",
                "visit.permitUsed",
                "visit.permitExpired",
                "visit.permitSuspended",
                "visit.suspensionKept",
                "visit.permitReinstated",
                "visit.permitRevoked",
                "visit.permitAmended",
                "visit.personsRecalled",
                "visit.permitReplaced",
                "visit.personsArrived",
                "visit.personsDeparted",
                "visit.movementStruck",
                "visit.stayOverdue",
                "visit.returnRecorded",
                "visit.returnLeftOpen",
                "visit.paperIssued",
                "visit.paperVoided",
                "visit.messageWritten",
                "visit.messageReceived",
                "visit.attachmentsReceived",
                "visit.dueDateMoved",
                "visit.judgedAgain",
                "exercise.registered",
                "exercise.judgedAgain",
                "exercise.startex",
                "exercise.endex",
                "exercise.endexTakenBack",
                "afteraction.observationSubmitted",
                "afteraction.observationAccepted",
                "afteraction.observationRejected",
                "afteraction.observationWithdrawn",
                "afteraction.observationSettled",
                "afteraction.actionTasked",
                "afteraction.actionImplemented",
                "afteraction.actionValidated",
                "afteraction.actionReturned",
                "afteraction.actionCancelled",
                "afteraction.lessonLearned",
                "afteraction.dueDateMoved",
                "calendar.decreeRecorded",
                "calendar.decreeConfirmed",
                "calendar.decreeReturned",
                "calendar.decreeDiscarded",
                "calendar.decreeDueDatesMoved",
                "task.created",
                "task.claimed",
                "task.returned",
                "task.completed",
                "task.cancelled",
                "task.dueMoved",
                "task.reminded",
                "task.escalated");
        // The history of an instrument, the yearly plan, the reports on an exercise and the working days are read by
        // both
        // sides.
        both(
                "planLine.proposed",
                "planLine.agreed",
                "planning.chosen",
                "planning.heldOutside",
                "planning.outOfPlan",
                "planning.stageOpened",
                "planning.stageEnded",
                "planning.invited",
                "planning.productApproved",
                "planning.productRefused",
                "planning.startexMoved",
                "planning.gateRed",
                "planning.gateGreen",
                "planning.gateOpened",
                "planning.cancelled",
                "planning.lapsed",
                "agreement.recorded",
                "agreement.approved",
                "agreement.declined",
                "agreement.approvalRecorded",
                "agreement.decliningRecorded",
                "agreement.answerReturned",
                "agreement.notificationReceived",
                "agreement.entrySettled",
                "agreement.inForce",
                "agreement.applied",
                "agreement.termPlanned",
                "agreement.endSettled",
                "agreement.noticeGiven",
                "agreement.renewed",
                "agreement.termEnded",
                "agreement.lapsed",
                "incident.notified",
                "incident.noticeAcknowledged",
                "incident.writtenNoticeGiven",
                "incident.procedureProposed",
                "incident.procedureAgreed",
                "incident.procedureObjected",
                "incident.procedureDone",
                "incident.procedureNotDone",
                "incident.reportHandedOver",
                "incident.reportReceived",
                "incident.reportMissing",
                "incident.closed",
                "incident.withdrawn",
                "afteraction.opened",
                "afteraction.stopped",
                "afteraction.hotWash",
                "afteraction.observationsRecorded",
                "afteraction.observationReleased",
                "afteraction.firstSubmitted",
                "afteraction.firstSigned",
                "afteraction.firstReturned",
                "afteraction.firstIssued",
                "afteraction.meetingHeld",
                "afteraction.settled",
                "afteraction.finalSubmitted",
                "afteraction.finalSigned",
                "afteraction.finalReturned",
                "afteraction.finalIssued",
                "calendar.decreeInEffect");
    }

    private EventTypes() {}

    private static void own(String... actions) {
        for (var action : actions) {
            TOLD.put(action, Release.OWN_SIDE);
        }
    }

    private static void both(String... actions) {
        for (var action : actions) {
            TOLD.put(action, Release.BOTH);
        }
    }

    /** Who may hear of it; empty for what stays inside. */
    static Optional<Release> release(String action) {
        return Optional.ofNullable(TOLD.get(action));
    }

    /** Every code that is told, with who may hear of it. */
    public static SortedMap<String, Release> all() {
        return Collections.unmodifiableSortedMap(TOLD);
    }

    /** Where it belongs: what stands before the first point. */
    static String areaOf(String action) {
        return action.substring(0, action.indexOf('.'));
    }
}
