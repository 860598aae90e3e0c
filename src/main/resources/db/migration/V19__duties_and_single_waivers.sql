-- What officers confirmed to be done for a case: one row for each rule that gives a duty. A confirmation of the sending side
-- dies when the request is submitted anew; the host's holds for the revision that was handed over.
create table visit_duty (
    id bigint generated always as identity primary key,
    request_number varchar(40) not null,
    revision integer not null,
    side varchar(3) not null,
    rule_id varchar(20) not null,
    confirmed_by varchar(100) not null,
    confirmed_at timestamp with time zone not null,
    died_at timestamp with time zone
);
create index visit_duty_case on visit_duty (request_number, revision);

-- Each waiver is answered by itself. What it was granted for, as a hash, tells whether it may outlive the refusal of another.
alter table visit_waiver add column subject varchar(64);
