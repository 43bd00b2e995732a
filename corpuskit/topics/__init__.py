"""What it is about: topic models, their description, choice and effects."""
