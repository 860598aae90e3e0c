-- The events that reports are made of are appended to. Whoever owns the database can still remove this; nobody does it by mistake.
create trigger report_event_stays before update, delete on report_event for each row
    call "org.mushterek.audit.EntryStays";
