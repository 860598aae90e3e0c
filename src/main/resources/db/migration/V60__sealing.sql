-- Under which key the personal data of each side are sealed here. The keys lie outside the database. Null until what earlier
-- releases kept open has been sealed.
create table sealing (
    side varchar(3) primary key,
    key_id varchar(12),
    sealed_at timestamp with time zone
);

-- What is sealed is longer.
alter table visit_attachment alter column person_document set data type varchar(400);
alter table visit_attachment alter column file_name set data type varchar(1500);
alter table visit_thread_message alter column content set data type text;

-- Of what persons are told by it, and never read: papers are compared by their snapshots.
alter table visit_paper drop column content_sha256;
