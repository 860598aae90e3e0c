package org.mushterek.agreement;

/** What the program shares with the diagram {@code memorandum-approval}: its tasks, messages and what its gateways ask for. */
public final class MemorandumApprovalProcess {

    /** The process, and the file that holds it. */
    public static final String ID = "memorandum-approval";

    public static final String RECORD_INSTRUMENT = "userTask_recordInstrument";
    public static final String RECORD_APPROVAL = "userTask_recordApproval";
    public static final String RECORD_ON_BEHALF = "userTask_recordAnswerOnBehalf";
    public static final String CONFIRM_ANSWER = "userTask_confirmAnswer";
    public static final String CONFIRM_NOTIFICATION = "userTask_confirmNotification";
    public static final String DECIDE_RENEWAL = "userTask_decideRenewal";
    public static final String REVIEW_CASES = "userTask_reviewCases";

    /** The tenant of the side that opened the case. */
    public static final String OPENER = "opener";

    /** The tenant of the side that a task of every party is about; of a party that is no side here its code, lower case. */
    public static final String PARTY = "party";

    /** The same of a party that receives another's notification. */
    public static final String RECEIVER = "receiver";

    /** True where a signed instrument was recorded, false where its draft was discarded. */
    public static final String INSTRUMENT_RECORDED = "instrumentRecorded";

    /** True where a second officer has confirmed what was recorded on a party's behalf. */
    public static final String ANSWER_CONFIRMED = "answerConfirmed";

    /** True where the party that has just answered approves. */
    public static final String PARTY_APPROVED = "partyApproved";

    /** True where the clause of entry into force waits for notifications. */
    public static final String NOTIFICATION_NEEDED = "notificationNeeded";

    /** True as soon as one party declines. */
    public static final String DECLINED = "declined";

    /** True where the instrument begins terms of its own, false where it amends another. */
    public static final String TERM_BEGINS = "termBegins";

    /** True where it is known how long a term is, and from when. */
    public static final String TERM_KNOWN = "termKnown";

    /** True where the last day of the instrument is settled, so that there is nothing to decide. */
    public static final String END_SETTLED = "endSettled";

    /** True as soon as one party has given notice. */
    public static final String NOTICE_GIVEN = "noticeGiven";

    /** True when no case is left to be judged again. */
    public static final String CASES_JUDGED = "casesJudged";

    /** True where another term follows. */
    public static final String GOES_ON = "goesOn";

    /** Starts at the approvals: the instrument came whole from elsewhere. */
    public static final String INSTRUMENT_RECEIVED = "agreement.instrumentReceived";

    /** Starts at the term: the instrument is in force already. */
    public static final String TERM_BEGUN = "agreement.termBegun";

    /** Something was entered of the instrument, so that its term is planned anew. */
    public static final String ENTRY_RECORDED = "agreement.entryRecorded";

    /** Ends the process while its parties approve. */
    public static final String INSTRUMENT_DISCARDED = "agreement.instrumentDiscarded";

    private MemorandumApprovalProcess() {}
}
