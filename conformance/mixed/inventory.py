"""An inventory with categories, restocking and reports."""

from dataclasses import dataclass, field
from enum import Enum


class Category(Enum):
    TOOL = "tool"
    FOOD = "food"


@dataclass(order=True)
class Product:
    name: str
    price: float = field(compare=False)
    quantity: int = field(default=0, compare=False)
    category: Category = field(default=Category.TOOL, compare=False)

    @property
    def value(self) -> float:
        return self.price * self.quantity


class Inventory:
    def __init__(self) -> None:
        self._products: dict[str, Product] = {}

    def add(self, product: Product) -> "Inventory":
        if product.name in self._products:
            self._products[product.name].quantity += product.quantity
        else:
            self._products[product.name] = product
        return self

    def remove(self, name: str, quantity: int = 1) -> None:
        product = self._products[name]
        if product.quantity < quantity:
            raise ValueError(f"only {product.quantity} {name} left")
        product.quantity -= quantity
        if not product.quantity:
            del self._products[name]

    def by_category(self) -> dict[Category, list[Product]]:
        out: dict[Category, list[Product]] = {c: [] for c in Category}
        for product in sorted(self._products.values()):
            out[product.category].append(product)
        return out

    @property
    def total(self) -> float:
        return sum(p.value for p in self._products.values())


inv = Inventory()
inv.add(Product("saw", 12.5, 2)).add(Product("apple", 0.3, 10, Category.FOOD)).add(Product("hammer", 8, 1)).add(Product("saw", 0, 3))
for category, products in inv.by_category().items():
    print(category.value, [(p.name, p.quantity, f"{p.value:.2f}") for p in products])
inv.remove("hammer")
for name, n in (("saw", 99), ("hammer", 1)):
    try:
        inv.remove(name, n)
    except ValueError as error:
        print(error)
    except KeyError as error:
        print("no such product:", error)
print(f"{inv.total:.2f}", min(inv.by_category()[Category.FOOD]))
