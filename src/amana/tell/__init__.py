"""TELL: what a person looks at. The dossier, release-grade.

In: a `Dossier`. Out: pages and pictures as bytes, by their path. Pure. It shows quoted words with a
little around them, never whole reports; children and people at risk are masked in everything it
makes, and no picture is written of which anybody's words, in any copy, name or describe them.

Read in this order: dossier (the whole of it), hidden, spellings, aliases and masks (who is not
shown, and how),
outside (ids, files, messages), tongue and clock (words and times of one language), ink (a passage
in its place), drawing (bars without words), desk, cards, descent and claims (how a claim came
down), quarrels (who speaks against whom), plates (pictures), sections, front (what is shown),
shelves and pages (where, and how it looks), leaks (the check of what was made), then catalogue/,
templates/ and static/.
"""
