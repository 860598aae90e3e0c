-- Counts by day, month and year in as many rows as there are things to count, each with all its amounts: a period then costs
-- the same however many cases it has. Amounts are half-hours with how often each was counted, as "0:3 17:1".
create table report_sum (
    side varchar(3) not null,
    kind varchar(3) not null,
    measure varchar(20) not null,
    grain varchar(1) not null,
    first_day date not null,
    sending varchar(3) not null,
    version integer not null,
    code varchar(160) not null,
    amounts text not null,
    primary key (side, kind, grain, first_day, measure, sending, version, code)
);
insert into report_sum (side, kind, measure, grain, first_day, sending, version, code, amounts)
select side, kind, measure, grain, first_day, sending, version, code,
       string_agg(cast(amount as varchar(12)) || ':' || cast(times as varchar(20)), ' ' order by amount)
from report_count
where times <> 0
group by side, kind, measure, grain, first_day, sending, version, code;
drop table report_count;
