-- The events that reports are made of are appended to. Whoever owns the table can still remove this; nobody does it by mistake.
create function report_event_stays() returns trigger language plpgsql as $$
begin
    raise exception 'The events of reports are appended to, never changed';
end
$$;
create trigger report_event_stays before update or delete on report_event
    for each row execute function report_event_stays();
create trigger report_event_stays_whole before truncate on report_event
    for each statement execute function report_event_stays();
