"""Role-play: scenarios that people play, what their turns are worth, and how they came out."""
