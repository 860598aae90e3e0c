-- Where a side has its events sent. Secrets are made from a key outside the database; the hash tells whether it is the same key.
create table webhook (
    id varchar(36) primary key,
    side varchar(3) not null,
    url varchar(500) not null,
    types varchar(2000) not null,
    state varchar(10) not null,
    secret_no integer not null,
    secret_hash varchar(64),
    secret_since timestamp with time zone,
    created_by varchar(100) not null,
    created_at timestamp with time zone not null
);
create index webhook_side on webhook (side);

-- One event for one address: sent at least once, and known by the event's id.
create table webhook_delivery (
    webhook_id varchar(36) not null references webhook (id) on delete cascade,
    position bigint not null,
    state varchar(10) not null,
    attempts integer not null,
    next_at timestamp with time zone not null,
    outcome varchar(20),
    sent_at timestamp with time zone,
    primary key (webhook_id, position)
);
create index webhook_delivery_next on webhook_delivery (state, next_at);
