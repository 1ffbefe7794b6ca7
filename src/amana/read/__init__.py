"""READ: what one view says. Who said what, when, where, through whom.

In: one `View` and the settings of its case. Out: one `Reading`: statements, times, places,
amounts, cues, status reports, regions. Pure. It never sees a second view, never changes a
word, never guesses: what cannot be told stays None, with the words it was read from.

Read in this order: reading (the whole of it), regions, quotes, speech, voices, channels, said,
statements; then the marks: times, window, amounts, places, cues, status.
"""
