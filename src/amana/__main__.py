"""`python -m amana` is the same as `amana`."""

from amana.cli import main

if __name__ == "__main__":
    main()
