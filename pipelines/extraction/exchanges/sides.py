"""The two states that exchange people."""

SIDES = frozenset(("UKR", "RUS"))
OTHER_SIDE = {"UKR": "RUS", "RUS": "UKR"}
OWN_SIDE = {"uk": "UKR", "ru": "RUS"}  # "our people", "home": the side of a text's language
