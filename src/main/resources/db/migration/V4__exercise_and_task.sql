-- Registered exercises: enough for a visit to refer to.
create table exercise (
    code varchar(40) primary key,
    title varchar(200) not null,
    host_state varchar(3) not null,
    first_day date not null,
    last_day date not null,
    plan_line varchar(80),
    registered_by varchar(100) not null,
    registered_at timestamp with time zone not null,
    version integer not null
);
create table exercise_party (
    exercise_code varchar(40) not null references exercise (code),
    state varchar(3) not null,
    primary key (exercise_code, state)
);

-- Unfinished answers of officers.
create table task_draft (
    task_id varchar(64) not null,
    account varchar(100) not null,
    answer text not null,
    saved_at timestamp with time zone not null,
    primary key (task_id, account)
);
