"""A whole programme as one file: from the office that carried it out to one that goes on with it."""
