"""Maximum distances between words that belong together, each with an example.

Numbers of tokens unless a name ends in SENTENCES, ROUNDS or DAYS. Families read different
sentences, so each has its own limits.
"""

from datetime import timedelta

# Whether talks were held
PLAN_BEFORE = 10  # "will now hold a further round of direct peace talks": in one clause
PLAN_AFTER = 2  # "talks were postponed"
AFTER = 2  # "following the meeting of the delegations"
FUTURE = 14  # "talks in Istanbul between ... will take place": up to the next break
SAME_TALKS = 4  # "the third round of talks": two nouns for one thing
EARLIER = 6  # "an initial round of direct talks": right before the talks
ASIDE = 5  # "facilitated during the peace talks"

# Where
OF_MANY = 1  # "two previous rounds": a number right before the noun
PAST_VENUE = 7  # "following two sessions of such talks in Abu Dhabi"
HOST = 12  # "talks between the three sides in Saudi Arabia"
VENUE_STATE = 1  # "in Geneva, Switzerland"

# Who
MET_WHOM = 5  # "met with the newly elected Turkish president"
MET_LIST = 6  # "the Russian, Ukrainian and US delegations have again met"
MET_SUBJECT = 12  # "Putin, who had flown in on Friday, met ..."
WITH = 5  # "talks with the special US envoy"
LISTED = 8  # "Ukraine's chief negotiator Rustem Umerov and the US envoys"
MEDIATOR = 3  # "the US mediated", "mediation by the US"
HEAD_AFTER = 4  # "Umerov, who is leading the delegation"
HEAD_BEFORE = 8  # "led by presidential aide and former minister Vladimir Medinsky"
HEAD_BY = 5  # "and Russia's by Vladimir Medinsky": "led" is left out
ORDINAL = 2  # "the third trilateral round"
ORDINAL_PAST = 1  # "after a first round": it numbers the talks before
PARTIES_SENTENCES = 8  # the third party of trilateral talks is named in the same part of the text

# When
DAY = 4  # "in Abu Dhabi on February 4 and 5": the day is next to the venue or the talks
PLANNED = 4  # "will continue on Monday"
LONGEST_DAYS = timedelta(days=6)  # longer spans are processes, not rounds

# What other sentences add
DATED_SENTENCES = 3  # "The talks took place on Friday": in the same part of the text
DETAILS_SENTENCES = 3  # heads of delegation and cities follow in the same paragraph
SAME_ROUND_SENTENCES = 12  # without a common city, mentions further apart are other rounds
RECALL_ROUNDS = 20  # keeps reading linear; no report gives more rounds
