-- Checkpoints are added, never changed, like the entries they cover.
create trigger audit_checkpoint_stays before update, delete on audit_checkpoint for each row
    call "org.mushterek.audit.EntryStays";
create trigger audit_head_stays before update, delete on audit_head for each row
    call "org.mushterek.audit.EntryStays";
