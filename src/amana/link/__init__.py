"""LINK: two things compared. The same words, the same person, the same picture, the same days.

In: readings of many views. Out: `Link`s with their reasons, clusters of people, pictures, date
windows for undated reports. Pure. It proposes and never merges in silence; spelling alone never
makes two people one.

Read in this order: linking (the whole of it), words, tokens, rarity, candidates, crowds, align,
relation, signals, figures, rulings, parties, people, translations, denials, dates; of pictures
fingerprints, overlay (the second look), pictures (the copies), media (known from captions), shown
(which caption speaks of which), pictured (all of it joined).
"""
