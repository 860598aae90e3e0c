-- In which process a task was, and who took it up or completed it: for the event logs of processes. Neither is told to the
-- outside. Of what an earlier release kept, the step tells the process; each stands in one only.
alter table outgoing_event add column process varchar(64);
alter table outgoing_event add column account varchar(100);
update outgoing_event set process = 'after-action-report' where area = 'task' and about in ('userTask_recordHotWash',
    'userTask_recordObservations', 'userTask_prepareFirstReport', 'userTask_signFirstReport', 'userTask_recordMeeting',
    'userTask_settleRecommendations', 'userTask_prepareFinalReport', 'userTask_signFinalReport');
update outgoing_event set process = 'corrective-action' where area = 'task' and about in ('userTask_implementAction',
    'userTask_validateAction');
update outgoing_event set process = 'observation-review' where area = 'task' and about in
    ('userTask_decideObservation');
update outgoing_event set process = 'memorandum-approval' where area = 'task' and about in
    ('userTask_recordInstrument', 'userTask_recordApproval', 'userTask_confirmNotification', 'userTask_decideRenewal',
    'userTask_reviewCases');
update outgoing_event set process = 'calendar-decree' where area = 'task' and about in ('userTask_recordDecree',
    'userTask_confirmDecree');
update outgoing_event set process = 'drill-scheduling' where area = 'task' and about in ('userTask_planDrills',
    'userTask_decideOverride', 'userTask_confirmBookings', 'userTask_acceptPlan');
update outgoing_event set process = 'exercise-planning' where area = 'task' and about in ('userTask_chooseExercise',
    'userTask_decideOutOfPlan', 'userTask_prepareProduct', 'userTask_decideProduct', 'userTask_declareHealth',
    'userTask_confirmReadiness', 'userTask_reviewReadiness', 'userTask_decideGateWaivers', 'userTask_reviseProduct',
    'userTask_decideRevision');
update outgoing_event set process = 'planning-conference' where area = 'task' and about in ('userTask_inviteParties',
    'userTask_decideConferenceWaiver', 'userTask_recordMinutes', 'userTask_confirmMinutes');
update outgoing_event set process = 'host-approval' where area = 'task' and about in ('userTask_reviewAtDesk',
    'userTask_decideRequest');
update outgoing_event set process = 'visit-permit' where area = 'task' and about in ('userTask_closeVisit');
update outgoing_event set process = 'visit-request' where area = 'task' and about in ('userTask_prepareRequest',
    'userTask_decideWaiver', 'userTask_certifyRoster', 'userTask_endorseRequest', 'userTask_followRequest',
    'userTask_answerQuestion', 'userTask_correctRequest');
create index outgoing_event_process on outgoing_event (process, case_number, happened_at, id);
