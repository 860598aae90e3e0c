-- Arrivals of permitted persons in the host state and their departures; what was recorded by mistake is struck out and stays.
-- Texts are sealed for the host.
create table visit_movement (
    request_number varchar(40) not null,
    no integer not null,
    line integer not null,
    kind varchar(20) not null,
    happened_at timestamp with time zone not null,
    place text,
    recorded_by varchar(100) not null,
    recorded_for varchar(100),
    recorded_at timestamp with time zone not null,
    struck_reason text,
    struck_by varchar(100),
    struck_for varchar(100),
    struck_at timestamp with time zone,
    primary key (request_number, no)
);
-- Who is in the host state by what stands of these, so that nobody has to be looked for among all who ever were.
create table visit_present_person (
    request_number varchar(40) not null,
    line integer not null,
    primary key (request_number, line)
);
