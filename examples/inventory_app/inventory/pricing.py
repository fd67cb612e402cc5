"""Prices and discounts; knows nothing about storage."""

from collections.abc import Callable

Rule = Callable[[int, int], int]

rules: dict[str, Rule] = {}


def rule(name: str) -> Callable[[Rule], Rule]:
    """Register a discount under a name."""

    def register(function: Rule) -> Rule:
        rules[name] = function
        return function

    return register


@rule("dozen")
def every_twelfth_free(price: int, count: int) -> int:
    return price * (count - count // 12)


@rule("bulk")
def ten_percent_from_100(price: int, count: int) -> int:
    total = price * count
    return total - total // 10 if count >= 100 else total


def best_price(price: int, count: int) -> tuple[int, str]:
    """The lowest total that any rule allows, and the rule's name."""
    offers = [(price * count, "none")]
    offers += [(function(price, count), name) for name, function in rules.items()]
    return min(offers)


def euros(cents: int) -> str:
    sign = "-" if cents < 0 else ""
    whole, rest = divmod(abs(cents), 100)
    return f"{sign}{whole:,}.{rest:02d} €"
