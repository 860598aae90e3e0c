-- Checkpoints are added, never changed, like the entries they cover.
create trigger audit_checkpoint_stays before update or delete on audit_checkpoint
    for each row execute function audit_entry_stays();
create trigger audit_checkpoint_stays_whole before truncate on audit_checkpoint
    for each statement execute function audit_entry_stays();
create trigger audit_head_stays before update or delete on audit_head
    for each row execute function audit_entry_stays();
create trigger audit_head_stays_whole before truncate on audit_head
    for each statement execute function audit_entry_stays();
