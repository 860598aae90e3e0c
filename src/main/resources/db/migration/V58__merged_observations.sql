-- One text for what the parties saw alike, agreed by the lessons officers of each; every party reads it. The originals stay with their
-- owners: which of them it rests on is told to another side only where they are released.
create table aar_merging (
    number varchar(40) primary key,
    exercise_code varchar(40) not null references exercise (code),
    opener varchar(3) not null,
    state varchar(20) not null,
    content text not null,
    proposed_by varchar(100) not null,
    proposed_at timestamp with time zone not null,
    version integer not null
);
create index aar_merging_exercise on aar_merging (exercise_code);

create table aar_merging_original (
    number varchar(40) not null references aar_merging (number),
    observation varchar(40) not null references aar_observation (number),
    owner varchar(3) not null,
    primary key (number, observation)
);
