"""English: cues of speech, and the clauses that carry what was said.

Read in this order: words, subjects (who), sources (through whom), starts, ends, fronts (what),
nouns, figures; sayings brings them together.
"""
