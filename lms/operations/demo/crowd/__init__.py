"""Many people for the demo: `flask demo fill --trainees N`, in branches of 48 that are alike.

What one branch has lived through by the product's own services is copied, with other names, numbers
and random ids, into as many more as are wanted: so every fact of theirs is one that the product
would have written.
"""

from lms.operations.demo.crowd.filling import fill_crowd
from lms.operations.demo.crowd.who import MOST

__all__ = ["MOST", "fill_crowd"]
