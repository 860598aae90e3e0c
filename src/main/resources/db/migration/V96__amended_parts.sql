-- The place of an amended visit in its group is that of the request that it amends.
alter table visit_amendment add column group_number varchar(40);
alter table visit_amendment add column part integer;
update visit_amendment set
    group_number = (select g.group_number from visit_group_part g where g.request_number = visit_amendment.amends),
    part = (select g.part from visit_group_part g where g.request_number = visit_amendment.amends);
-- An amendment of an amendment, and one of that: no visit is amended more often.
update visit_amendment set
    group_number = (select e.group_number from visit_amendment e where e.request_number = visit_amendment.amends),
    part = (select e.part from visit_amendment e where e.request_number = visit_amendment.amends)
where group_number is null;
update visit_amendment set
    group_number = (select e.group_number from visit_amendment e where e.request_number = visit_amendment.amends),
    part = (select e.part from visit_amendment e where e.request_number = visit_amendment.amends)
where group_number is null;
create index visit_amendment_group on visit_amendment (group_number);
