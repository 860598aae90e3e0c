-- Each entry of the audit is chained to the one before it in its case (or, without a case, of its side or of nobody), and
-- signed checkpoints cover the heads of the chains: docs/audit.md says how. What an earlier release kept is chained by the
-- next step; only then is a chain demanded of every entry.
alter table audit_entry add column chain varchar(60);
alter table audit_entry add column position bigint;
alter table audit_entry add column salt varchar(32);
alter table audit_entry add column previous_hash varchar(64);
alter table audit_entry add column hash varchar(64);
create index audit_entry_time on audit_entry (happened_at, id);
create index audit_entry_account on audit_entry (account, happened_at);

-- The last entry of each chain; its row is the lock under which the chain is appended to. The mark stands for the chain
-- where its name may not be shown.
create table audit_chain (
    chain varchar(60) primary key,
    mark varchar(32) not null,
    last_position bigint not null,
    last_hash varchar(64) not null,
    uncovered boolean not null
);
create index audit_chain_uncovered on audit_chain (uncovered);

create table audit_checkpoint (
    number bigint primary key,
    taken_at timestamp with time zone not null,
    heads integer not null,
    root varchar(64) not null,
    previous_hash varchar(64) not null,
    hash varchar(64) not null,
    key_id varchar(8) not null,
    signature varchar(128) not null
);

-- The heads that moved since the checkpoint before.
create table audit_head (
    chain varchar(60) not null,
    position bigint not null,
    checkpoint bigint not null references audit_checkpoint,
    mark varchar(32) not null,
    hash varchar(64) not null,
    primary key (chain, position)
);
create index audit_head_checkpoint on audit_head (checkpoint);

-- One row, whose lock lets one node at a time take a checkpoint.
create table audit_checkpoint_turn (
    id integer primary key
);
insert into audit_checkpoint_turn (id) values (1);
