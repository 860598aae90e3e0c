-- By whose date's parameters a kept verdict was given; unknown for verdicts of before.
alter table visit_verdict add column parameters_date date;
