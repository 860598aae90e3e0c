-- When an exercise really began and ended; every party reads it, the host records it.
create table exercise_conduct (
    exercise_code varchar(40) primary key references exercise (code),
    startex_on date not null,
    startex_by varchar(100) not null,
    startex_at timestamp with time zone not null,
    endex_on date,
    endex_by varchar(100),
    endex_at timestamp with time zone
);

-- What the exercise is to train; each party rates it afterwards.
create table exercise_objective (
    exercise_code varchar(40) not null references exercise (code),
    code varchar(20) not null,
    title varchar(200) not null,
    primary key (exercise_code, code)
);
