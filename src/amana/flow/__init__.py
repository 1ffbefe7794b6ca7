"""FLOW: the rooms in order. Bytes, items, views, statements, links, assessments, dossier.

The only place that joins rooms, and the only one with a clock, progress and process pools.
In: a case folder and what a person asks for. Out: acts in the log, lists in the index, pages.

Read in this order: line (the whole of it, from views to lists), desk (clock, configuration,
progress), keeping with taking and saved (bytes in), pictures (out of the vault again), looking
(what is there), acts (the log), deciding with judging and named (what people say of it), telling
(pages out), checking (whether it is still what was sealed), demo with impressions (what it says
at its end), public (all this for those who write Python).
"""
