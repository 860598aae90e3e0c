-- What a specification answers to open corrective actions of earlier exercises; one that is not shared is its owner's alone.
create table planning_action (
    number varchar(40) not null references planning (number),
    version integer not null,
    action varchar(40) not null,
    owner varchar(3) not null,
    learned_in varchar(40) not null,
    title varchar(200) not null,
    shared boolean not null,
    taken varchar(20) not null,
    reason text not null,
    answered_by varchar(100) not null,
    answered_side varchar(3) not null,
    answered_at timestamp with time zone not null,
    primary key (number, version, action)
);
