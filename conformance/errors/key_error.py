stock = {"apple": 3}
for name in ("apple", "pear"):
    print(name, stock[name])
