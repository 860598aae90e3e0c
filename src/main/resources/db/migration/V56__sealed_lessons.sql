-- What officers observe is kept under the key of their side; a sealed text is longer than a text.
alter table aar_observation alter column title set data type text;
alter table aar_action alter column title set data type text;
alter table aar_action alter column organisation set data type text;
alter table aar_evidence alter column reference set data type text;

-- These reasons stand with the observation and the action, sealed; the story names the event alone.
update aar_story set reason = null where event in ('observationRejected', 'actionReturned', 'actionCancelled');

alter table aar_observation add column classification varchar(20) default 'UNCLASSIFIED' not null;

-- Files of observations, released with them.
create table aar_attachment (
    id varchar(36) primary key,
    seq bigint generated always as identity,
    observation varchar(40) not null references aar_observation (number),
    owner varchar(3) not null,
    file_name text not null,
    media_type varchar(40) not null,
    size_bytes integer not null,
    sha256 varchar(64) not null,
    scan varchar(20) not null,
    added_by varchar(100) not null,
    added_at timestamp with time zone not null
);
create index aar_attachment_observation on aar_attachment (observation, seq);

create table aar_attachment_piece (
    attachment_id varchar(36) not null references aar_attachment (id),
    piece integer not null,
    content bytea not null,
    primary key (attachment_id, piece)
);
