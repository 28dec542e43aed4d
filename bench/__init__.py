"""Measuring the product against a bare Flask application."""
