-- A corrective action that its side offers to another one. Until it is taken over it stays with its side.
create table aar_offer (
    number varchar(40) primary key,
    action varchar(40) not null references aar_action (number),
    from_side varchar(3) not null,
    to_side varchar(3) not null,
    state varchar(20) not null,
    reason text,
    taken_as varchar(40) references aar_action (number),
    offered_by varchar(100) not null,
    offered_at timestamp with time zone not null,
    version integer not null
);
create index aar_offer_action on aar_offer (action, state);
