"""urllib.parse: splitting, joining, quoting, queries."""

from urllib.parse import parse_qs, parse_qsl, quote, quote_plus, unquote, unquote_plus, urldefrag, urlencode, urljoin, urlparse, urlsplit, urlunparse, urlunsplit
import urllib.parse

u = urlparse("https://user:pw@Host.example:8080/a/b;p?x=1&y=2#frag")
print(u, u.scheme, u.hostname, u.port, u.username, u.password, u.geturl(), u._replace(path="/z").geturl())
for url in ("http://a/b", "//host/path", "path?q#f", "mailto:a@b", "", "http://[::1]:80/", "HTTP://X", "a:b", "file:///x", "?q", "http://h?x/y", "1a:b"):
    s = urlsplit(url)
    print(repr(url), tuple(s), s.hostname, s.port, s.geturl(), urlunparse(urlparse(url)))
base = "http://a/b/c/d;p?q"
print([urljoin(base, r) for r in ("g", "./g", "g/", "/g", "//g", "?y", "g?y", "#s", "", "..", "../g", "../../g", "../../../g", "g;x", "http:g", "mailto:x", ".", "./../g")], urljoin("", "x"), urljoin("a/b", "c"))
print(quote("a b/é&=?"), quote("a/b", safe=""), quote_plus("a b&c"), quote(b"\xff~"), unquote("a%20b%C3%A9%zz%"), unquote_plus("a+b%2B"), unquote("%FF"), urllib.parse.unquote_to_bytes("a%ffb"))
print(urlencode({"a": 1, "b c": "x&y", "é": None}), urlencode([("k", "v1"), ("k", "v2")]), urlencode({"l": [1, 2]}, doseq=True), urlencode({"l": [1, 2]}), urlencode({"q": "a b"}, quote_via=quote))
print(parse_qs("a=1&a=2&b=&c&d=x%20y+z"), parse_qsl("a=1&b=", keep_blank_values=True), parse_qs(""), parse_qs("a=1;b=2", separator=";"), urldefrag("http://x/y#z"), urlunsplit(("http", "h", "p", "q", "f")))
for bad in (lambda: urlparse("http://h:x/").port, lambda: urlparse("http://h:99999/").port, lambda: urlsplit("http://[x/"), lambda: parse_qs("a", strict_parsing=True), lambda: urlencode("ab"), lambda: parse_qsl("a&b", max_num_fields=1)):
    try:
        print(bad())
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
