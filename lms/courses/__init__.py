"""Courses and their lessons: the texts, reading them, checks, completion."""
