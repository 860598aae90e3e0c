-- What happened to a side's cases, as that side may know it. Appended to, never changed: everything below is made of it.
-- Ids, codes, days and times only; no names and no free text.
create table report_event (
    id bigint generated always as identity primary key,
    side varchar(3) not null,
    number varchar(40) not null,
    happened_at timestamp with time zone not null,
    type varchar(80) not null,
    detail varchar(200),
    data text not null
);
create index report_event_case on report_event (side, number, id);

-- A case as one side knows it: one row for each side that knows of it.
create table report_case (
    side varchar(3) not null,
    number varchar(40) not null,
    kind varchar(3) not null,
    opener varchar(3),
    number_year integer,
    number_sequence integer,
    sending varchar(3),
    host varchar(3),
    exercise varchar(40),
    state varchar(40) not null,
    is_open boolean not null,
    version integer not null,
    first_day date,
    last_day date,
    opened_at timestamp with time zone not null,
    since timestamp with time zone not null,
    due_at timestamp with time zone,
    -- What waits: roles and due time of each step.
    waits varchar(2000) not null,
    closed_at timestamp with time zone,
    fold text not null,
    primary key (side, number)
);
create index report_case_opened on report_case (side, opened_at, number);
create index report_case_open on report_case (side, is_open, opened_at, number);
create index report_case_due on report_case (side, is_open, due_at);
create index report_case_kind on report_case (side, kind, opened_at, number);
create index report_case_exercise on report_case (side, exercise, opened_at, number);
create index report_case_sequence on report_case (side, number_sequence);
create index report_case_day on report_case (side, last_day);

-- Which cases stand behind a figure.
create table report_mark (
    side varchar(3) not null,
    kind varchar(3) not null,
    measure varchar(20) not null,
    counted_on date not null,
    number varchar(40) not null,
    code varchar(160) not null,
    primary key (side, kind, measure, counted_on, number, code)
);

-- By what a person or a unit on a case is found again: keyed digests, never the name.
create table report_key (
    side varchar(3) not null,
    purpose varchar(6) not null,
    digest varchar(64) not null,
    number varchar(40) not null,
    primary key (side, purpose, digest, number)
);
create index report_key_case on report_key (side, number);

-- Counts by day, month and year. What has just happened waits in report_news until it is added up, so that no two officers
-- wait for one row; a figure adds both.
create table report_count (
    side varchar(3) not null,
    kind varchar(3) not null,
    measure varchar(20) not null,
    grain varchar(1) not null,
    first_day date not null,
    sending varchar(3) not null,
    version integer not null,
    code varchar(160) not null,
    amount integer not null,
    times bigint not null,
    primary key (side, kind, grain, first_day, measure, sending, version, code, amount)
);
create table report_news (
    id bigint generated always as identity primary key,
    side varchar(3) not null,
    kind varchar(3) not null,
    measure varchar(20) not null,
    counted_on date not null,
    sending varchar(3) not null,
    version integer not null,
    code varchar(160) not null,
    amount integer not null,
    times integer not null
);
create table report_adding (
    id integer primary key
);
insert into report_adding (id) values (1);
