-- What of a case was erased when, in figures; its row is also the lock by which only one node erases it.
create table retention_erasure (
    side varchar(3) not null,
    kind varchar(40) not null,
    case_number varchar(40) not null,
    closed_on date not null,
    erased_at timestamp with time zone not null,
    erased_by varchar(100) not null,
    persons integer not null,
    texts integer not null,
    files integer not null,
    primary key (side, kind, case_number)
);
-- Cases of which a side erases nothing. The reasons are sealed.
create table legal_hold (
    id varchar(36) primary key,
    side varchar(3) not null,
    case_number varchar(40) not null,
    reason text not null,
    held_by varchar(100) not null,
    held_at timestamp with time zone not null,
    lifted_by varchar(100),
    lifted_at timestamp with time zone,
    lifting_reason text
);
create index legal_hold_case on legal_hold (side, case_number);
-- A line whose person was erased still counts.
alter table visit_person alter column person drop not null;
alter table visit_request add column erased_at timestamp with time zone;
alter table visit_transmission add column erased_at timestamp with time zone;
alter table visit_permit add column erased_at timestamp with time zone;
alter table aar_action add column erased_at timestamp with time zone;
