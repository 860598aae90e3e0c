-- By what a waiver's sealed reason knows its row; the row's number is drawn by the database, after the reason is sealed.
alter table visit_waiver add column seal_id varchar(36);
update visit_waiver set seal_id = cast(id as varchar(36));
alter table visit_waiver alter column seal_id set not null;
create unique index visit_waiver_seal on visit_waiver (seal_id);
