-- SHA-256 over the files that a message was sent with, so that what is opened later is what was sent; null before.
alter table visit_thread_message add column files_sha256 varchar(64);
