"""TELL: what a person looks at. The dossier, release-grade.

In: a `Dossier`. Out: pages as bytes, by their path. Pure. It shows quoted words with a little
around them, never whole reports; children and people at risk are masked in everything it makes.

Read in this order: dossier (the whole of it), masks, pages, templates/, static/.
"""
