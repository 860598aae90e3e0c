-- The way of a signed instrument, or amendment, into force and through its terms; joint: every party reads it.
create table instrument_case (
    number varchar(40) primary key,
    side varchar(3) not null,
    state varchar(20) not null,
    act varchar(20),
    instrument varchar(40),
    content text not null,
    in_force_on date,
    recorded_by varchar(100) not null,
    opened_at timestamp with time zone not null,
    version integer not null
);
create index instrument_case_instrument on instrument_case (instrument);

-- What each party answered, and when it notified the others.
create table instrument_answer (
    number varchar(40) not null references instrument_case (number),
    party varchar(3) not null,
    approved boolean not null,
    reason text,
    notified_on date,
    note varchar(200),
    answered_by varchar(100) not null,
    answered_at timestamp with time zone not null,
    primary key (number, party)
);
create table instrument_step (
    number varchar(40) not null references instrument_case (number),
    party varchar(3) not null,
    step varchar(20) not null,
    done_on date not null,
    reference varchar(200) not null,
    primary key (number, party, step)
);
create table instrument_receipt (
    number varchar(40) not null references instrument_case (number),
    party varchar(3) not null,
    receiver varchar(3) not null,
    received_on date not null,
    reference varchar(200) not null,
    confirmed_by varchar(100) not null,
    confirmed_at timestamp with time zone not null,
    primary key (number, party, receiver)
);

-- The term that is being watched: one row for each instrument, counted up with each plan.
create table instrument_watch (
    instrument varchar(40) primary key,
    number varchar(40) not null references instrument_case (number),
    plan integer not null,
    active boolean not null,
    term_number integer,
    first_day date,
    opens_on date,
    reminds_on date,
    closes_on date,
    last_day date,
    ends_on date
);
create table instrument_renewal (
    instrument varchar(40) not null,
    term_number integer not null,
    party varchar(3) not null,
    notice boolean not null,
    answered_by varchar(100) not null,
    answered_at timestamp with time zone not null,
    primary key (instrument, term_number, party)
);

-- What rests on the instrument and reaches past the end of the term, as it was judged again.
create table instrument_effect (
    instrument varchar(40) not null,
    plan integer not null,
    kind varchar(20) not null,
    case_number varchar(40) not null,
    side varchar(3) not null,
    last_day date not null,
    result varchar(20) not null,
    judged_at timestamp with time zone not null,
    reviewed_by varchar(100),
    reviewed_at timestamp with time zone,
    primary key (instrument, plan, kind, case_number, side)
);

-- What happened to an instrument and its cases, in order.
create table instrument_story (
    id bigint generated always as identity primary key,
    number varchar(40) not null references instrument_case (number),
    instrument varchar(40),
    happened_at timestamp with time zone not null,
    account varchar(100) not null,
    side varchar(3),
    event varchar(30) not null,
    told_day date,
    reason text
);
create index instrument_story_instrument on instrument_story (instrument, id);
