"""Complex literals and arithmetic."""

z = 3 + 4j
print(z, abs(z), z.real, z.imag, z.conjugate(), -z, z * 1j)
print(z + 1, z - 2.5, z * z, z / (1 - 1j), z**2, 2j**2)
print(complex(1, -1), complex("1+2j"), complex(0, 0), complex(-0.0, 3), 1j * 1j)
print(z == 3 + 4j, complex(5, 0) == 5, hash(complex(5, 0)) == hash(5), bool(0j))
try:
    z < 1
except TypeError as error:
    print(error)
print(f"{z:.2f}", f"{1.5 + 2j:g}", repr(1e20j))
