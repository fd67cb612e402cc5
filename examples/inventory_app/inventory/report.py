"""What the boss wants to read."""

from inventory import pricing
from inventory.store import Store

COLUMNS = ("item", "count", "price", "value")


def summary(store: Store) -> str:
    """A table of all items, the most valuable first."""
    rows = [COLUMNS]
    for item in sorted(store, key=lambda item: item.value, reverse=True):
        prices = (pricing.euros(item.price), pricing.euros(item.value))
        rows.append((item.name, str(item.count), *prices))
    widths = [max(map(len, column)) for column in zip(*rows)]
    lines = []
    for row in rows:
        name, *numbers = row
        cells = [name.ljust(widths[0])]
        cells += [text.rjust(width) for text, width in zip(numbers, widths[1:])]
        lines.append("  ".join(cells))
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join(lines)
