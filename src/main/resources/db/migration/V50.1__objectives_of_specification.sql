-- What an exercise trains comes from its approved specification, whose objectives may be this long.
alter table exercise_objective alter column title set data type varchar(500);
