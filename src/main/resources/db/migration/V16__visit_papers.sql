-- The papers of a visit beside its permit. What holds has a key of its own in current_key; what is voided has none.
create table visit_paper (
    number varchar(40) primary key,
    request_number varchar(40) not null,
    kind varchar(30) not null,
    -- Which of several: the movement of a customs declaration, the revision that a letter answers; else 1.
    part integer not null,
    host_state varchar(3) not null,
    sending_state varchar(3) not null,
    request_revision integer not null,
    permit_number varchar(40),
    permit_revision integer,
    state varchar(10) not null,
    current_key varchar(100) unique,
    -- Of the sections of the snapshot: the same content is not issued twice.
    content_sha256 varchar(64) not null,
    snapshot text not null,
    replaces varchar(40),
    replaced_by varchar(40),
    issued_at timestamp with time zone not null,
    issued_by varchar(100) not null,
    voided_at timestamp with time zone
);
create index visit_paper_case on visit_paper (request_number);
-- The first bytes that were rendered of a paper, and of the same paper once it was voided, with their hash.
create table visit_paper_print (
    number varchar(40) not null references visit_paper (number),
    state varchar(10) not null,
    content bytea not null,
    sha256 varchar(64) not null,
    rendered_at timestamp with time zone not null,
    primary key (number, state)
);
