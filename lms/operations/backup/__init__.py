"""Backups: one file with the database and everything beside it, checked, kept by rule, restored.

What is in a backup: the database as it was at one moment, and every file of LMS_INSTANCE but those
that can be made again (queue, locks, earlier backups). See docs/operations.md.
"""
