-- An action that an observation led to; it belongs to the side that has to do it.
create table aar_action (
    number varchar(40) primary key,
    owner varchar(3) not null,
    observation varchar(40) not null references aar_observation (number),
    state varchar(20) not null,
    title varchar(200) not null,
    task text not null,
    organisation varchar(200) not null,
    body varchar(20) not null,
    person varchar(200) not null,
    due_on date not null,
    resources text,
    folded text not null,
    tasked_by varchar(100) not null,
    tasked_at timestamp with time zone not null,
    closed_at timestamp with time zone,
    closing_reason text,
    version integer not null
);
create index aar_action_owner on aar_action (owner, state);

-- What was done, round by round, and what somebody else found when looking at it.
create table aar_evidence (
    number varchar(40) not null references aar_action (number),
    round_no integer not null,
    done text not null,
    reference varchar(200) not null,
    done_by varchar(100) not null,
    done_at timestamp with time zone not null,
    validated boolean,
    finding text,
    validated_by varchar(100),
    validated_at timestamp with time zone,
    primary key (number, round_no)
);
