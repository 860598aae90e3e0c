-- What has come to pass lately stands on the page of an officer's day.
create index outgoing_event_lately on outgoing_event (side, happened_at);
