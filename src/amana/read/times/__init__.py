"""Times: expressions of time, what they mean, and from where they count.

Read in this order: times; words, meanings, rules with days, clocks, absolute, stretches,
relative; published, window (when the text itself is from); anchors, problems.
"""
