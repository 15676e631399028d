"""Violations of airspace, dangerous encounters and sightings."""
