-- What a decision was before its author corrected it, sealed for the host; what it is stands in visit_decision.
create table visit_decision_correction (
    request_number varchar(40) not null,
    revision integer not null,
    no integer not null,
    before_it text not null,
    reason text not null,
    corrected_by varchar(100) not null,
    corrected_for varchar(100),
    corrected_at timestamp with time zone not null,
    primary key (request_number, revision, no)
);
alter table visit_decision add column corrected boolean default false not null;

-- A request exactly as it was submitted, each time, sealed for its side.
create table visit_submission (
    request_number varchar(40) not null references visit_request (number),
    no integer not null,
    revision integer not null,
    document text not null,
    sha256 varchar(64) not null,
    submitted_by varchar(100) not null,
    submitted_for varchar(100),
    submitted_at timestamp with time zone not null,
    primary key (request_number, no)
);
