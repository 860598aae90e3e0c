-- Cases that last longer than a month are few. Those of some days are then found near these days, however many cases there
-- were before and after. Rows from before are looked at as long ones until the tables are made anew.
alter table report_case add column is_long boolean default true not null;
create index report_case_days on report_case (side, is_long, last_day);
