import sys

print("leaving with a message")
sys.exit("this goes to stderr")
