-- Which columns were sealed for a side: what a release adds to them is sealed at its first start.
create table sealed_column (
    side varchar(3) not null,
    name varchar(80) not null,
    primary key (side, name)
);
