-- What reaches past the end of a term is listed once and judged again in parts: what still waits has no result yet.
alter table instrument_effect alter column result drop not null;
alter table instrument_effect alter column judged_at drop not null;
alter table instrument_watch add column listed_plan integer;
