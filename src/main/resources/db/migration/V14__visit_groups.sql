-- A contingent too large for one request: its parts are requests of their own under one number.
create table visit_group_part (
    request_number varchar(40) primary key references visit_request (number),
    group_number varchar(40) not null,
    part integer not null,
    unique (group_number, part)
);
