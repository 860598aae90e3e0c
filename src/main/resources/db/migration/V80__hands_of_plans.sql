-- Who asked is not who approves, neither as a deputy nor by one: who proposed a line of the yearly plan, who opened a
-- planning, and who chose its exercise.
alter table plan_line add column proposed_for varchar(100);
alter table planning add column opened_for varchar(100);
alter table planning add column chosen_by varchar(100);
alter table planning add column chosen_for varchar(100);
