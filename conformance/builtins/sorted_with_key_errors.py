"""min, max and sorted with key functions over dicts, tuples and objects."""

stock = {"apple": 3, "fig": 12, "kiwi": 0, "plum": 3}
print(sorted(stock), sorted(stock, key=stock.get), sorted(stock, key=stock.__getitem__, reverse=True))
print(max(stock, key=stock.get), min(stock.items(), key=lambda kv: kv[1]), max(stock.values()), sum(stock.values()))
print(sorted(stock.items(), key=lambda kv: (-kv[1], kv[0])), [k for k, v in stock.items() if v], dict(sorted(stock.items(), key=lambda kv: kv[1])))
words = "it was the best of times it was the worst of times".split()
freq: dict[str, int] = {}
for w in words:
    freq[w] = freq.get(w, 0) + 1
print(freq)
print(sorted(freq.items(), key=lambda kv: (-kv[1], kv[0]))[:3])
groups: dict[int, list[str]] = {}
for w in words:
    groups.setdefault(len(w), []).append(w)
for n in sorted(groups):
    print(n, groups[n])
matrix = [[3, 1], [2, 2], [1, 3]]
print(sorted(matrix), sorted(matrix, key=lambda r: r[1]), max(matrix, key=sum), min(matrix, key=lambda r: (r[0] * r[1], r)))
try:
    max(stock, key=lambda k: stock[k + "s"])
except KeyError as error:
    print(error)
