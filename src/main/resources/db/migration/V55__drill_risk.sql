-- What residual risk officers of a party saw in a drill while the exercise ran (RSK-02). One above what was approved suspends the
-- drill until every party's commander agrees. Every party reads it.
create table drill_risk (
    number varchar(40) primary key,
    exercise_code varchar(40) not null references exercise (code),
    drill varchar(20) not null,
    level varchar(20) not null,
    approved varchar(20),
    hazard varchar(1000) not null,
    state varchar(20) not null,
    side varchar(3) not null,
    reported_by varchar(100) not null,
    reported_for varchar(100),
    reported_at timestamp with time zone not null
);
create index drill_risk_exercise on drill_risk (exercise_code, drill);

create table drill_risk_answer (
    number varchar(40) not null references drill_risk (number),
    party varchar(3) not null,
    agreed boolean not null,
    authority varchar(20),
    reason varchar(1000),
    account varchar(100) not null,
    answered_at timestamp with time zone not null,
    primary key (number, party)
);
