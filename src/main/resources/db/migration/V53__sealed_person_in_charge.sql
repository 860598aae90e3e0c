-- A sealed name is longer than a name.
alter table aar_action alter column person set data type text;
