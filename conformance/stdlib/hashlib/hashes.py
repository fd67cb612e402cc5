"""hashlib, hmac, secrets: digests, copies, keyed hashes, tokens."""

import hashlib
import hmac
import secrets

for name in ("md5", "sha1", "sha224", "sha256", "sha384", "sha512"):
    h = hashlib.new(name, b"hello ")
    h.update(b"world")
    c = h.copy()
    c.update(b"!")
    print(h.name, h.hexdigest(), h.digest_size, h.block_size, c.hexdigest()[:8], len(h.digest()), h.digest() == hashlib.new(name, b"hello world").digest())
print(hashlib.md5().hexdigest(), hashlib.sha256("é".encode()).hexdigest(), hashlib.sha1(bytearray(b"x")).hexdigest(), hashlib.new("SHA256").name, "sha256" in hashlib.algorithms_guaranteed)
for bad in (lambda: hashlib.md5("text"), lambda: hashlib.new("nope"), lambda: hashlib.sha1(5)):
    try:
        print(bad())
    except (TypeError, ValueError) as e:
        print(type(e).__name__, str(e)[:40])
print(hmac.new(b"key", b"message", "sha256").hexdigest(), hmac.new(b"k" * 100, b"m", hashlib.md5).hexdigest(), hmac.compare_digest("a", "a"), hmac.digest(b"k", b"m", "sha1").hex())
m = hmac.new(b"key", digestmod="sha512")
m.update(b"abc")
print(m.name, m.digest_size, m.copy().hexdigest() == m.hexdigest())
print(len(secrets.token_bytes()), len(secrets.token_hex(4)), len(secrets.token_urlsafe(3)), secrets.randbelow(1), secrets.choice([7]), 0 <= secrets.randbits(8) < 256, secrets.compare_digest(b"a", b"b"), 1 <= secrets.SystemRandom().randint(1, 2) <= 2)
