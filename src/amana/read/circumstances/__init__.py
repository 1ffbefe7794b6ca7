"""Circumstances: in what medium, when, through whom, how surely: drafts become statements.

Read in this order: channels, relays, said, circumstances; stance, disputed, confidence; setting,
statements.
"""
