"""Places: names of places, which place is meant, and where it lies.

Read in this order: places; names, meant, chosen, lists, landmarks, unlisted, unlisted_arabic,
storms; coordinates, world, gazetteer.
"""
