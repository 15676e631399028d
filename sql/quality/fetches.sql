-- Addresses that sources publish at, and what the last asking of each brought.
-- grain: source x url
-- not for: a history of publications; landed.documents has every document that came.
create table quality.fetches (
    source varchar not null, -- Folder of the source.
    url varchar not null, -- Address that was asked.
    asked_at timestamptz not null, -- When.
    outcome varchar not null, -- new: something came; unchanged: the same as the last time; failed: nothing could be had.
    file varchar, -- File of the inbox that holds what came; null unless new.
    bytes bigint, -- Its size; null unless new.
    reason varchar -- Why nothing could be had; null unless failed.
);
