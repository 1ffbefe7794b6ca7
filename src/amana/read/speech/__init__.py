"""Speech: which words were said, and by whom: drafts of statements.

Read in this order: sayings (what both grammars find), drafting, speakers, joined, leads, mixed,
nested, attribution, which brings them together.
"""
