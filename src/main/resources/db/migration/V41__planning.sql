-- How an exercise is planned: one case for each exercise; joint, every party reads it.
create table planning (
    number varchar(40) primary key,
    exercise_code varchar(40) references exercise (code),
    host varchar(3) not null,
    state varchar(20) not null,
    stage varchar(10),
    startex date,
    gate_round integer not null,
    parameters_date date not null,
    opened_by varchar(100) not null,
    opened_at timestamp with time zone not null,
    version integer not null
);
create index planning_exercise on planning (exercise_code);

-- The days that follow from STARTEX, as they stand; what they were is in the story.
create table planning_date (
    number varchar(40) not null references planning (number),
    milestone varchar(20) not null,
    planned_day date not null,
    primary key (number, milestone)
);

-- A conference as it was invited, anew for each invitation.
create table planning_conference (
    number varchar(40) not null references planning (number),
    stage varchar(10) not null,
    round integer not null,
    state varchar(20) not null,
    conference_day date,
    place varchar(200),
    agenda text,
    invited_by varchar(100),
    invited_at timestamp with time zone,
    minutes text,
    minutes_version integer not null,
    recorded_by varchar(100),
    recorded_on date,
    primary key (number, stage, round)
);

-- A product of a stage, each version as it was written.
create table planning_product (
    number varchar(40) not null references planning (number),
    kind varchar(30) not null,
    version integer not null,
    stage varchar(10) not null,
    content text not null,
    written_by varchar(100) not null,
    written_side varchar(3) not null,
    written_at timestamp with time zone not null,
    primary key (number, kind, version)
);

-- What the host asks the parties to let pass: a conference that is not held, an item of the gate that is not green.
create table planning_waiver (
    number varchar(40) not null references planning (number),
    subject varchar(60) not null,
    round integer not null,
    reason text not null,
    state varchar(20) not null,
    asked_by varchar(100) not null,
    asked_at timestamp with time zone not null,
    primary key (number, subject, round)
);

-- What each party answered: to a product's version, to minutes, to a waiver, to the gate.
create table planning_answer (
    number varchar(40) not null references planning (number),
    subject varchar(60) not null,
    round integer not null,
    party varchar(3) not null,
    agreed boolean not null,
    reason text,
    level varchar(20),
    answered_by varchar(100) not null,
    answered_at timestamp with time zone not null,
    primary key (number, subject, round, party)
);

-- The gate before STARTEX, as it was last judged.
create table planning_gate (
    number varchar(40) not null references planning (number),
    item varchar(30) not null,
    party varchar(3) not null,
    light varchar(10) not null,
    evidence text not null,
    judged_at timestamp with time zone not null,
    primary key (number, item, party)
);

-- What happened, in order.
create table planning_story (
    id bigint generated always as identity primary key,
    number varchar(40) not null references planning (number),
    happened_at timestamp with time zone not null,
    account varchar(100) not null,
    side varchar(3),
    event varchar(40) not null,
    about varchar(60),
    told_day date,
    detail varchar(200),
    reason text
);
create index planning_story_case on planning_story (number, id);
