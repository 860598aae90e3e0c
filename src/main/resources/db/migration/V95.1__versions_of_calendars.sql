-- Calendars had a table of their own.
insert into shared_version (topic, version, token) select 'calendar.' || side, version, token from calendar_state;
drop table calendar_state;
