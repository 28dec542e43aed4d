"""Authored documents: kinds, revisions, publication, assignment to people, files in and out."""
