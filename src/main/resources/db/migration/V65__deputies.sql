-- Who stands in for whom, from and to which day on the side's calendar. Ended early, a row stays.
create table deputyship (
    id bigint generated always as identity primary key,
    side varchar(3) not null,
    principal varchar(64) not null,
    deputy varchar(64) not null,
    first_day date not null,
    last_day date not null,
    recorded_by varchar(64) not null,
    recorded_at timestamp with time zone not null,
    ended_by varchar(64),
    ended_at timestamp with time zone
);
create index deputyship_deputy on deputyship (deputy, last_day);
create index deputyship_principal on deputyship (principal, last_day);

-- The processes that a deputyship is for; none means all of them.
create table deputyship_process (
    deputyship bigint not null references deputyship (id),
    process varchar(64) not null,
    primary key (deputyship, process)
);

-- The absent officer in whose stead a deputy acted, beside the deputy's own name; in the audit by V65.1.
alter table visit_story add column on_behalf_of varchar(100);
alter table visit_request add column prepared_for varchar(100);
alter table visit_request add column certified_for varchar(100);
alter table visit_request add column endorsed_for varchar(100);
alter table visit_decision add column decided_for varchar(100);
alter table visit_waiver add column answered_for varchar(100);
alter table calendar_decree add column recorded_for varchar(100);
