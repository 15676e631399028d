"""Maximum distances between words that belong together, each with an example.

Numbers of tokens unless a name ends in SENTENCES, DAYS or PEOPLE. Families read different
sentences, so each has its own limits.
"""

# What a number counts
NOUN = 8  # "150 seriously wounded and sick Ukrainian servicemen": modifiers before the last noun
BODIES_BEFORE = 4  # "the bodies of the 1,212": the noun may precede its number
PART = 1  # "including the two": one article between the cue and the number
PART_LISTED = 3  # "including servicemen and two civilians": one listed group between them
AMONG = 6  # "among those returned are the bodies of five": the verb comes between
FORMULA_DEAL = 1  # "the 1,000-for-1,000 prisoner deal": next to the formula
IN_RETURN = 5  # "handed over 185 of its own in return"

# Where the people go
SAME_NUMBER = 2  # "303 Ukrainian soldiers for the same number": right after the people
SAME_NUMBER_LINK = 4  # "in exchange handed over the same number": a verb between the two
EACH_AFTER = 3  # "185 prisoners of war from each side"
EACH_BEFORE = 4  # "each side has released some 84": a verb between the two
COORDINATED = 5  # "224 soldiers and also, among them, six civilians": connectors only
OPENING = 2  # "In return, ...": the link opens its sentence
SWAP_BEFORE, SWAP_AFTER = 12, 10  # one clause: the exchange, with its day and place, and the people
OBJECT = 4  # "exchanged a total of 314 prisoners": verb and object
PASSIVE = 3  # "314 prisoners have been exchanged"
SUBJECT = 4  # "Russia on Thursday freed": subject and verb

# Who receives, by the verb
VERB_BEFORE, VERB_AFTER = 14, 10  # the verb and the people, with day and place between them
PARTY_BEFORE, PARTY_AFTER = -2, 12  # "from Russia" among the nouns or in the rest of the clause
HOME_BEFORE, HOME_AFTER = -12, 8  # "home" goes with the verb before the people, or follows them
CASE = 1  # "передали Росії": the state is next to the verb
CLAIMANT = 5  # "Kyiv's coordination headquarters has said"
QUOTED = 2  # "wrote President Zelensky": who speaks follows the verb
QUOTED_SENTENCES = 2  # a quotation of at most three sentences

# What is no exchange
PLAN_VERB = 3  # "are yet to be released": plan and verb
CAPTURE = 5  # "captured on Thursday 31 soldiers"
ORDINAL = 8  # "the third exchange of prisoners between the two this year"
ORDINAL_SUFFIX = 6  # "the 70-th exchange of the year": written as two tokens

# When
MONTH = 5  # a month or a year dates a figure only in its own phrase
PLAN_DAY = 2  # "with more to be released on Saturday": plan and day
EARLIER_SENTENCES = 3  # a figure takes the day of an exchange reported just before
LATER_SENTENCES = 2  # "The swap took place on Monday": said just after the figures
LINK_SENTENCES = 2  # "In return ..." continues one of the two sentences before
CUE_SENTENCES = (
    3  # the word "exchange" stands in the same paragraph: three sentences before, one after
)
NEWS_SENTENCES = 6  # an undated figure is news near the top: headlines, first paragraphs
REPORTED_SENTENCES = 6  # "Officials reported this on 5 February" dates the news at the top
NEWS_DAYS = 5  # an exchange is news for less than a week

# Mediators
MEDIATOR_BEFORE, MEDIATOR_AFTER = -3, 4  # "mediated by the United Arab Emirates"
MEDIATES = 5  # "the Emirates once again provided mediation"
MEDIATORS_LISTED = 3  # "the Emirates and the United States"

# How many
DEAL_PEOPLE = 1000  # "1,000 for 1,000" is what was agreed; it was never carried out in a day
BODIES_PEOPLE = 2000  # remains are returned in larger numbers than living people
MOST_FIGURES = 200  # no report gives more figures; a longer list is no report
