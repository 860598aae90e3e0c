-- The audit is appended to. Whoever owns the database can still remove this; nobody does it by mistake or through a door.
create trigger audit_entry_stays before update, delete on audit_entry for each row
    call "org.mushterek.audit.EntryStays";
