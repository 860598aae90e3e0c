-- Numbers of rows are drawn a thousand at a time: each time that H2 draws, it writes where it stands to the file at once, in the
-- midst of whatever is being written, which took longer than the row. What was drawn when the program ends at once is left out.
alter table aar_attachment alter column seq set cache 1000;
alter table aar_story alter column id set cache 1000;
alter table audit_entry alter column id set cache 1000;
alter table calendar_decree_story alter column id set cache 1000;
alter table deputyship alter column id set cache 1000;
alter table drill_proposal alter column id set cache 1000;
alter table drill_story alter column id set cache 1000;
alter table instrument_document alter column seq set cache 1000;
alter table instrument_story alter column id set cache 1000;
alter table outgoing_event alter column id set cache 1000;
alter table planning_story alter column id set cache 1000;
alter table range_closure alter column id set cache 1000;
alter table report_event alter column id set cache 1000;
alter table report_news alter column id set cache 1000;
alter table visit_attachment alter column seq set cache 1000;
alter table visit_duty alter column id set cache 1000;
alter table visit_story alter column id set cache 1000;
alter table visit_thread_message alter column seq set cache 1000;
alter table visit_waiver alter column id set cache 1000;
