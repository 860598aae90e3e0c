-- Persons whom the sending side has called back from a permitted visit (VIS-22), and what became of each.
create table visit_recall (
    request_number varchar(40) not null references visit_request (number),
    recall_no integer not null,
    ordered_by varchar(100) not null,
    ordered_at timestamp with time zone not null,
    primary key (request_number, recall_no)
);
create table visit_recalled_person (
    request_number varchar(40) not null,
    -- Place in the roll of the permitted revision.
    line integer not null,
    recall_no integer not null,
    -- Null until the host has recorded it.
    ending varchar(20),
    recorded_by varchar(100),
    recorded_at timestamp with time zone,
    primary key (request_number, line),
    foreign key (request_number, recall_no) references visit_recall (request_number, recall_no)
);
