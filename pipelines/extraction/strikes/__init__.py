"""Strikes: munitions launched, intercepted, landed, and people harmed.

Four steps, each a module that calls the others of its line:

    items    what one sentence counts: marks, phrases, places, nouns, uncounted, totals, outcomes,
             shares, areas, people; the result is plain data of counted
    attacks  which sentences count for which attack: genre, frames, background, attackers, sides,
             carried, attack, repetitions
    rows     what an attack adds up to: row, bare, launches, interceptions, parts_and_totals
    claims   the columns of the contract: times, targets

`reach` holds the distances between words that all of them use.
"""
