print("defined names are fine")
value = 1
if value:
    print(valeu)
