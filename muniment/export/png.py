"""PNG pictures of flat colours, written with the standard library alone."""

import struct
import zlib
from collections.abc import Sequence

Colour = tuple[int, int, int]


class Canvas:
    """A picture whose pixels are numbers of a palette; rectangles are painted over one another."""

    def __init__(self, width: int, height: int, palette: Sequence[Colour]) -> None:
        self.width, self.height, self.palette = width, height, tuple(palette)
        self.pixels = bytearray(width * height)

    def fill(self, left: int, top: int, width: int, height: int, colour: int) -> None:
        """Paint a rectangle, cut at the edges."""
        left, right = max(0, left), min(self.width, left + width)
        for row in range(max(0, top), min(self.height, top + height)):
            start = row * self.width
            self.pixels[start + left : start + right] = bytes([colour]) * max(0, right - left)

    def png(self) -> bytes:
        """The picture as a file."""
        width = self.width
        rows = b"".join(b"\0" + self.pixels[row * width : (row + 1) * width] for row in range(self.height))
        head = struct.pack(">IIBBBBB", width, self.height, 8, 3, 0, 0, 0)
        colours = bytes(part for colour in self.palette for part in colour)
        parts = ((b"IHDR", head), (b"PLTE", colours), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
        return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
