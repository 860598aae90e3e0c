-- What other systems and the mail hear of, written in the transaction of what it tells of: one row for each side that may
-- hear it. Ids and codes only. Nothing of a row ever changes but its position in the side's feed, which it gets once,
-- after its transaction has ended: an identity is drawn before that, so its order would let a reader miss rows.
create table outgoing_event (
    id bigint generated always as identity primary key,
    side varchar(3) not null,
    position bigint,
    event_id varchar(36) not null,
    release varchar(8) not null,
    type varchar(80) not null,
    area varchar(20) not null,
    case_number varchar(40),
    about varchar(200),
    task_id varchar(64),
    audience varchar(200),
    due_at timestamp with time zone,
    happened_at timestamp with time zone not null,
    constraint outgoing_event_position unique (side, position)
);

-- The last position given in each side's feed; its row is the lock under which positions are given.
create table event_feed (
    side varchar(3) primary key,
    last_position bigint not null
);
