print("config runs")
level = 1
