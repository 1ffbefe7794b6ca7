"""READ: what one view says. Who said what, when, where, through whom.

In: one `View` and the settings of its case. Out: one `Reading`: statements, times, places,
amounts, cues, status reports, regions. Pure. It never sees a second view, never changes a
word, never guesses: what cannot be told stays None, with the words it was read from.

Read in this order: reading (the whole of it); regions, quotes, clauses, folded, page (the text);
layouts (words that are somebody's by their place); english, arabic (cues of speech and their
clauses); speech (which words were said, by whom); voices (who is meant); circumstances (in what
medium, when, through whom); then the marks: times, amounts, places, cues, status.
"""
