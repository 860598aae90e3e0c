-- When a file that a submission lists was taken off the request. It stays with the submission, for its own side alone.
alter table visit_attachment add column removed_at timestamp with time zone;
