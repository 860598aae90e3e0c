-- What legal officers entered of an instrument. Appended to, never changed; the newest of a field holds.
create table instrument_entry (
    instrument varchar(40) not null,
    version integer not null,
    field varchar(40) not null,
    party varchar(3),
    entry_value varchar(100),
    entered_by varchar(100) not null,
    entered_at timestamp with time zone not null,
    reference varchar(200) not null,
    demo boolean not null,
    primary key (instrument, version)
);
