import os.path
import package.deep.leaf
import package.sibling as s
from collections.abc import Iterable
from concurrent import futures
from math import cube, sqrt
from package import VERSION, helper, sibling
from package.deep import *
from written import in_python
import cycle_a
import nothing.at.all
import package.absent
from . import x
import math
import main_only


def late():
    import json
    from package.sibling import thing

    return json, thing()


helper()
package.deep.leaf.run()
main_only.counter = 1
main_only.fresh = 2
print(VERSION, sqrt, leaf_name, cycle_a.a, os.path.join, s, sibling, in_python())
