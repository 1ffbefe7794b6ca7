"""WEIGH: many counted. What a claim rests on, by independent origins only.

In: statements, links, people, status reports. Out: claims, origins, events. Pure. It counts
origins, never tellings; what has no traceable origin is said to have none; it never decides
what is true.

Read in this order: weighing (the whole of it), claims, order, origins, counted (with words.toml),
growth, contradictions, doers, events.
"""
