-- The absent officer in whose stead a deputy acted, beside the deputy's own name.
alter table audit_entry add column on_behalf_of varchar(100);
