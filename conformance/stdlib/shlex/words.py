"""Words of shells and of HTML, options, numbers of errors."""
import errno
import getopt
import html
import os
import shlex
import zlib

print(shlex.split("cmd -o 'a b' \"c\\\"d\" e\\ f # x"), shlex.split("a # c", comments=True), shlex.quote("it's"), shlex.join(["a b", "c"]))
try:
    shlex.split("'open")
except ValueError as e:
    print(e)
print(html.escape("<a href='x'>&\"</a>"), html.unescape("&lt;b&gt; &amp;amp; &#39;&#x41; &eacute;&nbsp;| &copy &unknown;"))
print(errno.ENOENT, errno.errorcode[2], os.strerror(2))
print(getopt.getopt(["-a", "-b", "val", "--long=5", "rest"], "ab:", ["long=", "flag"]))
try:
    getopt.getopt(["-z"], "a")
except getopt.GetoptError as e:
    print(e, e.opt)
print(zlib.crc32(b"abc"), zlib.adler32(b"abc"))
