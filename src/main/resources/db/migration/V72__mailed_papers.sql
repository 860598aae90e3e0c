-- A paper that a mail encloses, as its kind and what it is about; null for a mail that tells of cases.
alter table mail add column paper varchar(60);
-- What was mailed of a case.
create index mail_item_case on mail_item (side, case_number);
