"""Voices: who a phrase means, and who the same voice is throughout one document.

Read in this order: voices, called (one phrase); ages, whose, minors (who is a child); register
(the document); antecedents, elliptic, cited (who is meant by "she", "another", "who quotes").
"""
