-- Names and channels under which a publisher is quoted; quoting it does not add a second source.
-- grain: name
-- not for: naming publishers; see vocabulary.publishers.
create table vocabulary.origins (
    name varchar not null, -- Name or channel, as written in reports, post addresses and tables.
    origin varchar not null -- Publisher quoted under this name; see vocabulary.publishers.
);
