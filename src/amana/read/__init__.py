"""READ: what one view says. Who said what, when, where, through whom.

In: one `View` and the settings of its case. Out: one `Reading`: statements, times, places,
amounts, cues, status reports, regions. Pure. It never sees a second view, never changes a
word, never guesses: what cannot be told stays None, with the words it was read from.

Read in this order: reading (the whole of it), regions, quotes, page; stamps, turns, chats, threads,
interviews, signed, headed, alone, entries, layouts, turned, told, labelled, issued, opening;
sayings; english_words, subjects, english_sources, english_ends, english_starts, english_fronts,
english_figures, english_nouns, english; arabic_words, named, arabic_names, arabic_voices,
arabic_subjects, arabic_clauses, arabic_sources, arabic (cues of speech and their clauses); voices
with called, drafting, mixed, speakers, joined, leads, nested, attribution, register, elliptic,
antecedents, cited (whose words); channels, relays, said, circumstances, stance, disputed,
setting, confidence, statements.
Then the marks: times with time_words, time_meanings, time_days, time_clocks, time_absolute,
time_stretches, time_relative, time_rules, published, time_anchors, time_problems; window, amounts
with countable, bounds, counted, labels, fates, amount_words; cues, status with clauses; folded;
places with place_names, place_meant, place_chosen, landmarks, unlisted, unlisted_arabic,
place_lists, storms, coordinates, world, gazetteer.
"""
