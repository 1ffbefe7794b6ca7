"""Which files belong to a saved page; apart from what reads, for keeping starts at once."""

from amana.intake.furniture import is_beside


def is_part_of_page(file: str) -> bool:
    """Whether a file lies in the folder that a browser saved beside a page."""
    return is_beside(file)
