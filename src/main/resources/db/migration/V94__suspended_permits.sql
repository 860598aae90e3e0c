-- What a host has suspended of the permits that are out, and what it said when it let them in again, sealed for the host.
create table visit_suspension (
    request_number varchar(40) not null,
    no integer not null,
    reason_code varchar(40) not null,
    comment text,
    staff_note text,
    review_on date,
    suspended_by varchar(100) not null,
    suspended_for varchar(100),
    suspended_at timestamp with time zone not null,
    reinstatement text,
    reinstated_by varchar(100),
    reinstated_for varchar(100),
    reinstated_at timestamp with time zone,
    primary key (request_number, no)
);
-- How often it was suspended: nothing more is asked of a permit that never was.
alter table visit_permit add column suspensions integer default 0 not null;
