"""CASE: one folder. What its log says, and the index that makes it quick to look at.

In: the custody log, through `amana.keep`. Out: arrivals, views, decisions, settings and failures
as folded from it, and whatever was derived from them, by list, by id and by words. Truth is the
log; `index.sqlite` can be deleted at any time and is made again to the same lists.

Read in this order: settings (the files that people edit), history (the log folded), reviews
(decisions laid over what was read), items (a view with all that was read in it), index (SQLite),
search (words of both scripts), naming (whom a name means), folder (the case as others use it).
"""
