"""Single inheritance, super, overriding, isinstance."""


class Shape:
    sides = 0

    def __init__(self, name: str) -> None:
        self.name = name

    def area(self) -> float:
        raise NotImplementedError(f"{type(self).__name__} has no area")

    def describe(self) -> str:
        return f"{self.name}: {self.area():.2f}, {self.sides} sides"


class Rectangle(Shape):
    sides = 4

    def __init__(self, w: float, h: float, name: str = "rectangle") -> None:
        super().__init__(name)
        self.w, self.h = w, h

    def area(self) -> float:
        return self.w * self.h


class Square(Rectangle):
    def __init__(self, side: float) -> None:
        super().__init__(side, side, "square")

    def describe(self) -> str:
        return super().describe() + "!"


class Circle(Shape):
    def area(self) -> float:
        return 3.0


class Blob(Shape):
    pass


shapes: list[Shape] = [Rectangle(2, 3), Square(1.5), Circle("circle")]
for shape in shapes:
    print(shape.describe())
try:
    Blob("blob").describe()
except NotImplementedError as error:
    print(error)
s = shapes[1]
print(isinstance(s, Rectangle), isinstance(s, Shape), isinstance(s, Circle), isinstance(s, (int, Shape)))
print(issubclass(Square, Shape), issubclass(Shape, Square), issubclass(bool, int), Square.__bases__[0].__name__)
print([c.__name__ for c in Square.__mro__], Shape.area(Circle("c")) if 0 else Circle.area(s))
