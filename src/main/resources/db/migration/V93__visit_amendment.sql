-- Requests that would change what a permit lets in: each carries the number of the request whose permit it is.
create table visit_amendment (
    request_number varchar(40) primary key references visit_request (number),
    amends varchar(40) not null references visit_request (number)
);
create index visit_amendment_amends on visit_amendment (amends);
