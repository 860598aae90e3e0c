-- Where and how often an account wants mail; without a row it gets none.
create table mail_preference (
    account varchar(64) primary key,
    side varchar(3) not null,
    address varchar(254) not null,
    pace varchar(10) not null
);
create index mail_preference_side on mail_preference (side);

-- One mail to one account. The id is made of what it tells, so it exists once; it is the Message-ID, too.
create table mail (
    id varchar(36) primary key,
    account varchar(64) not null,
    digest boolean not null,
    state varchar(10) not null,
    attempts integer not null,
    next_at timestamp with time zone not null,
    made_at timestamp with time zone not null,
    sent_at timestamp with time zone
);
create index mail_next on mail (state, next_at);

-- What a mail tells; without a mail yet it waits for the next digest.
create table mail_item (
    account varchar(64) not null,
    event_id varchar(36) not null,
    mail_id varchar(36) references mail (id),
    side varchar(3) not null,
    kind varchar(20) not null,
    case_number varchar(40) not null,
    about varchar(200),
    task_id varchar(64),
    due_at timestamp with time zone,
    happened_at timestamp with time zone not null,
    primary key (account, event_id)
);
create index mail_item_mail on mail_item (mail_id);
create index mail_item_task on mail_item (task_id);
