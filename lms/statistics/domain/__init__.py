"""Rules of statistics: what was counted, what it says of steps and answers, what may be told."""

from lms.statistics.domain.counts import Counts, Edge, median
from lms.statistics.domain.findings import Finding, of_answer, of_step
from lms.statistics.domain.items import Sums, discrimination, facility
from lms.statistics.domain.layout import HIGH, WIDE, Layout, layered, thickness
from lms.statistics.domain.maps import Took, Way, layout_of, shares_of, streams_of, ways_of
from lms.statistics.domain.study import Given, Mend, Seen, Study, study
from lms.statistics.domain.told import ENOUGH, FEWEST, rounded

__all__ = [
    "ENOUGH",
    "FEWEST",
    "HIGH",
    "WIDE",
    "Counts",
    "Edge",
    "Finding",
    "Given",
    "Layout",
    "Mend",
    "Seen",
    "Study",
    "Sums",
    "Took",
    "Way",
    "discrimination",
    "facility",
    "layered",
    "layout_of",
    "median",
    "of_answer",
    "of_step",
    "rounded",
    "shares_of",
    "streams_of",
    "study",
    "thickness",
    "ways_of",
]
