-- What officers of a side have observed in an exercise. Only accepted ones that are released to both leave the side.
create table aar_observation (
    number varchar(40) primary key,
    exercise_code varchar(40) not null references exercise (code),
    owner varchar(3) not null,
    state varchar(20) not null,
    release_to varchar(20) not null,
    title varchar(200) not null,
    observed_on date not null,
    objective varchar(20),
    observation text not null,
    discussion text,
    conclusion text,
    recommendation text,
    tags varchar(200) not null,
    folded text not null,
    written_by varchar(100) not null,
    written_at timestamp with time zone not null,
    decided_by varchar(100),
    decided_at timestamp with time zone,
    decision_reason text,
    version integer not null
);
create index aar_observation_exercise on aar_observation (exercise_code, owner);

-- What became of an observation: an action, a note or a best practice, as its owner has settled it.
create table aar_settlement (
    observation varchar(40) primary key references aar_observation (number),
    kind varchar(20) not null,
    reason text,
    settled_by varchar(100) not null,
    settled_at timestamp with time zone not null
);

-- The way of an exercise's reports; joint: every party reads the case.
create table aar_case (
    number varchar(40) primary key,
    exercise_code varchar(40) not null references exercise (code),
    host varchar(3) not null,
    state varchar(30) not null,
    endex_on date not null,
    opened_at timestamp with time zone not null,
    meeting_on date,
    meeting_minutes text,
    version integer not null
);
create index aar_case_exercise on aar_case (exercise_code);

-- What each party said at the hot wash; meant for all parties.
create table aar_hot_wash (
    number varchar(40) not null references aar_case (number),
    party varchar(3) not null,
    content text not null,
    recorded_by varchar(100) not null,
    recorded_at timestamp with time zone not null,
    primary key (number, party)
);

-- Each report as it was submitted for signature; the latest revision of a stage counts.
create table aar_report (
    number varchar(40) not null references aar_case (number),
    stage varchar(10) not null,
    revision integer not null,
    content text not null,
    sha256 varchar(64) not null,
    submitted_by varchar(100) not null,
    submitted_at timestamp with time zone not null,
    issued_at timestamp with time zone,
    primary key (number, stage, revision)
);

-- Who signed a revision or gave it back.
create table aar_signature (
    number varchar(40) not null,
    stage varchar(10) not null,
    revision integer not null,
    party varchar(3) not null,
    signed boolean not null,
    reason text,
    account varchar(100) not null,
    answered_at timestamp with time zone not null,
    primary key (number, stage, revision, party)
);

create table aar_story (
    id bigint generated always as identity primary key,
    number varchar(40) not null,
    happened_at timestamp with time zone not null,
    account varchar(100) not null,
    side varchar(3),
    event varchar(30) not null,
    told_day date,
    reason text
);
create index aar_story_number on aar_story (number, id);
