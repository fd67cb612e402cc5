"""textwrap: dedent, fill, wrap, indent, shorten."""

import textwrap

text = """
    def f():
        return 1
"""
print(textwrap.dedent(text).strip())
print(textwrap.fill("The quick brown fox jumps over the lazy dog", width=16))
print(textwrap.wrap("one two three four", 9), textwrap.shorten("hello big wide world", 15, placeholder="..."))
print(textwrap.indent("a\n\nb", "> "))
