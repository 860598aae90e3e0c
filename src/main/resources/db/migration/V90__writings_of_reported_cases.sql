-- Another number after each writing: whoever remembers a case as it was written sees in the writing itself whether it still is.
alter table report_case add column writing bigint default 0 not null;
