-- When the reasons of a lifted hold were erased, as the case that it held was.
alter table legal_hold add column erased_at timestamp with time zone;
