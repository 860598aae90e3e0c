-- What the sending side's authority answered to breaches that need a waiver, one row for each rule. An answer dies when the
-- request is submitted anew.
create table visit_waiver (
    id bigint generated always as identity primary key,
    request_number varchar(40) not null,
    revision integer not null,
    rule_id varchar(20) not null,
    granted boolean not null,
    authority varchar(20) not null,
    reason text not null,
    answered_on date not null,
    answered_by varchar(100) not null,
    answered_at timestamp with time zone not null,
    died_at timestamp with time zone
);
create index visit_waiver_case on visit_waiver (request_number, revision);
