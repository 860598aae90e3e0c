-- Numbers of cases: one row for each kind, side and year.
create table case_counter (
    kind varchar(3) not null,
    side varchar(3) not null,
    year_of_case integer not null,
    latest integer not null,
    primary key (kind, side, year_of_case)
);

-- The sending side's request, as it is being written. Only the sending side reads it.
create table visit_request (
    number varchar(40) primary key,
    sending_state varchar(3) not null,
    host_state varchar(3) not null,
    exercise_code varchar(40),
    state varchar(30) not null,
    revision integer not null,
    version integer not null,
    first_day date,
    last_day date,
    content text not null,
    opened_at timestamp with time zone not null,
    changed_at timestamp with time zone not null,
    prepared_by varchar(100) not null,
    certified_by varchar(100),
    endorsed_by varchar(100),
    parameters_date date,
    returned_reason text
);
create index visit_request_sender on visit_request (sending_state, opened_at);

-- The nominal roll of a request.
create table visit_person (
    request_number varchar(40) not null references visit_request (number),
    line integer not null,
    person text not null,
    primary key (request_number, line)
);

-- What was handed to the host, exactly as it was; the host reads only this.
create table visit_transmission (
    request_number varchar(40) not null,
    revision integer not null,
    sending_state varchar(3) not null,
    host_state varchar(3) not null,
    document text not null,
    sha256 varchar(64) not null,
    first_day date not null,
    last_day date not null,
    delivered_at timestamp with time zone not null,
    receipt_day date not null,
    parameters_date date not null,
    state varchar(30) not null,
    persons integer not null,
    exercise_code varchar(40) not null,
    version integer not null,
    primary key (request_number, revision)
);
create index visit_transmission_host on visit_transmission (host_state, delivered_at);

-- The desks that look at a transmitted request, and what they said (for the host's eyes only).
create table visit_desk (
    request_number varchar(40) not null,
    revision integer not null,
    desk varchar(20) not null,
    opinion varchar(30),
    remark text,
    answered_by varchar(100),
    answered_at timestamp with time zone,
    primary key (request_number, revision, desk)
);

-- When something is due, in instants; a pause moves it.
create table visit_deadline (
    request_number varchar(40) not null,
    revision integer not null,
    side varchar(3) not null,
    step varchar(30) not null,
    due_at timestamp with time zone not null,
    opened_at timestamp with time zone not null,
    paused_at timestamp with time zone,
    escalated_at timestamp with time zone,
    primary key (request_number, revision, side, step)
);

-- Questions of the host and answers of the sender; both sides see both.
create table visit_question (
    request_number varchar(40) not null,
    no integer not null,
    revision integer not null,
    question text not null,
    asked_at timestamp with time zone not null,
    asked_by varchar(100) not null,
    answer text,
    answered_at timestamp with time zone,
    answered_by varchar(100),
    primary key (request_number, no)
);

-- The host's decision on one revision. The staff note stays with the host.
create table visit_decision (
    request_number varchar(40) not null,
    revision integer not null,
    outcome varchar(30) not null,
    reason_code varchar(40),
    comment text,
    limits text,
    staff_note text,
    decided_by varchar(100) not null,
    decided_at timestamp with time zone not null,
    primary key (request_number, revision)
);
create table visit_decision_visitor (
    request_number varchar(40) not null,
    revision integer not null,
    line integer not null,
    verdict varchar(20) not null,
    reason_code varchar(40),
    primary key (request_number, revision, line)
);
create table visit_decision_site (
    request_number varchar(40) not null,
    revision integer not null,
    site integer not null,
    verdict varchar(20) not null,
    reason_code varchar(40),
    limits text,
    primary key (request_number, revision, site)
);
create table visit_decision_exception (
    request_number varchar(40) not null,
    revision integer not null,
    line integer not null,
    site integer not null,
    primary key (request_number, revision, line, site)
);

-- What the rules said, each time they were asked at a point of a process.
create table visit_verdict (
    request_number varchar(40) not null,
    revision integer not null,
    side varchar(3) not null,
    point varchar(30) not null,
    judged_at timestamp with time zone not null,
    rule_id varchar(20) not null,
    result varchar(20) not null,
    place varchar(80),
    reason text
);
create index visit_verdict_case on visit_verdict (request_number, revision);

-- What a case's story tells: codes and ids, shown to the side it belongs to (or to both).
create table visit_story (
    id bigint generated always as identity primary key,
    request_number varchar(40) not null,
    side varchar(3),
    happened_at timestamp with time zone not null,
    account varchar(100) not null,
    event varchar(60) not null,
    detail varchar(200)
);
create index visit_story_case on visit_story (request_number);

-- The inbox: a message is applied once, in the transaction that starts or wakes the process it is for.
create table visit_message (
    message_id varchar(120) primary key,
    type varchar(40) not null,
    request_number varchar(40) not null,
    from_side varchar(3) not null,
    to_side varchar(3) not null,
    applied_at timestamp with time zone not null,
    undeliverable boolean not null
);

create table visit_permit (
    number varchar(40) primary key,
    revision integer not null,
    request_number varchar(40) not null,
    request_revision integer not null,
    host_state varchar(3) not null,
    sending_state varchar(3) not null,
    state varchar(20) not null,
    valid_from date not null,
    valid_to date not null,
    check_code varchar(20) not null,
    token text not null,
    snapshot text not null,
    issued_at timestamp with time zone not null,
    handed_over_at timestamp with time zone,
    closed_at timestamp with time zone,
    closed_by varchar(100),
    closing_reason text,
    version integer not null,
    unique (request_number)
);
-- The first bytes that were rendered, and their hash: the same paper for ever.
create table visit_permit_paper (
    permit_number varchar(40) not null,
    revision integer not null,
    content bytea not null,
    sha256 varchar(64) not null,
    rendered_at timestamp with time zone not null,
    primary key (permit_number, revision)
);
