-- Files of a case. A file is its owner side's until it is released: with a transmitted revision, or with a message for both.
-- A person is named by the travel document, as the lines of a roll change with the roll.
create table visit_attachment (
    id varchar(36) primary key,
    seq bigint generated always as identity,
    request_number varchar(40) not null,
    owner_side varchar(3) not null,
    kind varchar(20) not null,
    person_nationality varchar(3),
    person_document varchar(60),
    file_name varchar(220) not null,
    media_type varchar(40) not null,
    size_bytes integer not null,
    sha256 varchar(64) not null,
    scan varchar(20) not null,
    added_by varchar(100) not null,
    added_at timestamp with time zone not null,
    message_id varchar(60) references visit_thread_message (id),
    revision integer,
    released_at timestamp with time zone
);
create index visit_attachment_case on visit_attachment (request_number, seq);
create index visit_attachment_message on visit_attachment (message_id);

-- The content in pieces: a bytea of H2 ends at 1 MiB.
create table visit_attachment_piece (
    attachment_id varchar(36) not null references visit_attachment (id),
    piece integer not null,
    content bytea not null,
    primary key (attachment_id, piece)
);
