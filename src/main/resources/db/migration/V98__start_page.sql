-- What is permitted and not over stands on the page of an officer's day.
create index visit_permit_open on visit_permit (state, valid_from);
-- What happens beside visits and tasks is mailed under its whole name.
alter table mail_item alter column kind set data type varchar(60);
-- Nobody is reminded any more of steps that only follow.
delete from task_reminder where told_at is null and task_id in (select task_id from outgoing_event
    where task_id is not null and about in ('userTask_followRequest', 'userTask_closeVisit'));
