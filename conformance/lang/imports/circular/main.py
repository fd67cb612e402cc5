"""Two modules that import each other."""

import first
import second

print(first.ping(4), second.pong(3))
print(first.second is second, second.first is first)
