-- What officers have begun on pages and not sent yet; of_case is the number of a visit or 'own'. The content is sealed.
create table page_draft (
    of_case varchar(40) not null,
    form varchar(80) not null,
    account varchar(100) not null,
    content text not null,
    saved_at timestamp with time zone not null,
    primary key (of_case, form, account)
);
create index page_draft_account on page_draft (account);
create index page_draft_saved on page_draft (saved_at);
