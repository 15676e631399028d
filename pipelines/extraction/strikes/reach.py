"""Maximum distances between two words of a strike report that belong together.

Numbers of tokens unless a name ends in SENTENCES. The comment has a phrase that needs the number;
tests/extraction/strikes_distances.yml has a sentence for most of them.
"""

# What a number counts
MODIFIERS = 4  # "14 cheap slow noisy Iranian drones": adjectives before the noun
MODELS_APART = 3  # "ракетами повітряного базування типу Х-101": the model follows its noun
BRACKET = 40  # a bracket lists all the models of a mass attack with their counts
SHARE_BEFORE = 1  # "Of these, 70 were shot down": a comma between
OUTCOME_BEHIND_SHARE = 5  # "37 із них силами ППО знищено": who did it between
OUTCOME_OF_SHARE = 6  # "12 of them in the Kharkiv region were destroyed": a place between
ADDITIONAL = 3  # "an additional group of 22 drones"
JET = 3  # "20 – нові реактивні": a dash and an adjective before the word
MUNITION_BEFORE_DASH = 2  # "кількістю дронів за ніч – 273": the night before the dash
AMOUNT_BEFORE = 5  # "кількістю різних нових ворожих ударних БпЛА – 273": adjectives between

# Munitions without a number
MODIFIERS_OF_UNCOUNTED = 5  # "a large fast low flying Russian cruise missile"
SOME_OF_BEFORE = 2  # "part of a missile": an article between
AIR_DEFENCE_BEFORE = 2  # "дивизиона типа С-400": a launcher, not a missile

# What happened to them
MERGED_OUTCOMES = 2  # "збито, або подавлено": one figure for both
OUTCOME_BEHIND = 3  # "37 дронів наші вправні захисники збили": the subject between
VERB_BEHIND_PARTICIPLE = (
    8  # "launched by Russia from the direction of occupied Kursk were destroyed"
)
REMAINDER = 3  # "the two missiles that were not destroyed"
NEGATION_BEFORE = 3  # "не вдалося вчасно збити": the verb between
COORDINATED = 3  # "six missiles, and “12 drones” were": a comma, a link and a quotation mark
INCLUDING_BEFORE = 2  # "including a record 12 Shaheds"

# Areas and places
APIECE_BEHIND = 2  # "three drones in each": right behind the noun, or one word between
AREA_BEHIND = 6  # "БпЛА уничтожены дежурными силами российской ПВО над морем"
COUNTRYWIDE = 2  # "над всеми этими российскими регионами": the country, not an area of it
LOCATION_NOUN = 2  # "на 16 різних локаціях": an adjective between
REGION_LIST = 40  # "the Kyiv, Poltava and Sumy regions": a list may name all the regions
REGION_NAME = 2  # "Повітряне командування «Південь»": the name follows in quotation marks

# People
CASUALTY_NOUN = 6  # "three people were reported to be killed"
PEOPLE_NOUN = 3  # "12 local elderly residents": adjectives between
WEAPON_NOUN = 3  # "вбито 12 ворожих ударних шахедів": drones, not people
PEOPLE_INCLUDED = 3  # "including at least three children": part of a number before
NONE_BEHIND = 3  # "Пострадавших и серьезных разрушений нет"

# Whose munitions
OWNER = 2  # "ворожих ударних БпЛА": an adjective between
OWNED_ATTACK = 2  # "Russia's overnight air attack": adjectives between
SAID_BEHIND = 3  # "Ukraine's defence ministry spokesman said": the office between
SAID_BY = 1  # "the Russian Defense Ministry also reported"
BY_BEHIND = 8  # "drones were launched in several large waves from Kursk by Russia"
SIDE_AFTER_BY = 1  # "by the Russians": an article between

# Which attack
REPORT_DATE = 1  # "the air force said on Feb. 5": a preposition between
COMPARED = 8  # "the largest air attack on Ukraine and its energy grid since 2022"
OUTCOME_AFTER_STANCE = 5  # "plans to build, test and then launch": further verbs between
FRAME_SENTENCES = 2  # an article leaves an attack after two sentences without a date
CASUALTY_SENTENCES = 2  # people are hurt in the attack counted at most two sentences before
