"""Parsing CSV by hand, grouping and reporting."""

DATA = '''id,name,dept,salary
1,"Smith, John",Sales,1200.50
2,Ann,IT,3100
3,"Quote ""Q"" Man",IT,2900.25
4,Bob,,abc
5,Zoe,Sales,1800
'''


def parse_line(line):
    fields, field, quoted, i = [], "", False, 0
    while i < len(line):
        ch = line[i]
        if quoted:
            if ch == '"' and line[i + 1:i + 2] == '"':
                field += '"'
                i += 1
            elif ch == '"':
                quoted = False
            else:
                field += ch
        elif ch == '"':
            quoted = True
        elif ch == ",":
            fields.append(field)
            field = ""
        else:
            field += ch
        i += 1
    return fields + [field]


header, *lines = DATA.strip().split("\n")
names = parse_line(header)
rows = [dict(zip(names, parse_line(line))) for line in lines]
total, bad = {}, []
for row in rows:
    try:
        salary = float(row["salary"])
    except ValueError as error:
        bad.append((row["name"], str(error)))
        continue
    dept = row["dept"] or "unknown"
    people, amount = total.get(dept, ([], 0.0))
    total[dept] = (people + [row["name"]], amount + salary)
for dept, (people, amount) in sorted(total.items(), key=lambda kv: -kv[1][1]):
    print(f"{dept:<8}|{amount:>12,.2f}|{amount / len(people):>10.1f}|{'; '.join(people)}")
print(bad)
width = max(len(r["name"]) for r in rows)
for r in rows:
    print(r["id"].rjust(3, "0"), r["name"].ljust(width, "."), r["salary"])
