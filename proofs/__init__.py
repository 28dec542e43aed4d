"""Proofs: programs that kill, cut, fill, lock and race the product, and look for what was lost.

Each says what it found and ends with 0 only when nothing was lost, twice or half done. They serve
the product in folders of their own and never touch an installation.
"""
