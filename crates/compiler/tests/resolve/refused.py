def f(code):
    exec(code)
    return eval(code), globals()["x"], compile(code, "", "exec")


module = __import__("math")
text = "\ud800"
import nmupy
from math import sqrtt

	# Tabs and wide characters in the frame:
if True:
	名前 = nmupy.array; print("日本語", sqrtt, unknown)


class C:
    def eval(self):
        return self.eval()

    exec = 1
    print(exec)
