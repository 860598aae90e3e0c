-- What officers have recorded over the shipped calendars. A decree is superseded by another, never changed or deleted.
create table calendar_decree (
    number varchar(40) primary key,
    side varchar(3) not null,
    state varchar(20) not null,
    content text not null,
    recorded_by varchar(100) not null,
    recorded_at timestamp with time zone not null,
    confirmed_by varchar(100),
    confirmed_at timestamp with time zone,
    effect_no bigint,
    version integer not null
);
create index calendar_decree_side on calendar_decree (side, effect_no);

-- Who did what with a decree; the reason is why it was given back.
create table calendar_decree_story (
    id bigint generated always as identity primary key,
    number varchar(40) not null references calendar_decree (number),
    happened_at timestamp with time zone not null,
    account varchar(100) not null,
    event varchar(30) not null,
    reason text
);

-- How many decrees have taken effect on a side, and a token that no other state of its calendar has had.
create table calendar_state (
    side varchar(3) primary key,
    version bigint not null,
    token varchar(36) not null
);

-- The calendar by which a deadline was computed, and the first day of the visit that bounded it.
alter table visit_deadline add column calendar_version bigint default 0 not null;
alter table visit_deadline add column first_day date;
update visit_deadline set first_day =
    (select r.first_day from visit_request r where r.number = visit_deadline.request_number);

-- Pauses of a deadline, so that it can be computed anew.
create table visit_deadline_pause (
    request_number varchar(40) not null,
    revision integer not null,
    side varchar(3) not null,
    step varchar(30) not null,
    paused_at timestamp with time zone not null,
    resumed_at timestamp with time zone,
    primary key (request_number, revision, side, step, paused_at)
);
insert into visit_deadline_pause (request_number, revision, side, step, paused_at, resumed_at)
    select q.request_number, q.revision, t.host_state, 'HOST_DECISION', q.asked_at, q.answered_at
    from visit_question q join visit_transmission t
        on t.request_number = q.request_number and t.revision = q.revision;

-- Due dates that a decree has moved: the old one and the new one.
create table visit_deadline_move (
    request_number varchar(40) not null,
    revision integer not null,
    side varchar(3) not null,
    step varchar(30) not null,
    decree varchar(40) not null,
    old_due timestamp with time zone not null,
    new_due timestamp with time zone not null,
    at_earliest boolean not null,
    moved_at timestamp with time zone not null,
    primary key (request_number, revision, side, step, decree)
);
