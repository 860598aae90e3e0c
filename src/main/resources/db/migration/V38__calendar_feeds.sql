-- Calendar feeds behind secret links: of a link only its digest is kept.
create table calendar_feed (
    id varchar(36) primary key,
    digest varchar(64) not null unique,
    kind varchar(10) not null,
    subject varchar(100) not null,
    account varchar(100) not null,
    side varchar(3) not null,
    issued_at timestamp with time zone not null,
    expires_at timestamp with time zone not null,
    revoked_at timestamp with time zone,
    last_read_at timestamp with time zone
);
create index calendar_feed_account on calendar_feed (account, issued_at);

-- What an officer's feed has told of due dates, so that a changed one gets the next sequence and a gone one is cancelled.
create table calendar_feed_due (
    feed varchar(36) not null references calendar_feed (id),
    task varchar(64) not null,
    case_number varchar(60) not null,
    due_at timestamp with time zone not null,
    sequence_no integer not null,
    gone boolean not null,
    changed_at timestamp with time zone not null,
    primary key (feed, task)
);
