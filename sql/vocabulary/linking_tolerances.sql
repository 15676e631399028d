-- How far two claims may lie apart and still speak of one event.
-- grain: family x kind x object_group x days
-- not for: saying that what lies closer is one event; place, state and object must agree too, and a source's own label stands above.
create table vocabulary.linking_tolerances (
    family varchar not null, -- Family of the claims: airspace, negotiations, exchanges or agreements.
    kind varchar, -- violation, dangerous_encounter or sighting; null outside airspace.
    object_group varchar, -- drone, aircraft (with recon_aircraft), helicopter, missile or balloon; null outside airspace.
    days integer not null, -- Days between the two dates, at most.
    km double, -- Kilometres between the two points, at most; below 100 two names of places must agree too. Null where places are no points.
    note varchar not null -- Why, in a sentence.
);
