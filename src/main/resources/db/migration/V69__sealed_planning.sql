-- What officers write of planning, drills and reports is sealed, as lessons are; a sealed text is longer than a text.
alter table planning_conference alter column place set data type text;
alter table planning_action alter column title set data type text;
alter table drill_answer alter column reason set data type text;
alter table drill_report alter column remarks set data type text;
alter table drill_risk alter column hazard set data type text;
alter table drill_risk_answer alter column reason set data type text;

-- By what a sealed reason in a story knows its row, whose number is drawn by the database after the reason is sealed.
alter table planning_story add column seal_id varchar(36);
update planning_story set seal_id = cast(id as varchar(36));
alter table planning_story alter column seal_id set not null;
alter table drill_story add column seal_id varchar(36);
update drill_story set seal_id = cast(id as varchar(36));
alter table drill_story alter column seal_id set not null;
alter table aar_story add column seal_id varchar(36);
update aar_story set seal_id = cast(id as varchar(36));
alter table aar_story alter column seal_id set not null;
