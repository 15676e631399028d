"""Maximum distances between words that belong together, each with an example.

Numbers of tokens unless a name ends in SENTENCES. Families read different sentences, so each has
its own limits.
"""

# The agreement and its verb
VERB = 14  # of several agreements in a sentence a verb takes one in its own clause
VERB_OF_ONLY = 30  # the only agreement of a sentence may have a relative clause before its verb
OFFERED = 6  # "announced a three-day Easter truce": verb and object
LAW = 2  # "signed a law": the verb is about the law
AGREED_TO = 6  # "agreed on Thursday to restore": a fact although the verb is an infinitive
NOT_AGREED = 1  # "would not agree to extend"
PLAN = 6  # "offered the US a one-year extension": plan and change

# Agreements that are described, not named
LAST_TREATY = 10  # "the last remaining treaty on nuclear weapons": one noun phrase
ARMS_AFTER = 4  # "the last treaty limiting nuclear arsenals"
GRAIN = 14  # "the deal that allowed Ukraine to safely export grain"
NAME_SENTENCES = 2  # "the treaty", "it": named one or two sentences before

# When
DAY_AFTER = 3  # "expired on Thursday": the day right after its verb
DAY = 25  # the nearest day that is left, in the same sentence
NEWS_SENTENCES = 1  # news of a change is in the headline or the first sentence
