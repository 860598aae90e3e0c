-- By what rights the account got its first answer: with other ones it does not get it again. Of earlier answers nobody knows.
alter table idempotent_answer add column rights_sha256 varchar(64) default '' not null;
