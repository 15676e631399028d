"""Maximum distances between words that belong together, each with an example.

Numbers of tokens unless a name ends in SENTENCES, DAYS or INCIDENTS. Families read different
sentences, so each has its own limits.
"""

# Whose airspace
OWNER_BEFORE = 1  # "Polish national airspace": one adjective between
OWNER_AFTER = 2  # "airspace of the Republic": a preposition and an article between
INTO = 2  # "crossed into eastern Poland"
INTO_BEFORE = 4  # "до Польщі вночі залетіло 19 дронів": a day or an origin between
OWN_LAND = 1  # "strayed into its territory"
LISTED = 2  # "Polish, and Lithuanian airspace": a comma and a link
ENTERED = 20  # state and verb of one clause, with the object, day and place between them

# Which object
INTRUDER = 14  # "three MiG-31s ... entered": object and verb of one clause
FELL = 12  # "a drone, according to officials, crashed"
FINDER = 2  # "Polish border guards found"
FOUND = 3  # "found the charred wreckage"
PLACE = 4  # "in the eastern Romanian city of"
FELL_IN = 10  # "crashed near a village in eastern Latvia"
SHOT_DOWN = 4  # "three drones were shot down"
SHOT_DOWN_IN = 10  # "shot down over the Baltic coast, in Polish airspace"
SEEN = 12  # "drones of unknown origin ... were seen"
FORCES = 4  # "jets of the air force of Russia", "missile presumably launched by Russian"
DOUBT = 6  # "a suspected Russian military drone"

# Who sent it
LAUNCHED = 4  # "Belarus launched about 25 balloons": verb and object
BALLOON_FROM = 8  # "balloons flew during the night from Belarus"

# What did not happen
APPROACHED = 10  # "did not in any of the cases enter": in one clause
MANY_TIMES = 8  # "scrambled four times in the last few days"

# When
DAY = 25  # the day of a verb may be anywhere in a sentence of usual length
NOUN_DAY = 10  # "the violation of Estonian airspace on 19 September": next to the noun
SAID = 1  # "officials said on Monday": the day of the statement
NEWS_DAYS = 14  # a report of an older incident recalls it
DAY_SENTENCES = 6  # headline, subheading and the first paragraphs report one incident
SAID_SENTENCES = 2  # "said on Monday": next to the incident

# What other sentences add
CONTEXT_SENTENCES = 3  # "Ministers met in Riga. A drone had entered the country's airspace."
DETAILS_SENTENCES = 4  # duration, responses and protests follow in the same part of the text
RECALL_INCIDENTS = 20  # keeps the merging linear; no report gives more of one kind

# How long, how deep
DEPTH_CUE = 1  # "10 kilometres inside", "10 kilometres deep into"
