"""INTAKE: one file per format. Bytes to items and their exact text.

In: the bytes of an original and its name. Out: `Taken` items, or a `Problem` where the bytes are
not what the format says. It never repairs, never fetches, never looks at meaning; an encoding
that it had to guess is named in a problem.

Read in this order: arrivals (which files lie at the paths given, and what is said of them),
formats (which adapter reads what), furniture (what a browser saves beside a page). Then one file
per format: plain (with encodings); pictures (with exif); pages, a saved page to its items, with
markup (bytes to a tree), about (what it says of itself), embeds and figures (what is taken out
of it), chrome and blocks (its paragraphs), body and extent (which are the article's), notices
(what stands in the place of one). Last languages (texts neither English nor Arabic).
"""
