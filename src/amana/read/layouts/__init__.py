"""Layouts: words that are somebody's by where they stand on a page, not by a verb.

Read in this order: stamps, turns (the label and the words under it); chats, threads, interviews,
signed, headed, alone, entries, told, labelled, issued, posts, blockquotes (one form of page
each); layouts (all of them tried), opening, turned (what becomes of them).
"""
