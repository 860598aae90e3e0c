-- What has just been counted says of which case, which is marked when it is added up: no officer waits for it.
alter table report_news add column number varchar(40);
-- The cases behind a step are found however many steps were done.
create index report_mark_code on report_mark (side, kind, measure, code, counted_on, number);

-- How long a case lasted, as powers of two of days: one that was open on some day is then found near that day.
alter table report_case add column lasted integer;
update report_case
set lasted = case
    when closed_at <= opened_at + interval '1' day then 0
    when closed_at <= opened_at + interval '2' day then 1
    when closed_at <= opened_at + interval '4' day then 2
    when closed_at <= opened_at + interval '8' day then 3
    when closed_at <= opened_at + interval '16' day then 4
    when closed_at <= opened_at + interval '32' day then 5
    when closed_at <= opened_at + interval '64' day then 6
    when closed_at <= opened_at + interval '128' day then 7
    when closed_at <= opened_at + interval '256' day then 8
    when closed_at <= opened_at + interval '512' day then 9
    when closed_at <= opened_at + interval '1024' day then 10
    when closed_at <= opened_at + interval '2048' day then 11
    when closed_at <= opened_at + interval '4096' day then 12
    else 13
end
where closed_at is not null;
create index report_case_lasted on report_case (side, kind, lasted, opened_at, closed_at, number);

-- What a list of some days asks for stands in the index, so that only the cases that are shown are read.
create index report_case_near on report_case (side, is_long, last_day, first_day, opened_at, number, kind);
drop index report_case_days;
