-- Addresses that sources publish at, and the result of the last request to each.
-- grain: source x url
-- not for: a history of publications; landed.documents has every document that landed.
create table quality.fetches (
    source varchar not null, -- Folder of the source.
    url varchar not null, -- Address requested.
    asked_at timestamptz not null, -- When it was requested.
    outcome varchar not null, -- new: new content; unchanged: same content as before; skipped: the user's credentials are not set; failed: no content.
    file varchar, -- Inbox file with the content, the last of several; null unless new.
    bytes bigint, -- Bytes that came; null unless new.
    reason varchar -- Why the request failed or was not made, or what waits for the next refresh; null where there is nothing to say.
);
