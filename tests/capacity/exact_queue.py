"""Erlang's formulas in exact fractions and 50-digit decimals: the oracle of the queue tests."""

from decimal import Context, Decimal
from fractions import Fraction

DIGITS = Context(prec=50)


def blocking(load: Fraction, agents: int) -> Fraction:
    """Return Erlang B by its recurrence."""
    blocked = Fraction(1)
    for busy in range(1, agents + 1):
        blocked = load * blocked / (busy + load * blocked)
    return blocked


def waiting(load: Fraction, agents: int) -> Fraction:
    """Return Erlang C."""
    if agents <= load:
        return Fraction(1)
    blocked = blocking(load, agents)
    return agents * blocked / (agents - load * (1 - blocked))


def waiting_by_decimals(load: str, agents: int) -> Decimal:
    """Return Erlang C for a load written in decimals, quickly enough for large ones."""
    offered = Decimal(load)
    if agents <= offered:
        return Decimal(1)
    blocked = Decimal(1)
    for busy in range(1, agents + 1):
        blocked = DIGITS.divide(
            DIGITS.multiply(offered, blocked), busy + DIGITS.multiply(offered, blocked)
        )
    return DIGITS.divide(
        DIGITS.multiply(Decimal(agents), blocked),
        DIGITS.subtract(Decimal(agents), DIGITS.multiply(offered, 1 - blocked)),
    )


def keeps_promise(load: str, agents: int, patience: str, target: str, limit: str) -> bool:
    """Return whether agents reach the service level within the occupancy, by exact decimals."""
    if agents <= Decimal(load) or Decimal(load) > Decimal(limit) * agents:
        return False
    slack = DIGITS.subtract(Decimal(agents), Decimal(load))
    late = DIGITS.multiply(
        waiting_by_decimals(load, agents), DIGITS.exp(-DIGITS.multiply(slack, Decimal(patience)))
    )
    return 1 - late >= Decimal(target)
