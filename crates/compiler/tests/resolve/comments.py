# A licence.
# Two lines.

"""The module."""

# Above x.
x = 1  # beside x

# Above f, first.

# Above f, second.
@staticmethod
# Between decorator and def.
def f(
    a,  # about a
    b,
):  # beside f
    """Text.

      Indented.
    """
    # Above the if.
    if a:  # beside if
        pass
        # After pass.
    # Above elif.
    elif b:  # beside elif
        return [
            # In the list.
            1,  # one
            2,
        ]
    else:
        # In else.
        return 2
    try:
        # In try.
        f()
    # Above except.
    except ValueError:
        pass
    # At the end of f.


# Above the class.
class C:  # beside C
    # Above y.
    y = 1


match x:
    # Above case.
    case 1:  # beside case
        # In case.
        y = 2
# The last line.
