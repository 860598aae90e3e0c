-- What was reported of each drill while the exercise ran, in order; nothing is overwritten. Times are local at the host.
create table drill_report (
    exercise_code varchar(40) not null references exercise (code),
    drill varchar(20) not null,
    report_no integer not null,
    action varchar(10) not null,
    happened_at timestamp not null,
    strength integer,
    rounds integer,
    remarks varchar(1000),
    reported_by varchar(100) not null,
    reported_at timestamp with time zone not null,
    primary key (exercise_code, drill, report_no)
);
