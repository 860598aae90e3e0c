-- When what officers wrote of an exercise was erased; the figures stay.
alter table drill_schedule add column erased_at timestamp with time zone;
alter table planning add column erased_at timestamp with time zone;
alter table aar_observation add column erased_at timestamp with time zone;
alter table aar_case add column erased_at timestamp with time zone;
-- The hash of what was signed stays as what it is: it has nothing to compare any more.
alter table aar_report add column erased_at timestamp with time zone;
