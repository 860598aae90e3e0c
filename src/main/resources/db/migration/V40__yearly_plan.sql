-- The yearly plan of military cooperation, line by line; joint: every party of a line reads it.
create table plan_line (
    number varchar(40) primary key,
    plan_year integer not null,
    title varchar(200) not null,
    proposed_host varchar(3) not null,
    first_day date not null,
    last_day date not null,
    protocol_reference varchar(200),
    protocol_signed_on date,
    proposed_by varchar(100) not null,
    proposed_side varchar(3) not null,
    proposed_at timestamp with time zone not null,
    version integer not null
);
create index plan_line_year on plan_line (plan_year, number);
create table plan_line_party (
    number varchar(40) not null references plan_line (number),
    state varchar(3) not null,
    primary key (number, state)
);

-- Which party has agreed to the line as it stands; a change of the line takes every agreement away.
create table plan_line_agreement (
    number varchar(40) not null references plan_line (number),
    party varchar(3) not null,
    agreed_by varchar(100) not null,
    agreed_at timestamp with time zone not null,
    primary key (number, party)
);
