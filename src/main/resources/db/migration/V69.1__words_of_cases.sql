-- By what words a case is found: its number, the unit that asks and its persons, as they are searched; sealed like what they are of.
alter table visit_request add column words text;
alter table visit_transmission add column words text;
