"""What may be told of so few or so many people without pointing at one of them.

Figures are told to people who may not know who is behind them. Numbers of people are rounded to
the nearest five, since differences between exact numbers would tell what was left out; shares and
averages are told of twenty people or more. The method is the rounding methodology of the Higher
Education Statistics Agency (HESA, "Rounding and suppression to anonymise statistics"), with a
nought told as a nought.
"""

FEWEST = 5  # people of whom a number is told, and to which numbers are rounded
ENOUGH = 20  # people of whom a share, an average or a verdict is told


def rounded(people: int) -> int | None:
    """A number of people as it is told; None for one to four: that there were fewer than five."""
    if 0 < people < FEWEST:
        return None
    return (people + FEWEST // 2) // FEWEST * FEWEST
