-- Channels and outlets, with their side.
-- grain: publisher_id
-- not for: judging reliability; side and source type describe, they do not rank.
create table vocabulary.publishers (
    publisher_id varchar not null, -- Short id; a channel's handle where it has one.
    name varchar not null, -- Name.
    side varchar not null, -- ukraine, russia, third_party or media.
    source_type varchar not null -- official, dataset, research, agency, press, curated_list, encyclopedia or partisan_social.
);
