-- How far each of those who pass events on has read each feed; the row is the lock under which one node reads.
create table event_reader (
    name varchar(40) not null,
    side varchar(3) not null,
    position bigint not null,
    primary key (name, side)
);

-- When officers are reminded of a task that is open: one row for each part of its time, told once.
create table task_reminder (
    task_id varchar(64) not null,
    share integer not null,
    side varchar(3) not null,
    opened_at timestamp with time zone not null,
    due_at timestamp with time zone not null,
    remind_at timestamp with time zone not null,
    told_at timestamp with time zone,
    primary key (task_id, share)
);
create index task_reminder_open on task_reminder (told_at, remind_at);
