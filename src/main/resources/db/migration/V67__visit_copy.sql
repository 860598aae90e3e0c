-- From which earlier request a request began, and which places had to be filled anew: places, never what stood there.
create table visit_copy (
    request_number varchar(40) primary key references visit_request (number),
    earlier varchar(40) not null,
    emptied text not null
);
