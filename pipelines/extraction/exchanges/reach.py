"""Maximum distances between words that belong together, and sizes, each with an example.

Numbers of tokens unless a name ends in SENTENCES, DAYS or PEOPLE. What words of one sentence mean
together belongs to patterns.yml.
"""

# Where the people go
QUOTED = 2  # "wrote President Zelensky": who speaks follows the verb
QUOTED_SENTENCES = 3  # a quotation of at most three sentences

# When
MONTH = 5  # a month or a year dates a figure only in its own phrase
EARLIER_SENTENCES = 3  # a figure takes the day of an exchange reported just before
LATER_SENTENCES = 2  # "The swap took place on Monday": said just after the figures
LINK_SENTENCES = 2  # "In return ..." continues one of the two sentences before
CUE_SENTENCES = 3  # the word "exchange" stands up to three sentences before, or one after
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
