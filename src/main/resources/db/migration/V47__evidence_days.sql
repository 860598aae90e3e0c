-- From when to when a file of evidence says that it holds. Evidence without a person is for the whole roll.
alter table visit_attachment add column valid_from date;
alter table visit_attachment add column valid_until date;
