print("raising SystemExit by hand")
raise SystemExit(12)
