"""amana: a record of what people said, preserved, attributed, weighed and checkable."""
