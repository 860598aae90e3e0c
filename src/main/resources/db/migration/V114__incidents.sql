-- What happened to guests of a host. Personal data and free text are sealed; persons are named by the roll of their visit.
create table incident (
    number varchar(40) primary key,
    host varchar(3) not null,
    sending varchar(3),
    exercise_code varchar(40) references exercise (code),
    kind varchar(10),
    state varchar(20) not null,
    content text,
    opened_by varchar(100) not null,
    opened_at timestamp with time zone not null,
    recorded_at timestamp with time zone,
    agreed_at timestamp with time zone,
    closed_at timestamp with time zone,
    erased_at timestamp with time zone,
    version integer not null
);
create index incident_host on incident (host, opened_at);
create index incident_sending on incident (sending, opened_at);
create index incident_exercise on incident (exercise_code);

-- Every step, in its order: who, when, and what was written.
create table incident_event (
    number varchar(40) not null references incident (number),
    no integer not null,
    happened_at timestamp with time zone not null,
    account varchar(100) not null,
    on_behalf_of varchar(100),
    side varchar(3) not null,
    event varchar(40) not null,
    words text,
    primary key (number, no)
);
