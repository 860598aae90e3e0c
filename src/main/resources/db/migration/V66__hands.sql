-- Deputies in the newer processes: beside each name the absent officer in whose stead it was, in stories as in steps that
-- another hand has to answer.
alter table instrument_story add column on_behalf_of varchar(100);
alter table calendar_decree_story add column on_behalf_of varchar(100);
alter table drill_story add column on_behalf_of varchar(100);
alter table planning_story add column on_behalf_of varchar(100);
alter table aar_story add column on_behalf_of varchar(100);
alter table drill_plan add column published_for varchar(100);
alter table planning_conference add column recorded_for varchar(100);
alter table planning_product add column written_for varchar(100);
alter table planning_waiver add column asked_for varchar(100);
alter table aar_observation add column written_for varchar(100);
alter table aar_report add column submitted_for varchar(100);
alter table aar_evidence add column done_for varchar(100);

-- Deputyships are recorded one after the other, so that two that overlap cannot both be.
create table deputyship_turn (
    id integer primary key
);
insert into deputyship_turn (id) values (1);
