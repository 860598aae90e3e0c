package org.mushterek.incident;

/** What the program shares with the diagram {@code incident}: its tasks, messages and what its gateways ask for. */
public final class IncidentProcess {

    /** The process, and the file that holds it. */
    public static final String ID = "incident";

    public static final String RECORD_INCIDENT = "userTask_recordIncident";
    public static final String ACKNOWLEDGE_NOTICE = "userTask_acknowledgeNotice";
    public static final String GIVE_WRITTEN_NOTICE = "userTask_giveWrittenNotice";
    public static final String PROPOSE_PROCEDURE = "userTask_proposeProcedure";
    public static final String ANSWER_PROPOSAL = "userTask_answerProposal";
    public static final String RECORD_PROCEDURE = "userTask_recordProcedure";
    public static final String HAND_OVER_REPORT = "userTask_handOverReport";
    public static final String CONFIRM_REPORT = "userTask_confirmReport";
    public static final String CLOSE_INCIDENT = "userTask_closeIncident";

    /** The tenant of the host. */
    public static final String HOST = "host";

    /** The tenant of the side whose persons it happened to. */
    public static final String PARTY = "party";

    /** Whether the officer has recorded an incident, or discarded the draft. */
    public static final String INCIDENT_RECORDED = "incidentRecorded";

    /** Whether somebody has died. */
    public static final String IS_DEATH = "isDeath";

    public static final String PROPOSAL_AGREED = "proposalAgreed";

    /** Whether what was proposed is to do something. */
    public static final String PROCEDURE_PLANNED = "procedurePlanned";

    /** Whether what was agreed was done; where it was not, it is proposed anew. */
    public static final String PROCEDURE_DONE = "procedureDone";

    /** Whether an autopsy was done, of which there will be a report. */
    public static final String AUTOPSY_DONE = "autopsyDone";

    public static final String REPORT_RECEIVED = "reportReceived";

    /** Starts the process with what another system has reported. */
    public static final String INCIDENT_REPORTED = "incident.reported";

    /** Ends it where it was recorded in error. */
    public static final String INCIDENT_WITHDRAWN = "incident.withdrawn";

    private IncidentProcess() {}
}
