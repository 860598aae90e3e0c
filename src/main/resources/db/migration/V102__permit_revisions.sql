-- Whom a revision of a permit let in until the next took its place: an arrival is judged by what held at its own time.
-- Lines of the roll, parted by commas; of the revision that holds the permit itself tells them.
create table visit_permit_revision (
    request_number varchar(40) not null,
    revision integer not null,
    lines text not null,
    replaced_at timestamp with time zone not null,
    primary key (request_number, revision)
);
