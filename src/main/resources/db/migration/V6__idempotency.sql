-- The first answer to a POST that carried an Idempotency-Key, kept for 24 hours so that a repetition gets the same one.
create table idempotent_answer (
    account varchar(100) not null,
    path varchar(300) not null,
    idempotency_key varchar(200) not null,
    body_sha256 varchar(64) not null,
    status integer not null,
    content_type varchar(100),
    location varchar(300),
    etag varchar(60),
    content bytea not null,
    kept_until timestamp with time zone not null,
    primary key (account, path, idempotency_key)
);
create index idempotent_answer_end on idempotent_answer (kept_until);
