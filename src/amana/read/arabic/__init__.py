"""Arabic: cues of speech, and the clauses that carry what was said.

Read in this order: words, named, names, voices, subjects (who), sources (through whom), clauses
(what), sayings, which brings them together; carried (who goes on where only a verb tells it).
"""
