-- The audit is appended to. Whoever owns the table can still remove this; nobody does it by mistake or through a door.
create function audit_entry_stays() returns trigger language plpgsql as $$
begin
    raise exception 'The audit is appended to, never changed';
end
$$;
create trigger audit_entry_stays before update or delete on audit_entry
    for each row execute function audit_entry_stays();
create trigger audit_entry_stays_whole before truncate on audit_entry
    for each statement execute function audit_entry_stays();
