-- What is written in a case, by either side: notes, questions of the host, answers of the sender. A message of release
-- OWN_SIDE is read by its owner side alone. The order is that of seq; ids say nothing of what one may not read.
create table visit_thread_message (
    id varchar(60) primary key,
    seq bigint generated always as identity,
    request_number varchar(40) not null,
    revision integer,
    owner_side varchar(3) not null,
    author varchar(100) not null,
    written_at timestamp with time zone not null,
    released_to varchar(10) not null,
    kind varchar(10) not null,
    question_no integer,
    reply_to varchar(60),
    content varchar(4000) not null,
    unique (request_number, kind, question_no)
);
create index visit_thread_message_case on visit_thread_message (request_number, seq);

-- Questions and answers live there from now on.
insert into visit_thread_message
    (id, request_number, revision, owner_side, author, written_at, released_to, kind, question_no, reply_to, content)
    select id, request_number, revision, owner_side, author, written_at, 'BOTH', kind, no, reply_to, content from (
        select q.request_number || '.Q' || q.no as id, q.request_number, q.revision, t.host_state as owner_side,
            q.asked_by as author, q.asked_at as written_at, 'QUESTION' as kind, q.no, cast(null as varchar(60)) as reply_to,
            q.question as content, 1 as turn
        from visit_question q join visit_transmission t
            on t.request_number = q.request_number and t.revision = q.revision
        union all
        select q.request_number || '.A' || q.no, q.request_number, q.revision, t.sending_state,
            q.answered_by, q.answered_at, 'ANSWER', q.no, q.request_number || '.Q' || q.no,
            q.answer, 2
        from visit_question q join visit_transmission t
            on t.request_number = q.request_number and t.revision = q.revision
        where q.answer is not null) kept
    order by request_number, no, turn;
drop table visit_question;
