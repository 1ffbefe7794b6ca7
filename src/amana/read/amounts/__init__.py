"""Amounts: figures as claims, with their bounds, what they count and what became of it.

Read in this order: amounts; countable, bounds, counted, labels, fates, words.
"""
