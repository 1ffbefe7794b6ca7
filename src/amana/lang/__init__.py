"""Letters, words, names, numbers and calendars of Arabic and English.

In: text. Out: what its letters, words and figures are. Pure: no clock, no file but its own word
lists under `data/` (each says where it comes from), no knowledge of statements or cases.

Read in this order: letters, words, lexicon, tokens, figures, numbers, fractions, calendar, hijri,
names, bylines, parties.
"""
