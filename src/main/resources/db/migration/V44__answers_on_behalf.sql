-- A party without officers here answers through the party that recorded the instrument: by reference and document, with two hands.
alter table instrument_case add column represented varchar(200);
alter table instrument_answer add column behalf_side varchar(3);
alter table instrument_answer add column behalf_reference varchar(200);
alter table instrument_answer add column answered_for varchar(100);
alter table instrument_answer add column confirmed_by varchar(100);
alter table instrument_answer add column confirmed_at timestamp with time zone;
alter table instrument_receipt add column behalf_side varchar(3);
alter table instrument_story add column about_party varchar(3);

create table instrument_document (
    id varchar(36) primary key,
    seq bigint generated always as identity,
    number varchar(40) not null references instrument_case (number),
    party varchar(3) not null,
    owner varchar(3) not null,
    file_name text not null,
    media_type varchar(40) not null,
    size_bytes integer not null,
    sha256 varchar(64) not null,
    scan varchar(20) not null,
    added_by varchar(100) not null,
    added_at timestamp with time zone not null
);
create index instrument_document_case on instrument_document (number, seq);

create table instrument_document_piece (
    attachment_id varchar(36) not null references instrument_document (id),
    piece integer not null,
    content bytea not null,
    primary key (attachment_id, piece)
);
