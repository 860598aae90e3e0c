-- Training ranges of a side, and when each is closed; times are local at the range.
create table training_range (
    code varchar(20) primary key,
    side varchar(3) not null,
    name varchar(120) not null,
    content text not null,
    registered_by varchar(100) not null,
    registered_at timestamp with time zone not null,
    version integer not null
);
create index training_range_side on training_range (side, code);
create table range_closure (
    id bigint generated always as identity primary key,
    range_code varchar(20) not null references training_range (code),
    closed_from timestamp not null,
    closed_to timestamp not null,
    reason varchar(300) not null,
    recorded_by varchar(100) not null,
    recorded_at timestamp with time zone not null,
    lifted_by varchar(100),
    lifted_at timestamp with time zone
);
create index range_closure_range on range_closure (range_code, closed_to);

-- The scheduling of an exercise's drills; joint, led by the host, whose draft the others do not read.
create table drill_schedule (
    number varchar(40) primary key,
    side varchar(3) not null,
    exercise_code varchar(40) references exercise (code),
    state varchar(20) not null,
    programme text not null,
    opened_by varchar(100) not null,
    opened_at timestamp with time zone not null,
    revision integer not null,
    version integer not null
);
create index drill_schedule_exercise on drill_schedule (exercise_code);
create index drill_schedule_side on drill_schedule (side, opened_at);

-- What the scheduler has answered; kept so that a restart loses none.
create table drill_proposal (
    id bigint generated always as identity primary key,
    number varchar(40) not null references drill_schedule (number),
    state varchar(20) not null,
    engine varchar(40),
    answer text,
    asked_by varchar(100) not null,
    asked_at timestamp with time zone not null,
    answered_at timestamp with time zone
);
create index drill_proposal_schedule on drill_proposal (number, id);

-- Published plans, one for each revision; the drills' places are rows, so that another exercise finds a range taken.
create table drill_plan (
    number varchar(40) not null references drill_schedule (number),
    revision integer not null,
    standing varchar(20) not null,
    content text not null,
    published_by varchar(100) not null,
    published_at timestamp with time zone not null,
    primary key (number, revision)
);
create table drill_placement (
    number varchar(40) not null,
    revision integer not null,
    drill varchar(20) not null,
    range_code varchar(20) not null references training_range (code),
    starts_at timestamp not null,
    ends_at timestamp not null,
    moved boolean not null,
    pinned boolean not null,
    munitions boolean not null,
    primary key (number, revision, drill),
    foreign key (number, revision) references drill_plan (number, revision)
);
create index drill_placement_range on drill_placement (range_code, ends_at);

-- What was answered to a published plan: the commander to an override, the range officers to bookings, each party to the plan.
create table drill_answer (
    number varchar(40) not null,
    revision integer not null,
    step varchar(40) not null,
    subject varchar(20) not null,
    agreed boolean not null,
    reason varchar(1000),
    answered_by varchar(100) not null,
    answered_at timestamp with time zone not null,
    primary key (number, revision, step, subject),
    foreign key (number, revision) references drill_plan (number, revision)
);

create table drill_story (
    id bigint generated always as identity primary key,
    number varchar(40) not null references drill_schedule (number),
    happened_at timestamp with time zone not null,
    account varchar(100) not null,
    side varchar(3),
    event varchar(30) not null,
    reason text
);
create index drill_story_schedule on drill_story (number, id);
