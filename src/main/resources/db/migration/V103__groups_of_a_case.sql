-- Whose tasks a case has had is asked when a request is withdrawn.
create index outgoing_event_of_case on outgoing_event (case_number, side, area);
