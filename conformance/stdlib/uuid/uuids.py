"""uuid: parsing, parts, name-based and random identifiers."""

import uuid
from uuid import UUID

u = UUID("12345678-1234-5678-9234-567812345678")
print(u, repr(u), u.hex, u.int, u.bytes, u.bytes_le, u.fields, u.version, u.variant, u.urn, u.time_low, u.node, u.clock_seq, u.time)
print(UUID("{12345678123456789234567812345678}") == u, UUID("urn:uuid:" + str(u)) == u, UUID(bytes=u.bytes) == u, UUID(int=u.int) == u, UUID(bytes_le=u.bytes_le) == u, UUID(fields=u.fields) == u, hash(u) == hash(UUID(u.hex)), u < UUID(int=u.int + 1), {u: 1}[UUID(str(u))])
print(uuid.uuid3(uuid.NAMESPACE_DNS, "python.org"), uuid.uuid5(uuid.NAMESPACE_DNS, "python.org"), uuid.uuid5(uuid.NAMESPACE_URL, "http://x").version, uuid.NAMESPACE_OID, uuid.NAMESPACE_X500)
r = uuid.uuid4()
print(r.version, r.variant, len(str(r)), uuid.uuid4() != r, uuid.uuid1().version, uuid.uuid1(5, 6).node, uuid.uuid1(5, 6).clock_seq)
for bad in (lambda: UUID("x"), lambda: UUID(), lambda: UUID(bytes=b"x"), lambda: UUID(int=-1), lambda: UUID(int=1, version=9), lambda: setattr(u, "int", 1), lambda: u < 5):
    try:
        print(bad())
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
