def find(items, wanted):
    for item in items:
        if item == wanted:
            return item


print(find(["a", "b"], "b").upper())
print(find(["a", "b"], "z").upper())
