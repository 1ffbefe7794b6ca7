"""CLI: the program in the terminal, one file per command.

In: what a person types. Out: data on standard output, everything else on standard error, an
exit code of `amana.errors`. It parses, calls one function of `amana.flow` and prints; it knows
nothing that a script in Python could not ask for, too.

Read in this order: commands (the one way in) with begin and called (its name, as it was typed),
options (what commands share), output and window (what is safe, and what fits), tables (lists),
phrases, around, cards and ladder (one thing with all that bears on it), receipt, progress, then
one file per command.
"""

from amana.cli.commands import main

__all__ = ["main"]
