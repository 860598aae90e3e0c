-- What is national to a side in its own edition of a report, as it stood when the last party signed; sealed under the key of the side.
create table aar_report_national (
    number varchar(40) not null,
    stage varchar(10) not null,
    revision integer not null,
    party varchar(3) not null,
    content text not null,
    primary key (number, stage, revision, party)
);

-- A signed report as it was printed for the first time: it is not printed again. The joint edition is sealed under the key of the host.
create table aar_report_print (
    id varchar(36) primary key,
    number varchar(40) not null,
    stage varchar(10) not null,
    revision integer not null,
    edition varchar(5) not null,
    owner varchar(3) not null,
    sha256 varchar(64) not null,
    printed_at timestamp with time zone not null,
    unique (number, stage, revision, edition)
);

create table aar_report_print_piece (
    attachment_id varchar(36) not null references aar_report_print (id),
    piece integer not null,
    content bytea not null,
    primary key (attachment_id, piece)
);
