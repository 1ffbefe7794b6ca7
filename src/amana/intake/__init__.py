"""INTAKE: one file per format. Bytes to items and their exact text.

In: the bytes of an original and its name. Out: `Taken` items, or a `Problem` where the bytes are
not what the format says. It never repairs, never guesses an encoding, never looks at meaning.

Read in this order: arrivals (which files lie at the paths given, and what is said of them),
formats (which adapter reads what), then one file per format: plain (with encodings, which
names the likely encoding of a text that is no UTF-8); languages (texts that are neither English
nor Arabic).
"""
