-- Who did what to which case, when, from where. Appended to, never changed.
create table audit_entry (
    id bigint generated always as identity primary key,
    happened_at timestamp with time zone not null,
    account varchar(100) not null,
    side varchar(3),
    case_number varchar(40),
    action varchar(80) not null,
    detail varchar(200),
    door varchar(20) not null
);
create index audit_entry_case on audit_entry (case_number);
