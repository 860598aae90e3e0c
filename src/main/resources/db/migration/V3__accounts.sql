-- What the engine's identity tables cannot hold of an account.
create table account_profile (
    account_id varchar(64) primary key,
    language varchar(2) not null
);

-- One row: whether this database was seeded by the demo profile (DEMO) or is a real one (REAL). Written at first start.
create table installation (
    kind varchar(4) primary key
);
