-- Names and channels under which one publisher is quoted; whoever quotes it adds no second source.
-- grain: name
-- not for: naming publishers; see vocabulary.publishers.
create table vocabulary.origins (
    name varchar not null, -- A name or channel, as reports, addresses of posts and tables write it.
    origin varchar not null -- Publisher whose word it is; see vocabulary.publishers.
);
