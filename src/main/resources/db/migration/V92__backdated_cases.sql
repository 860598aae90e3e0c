-- A case that touches some day was opened before that day, but for few: those are found by themselves, so that a list that ends
-- on a day long ago begins to read there.
alter table report_case add column is_backdated boolean default false not null;
update report_case set is_backdated = true where first_day < opened_at + interval '1' day;
create index report_case_backdated on report_case (side, is_backdated, opened_at, number);

-- Which cases are shown is then told by the index alone.
create index report_case_newest on report_case (side, opened_at, number, kind, first_day, last_day);
drop index report_case_opened;
