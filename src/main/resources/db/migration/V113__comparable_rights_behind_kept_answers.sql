-- A sum tells only that rights have changed; whoever has more than before may have the answer again. Of earlier answers
-- nobody knows: they are repeated.
alter table idempotent_answer drop column rights_sha256;
alter table idempotent_answer add column rights text default '' not null;
