"""Read a PDF from standard input; write one of its pages to standard output as text and a picture, within limits.

A program of its own, like the inspector: what strangers send is drawn by a process that can be ended, and that neither
writes files nor starts others. It imports nothing of Polder. Usage: python renderer.py MEGABYTES SECONDS PAGE WIDTH < file
Output: the length of the text in bytes (4, big-endian), the text (UTF-8), a PNG.
"""

import resource
import struct
import sys
import zlib

HEIGHT_MOST = 4  # times the width: a longer page is drawn smaller
TEXT_MOST = 200_000  # characters


def png(width: int, height: int, stride: int, channels: int, data: bytes) -> bytes:
    """A PNG (ISO/IEC 15948) of rows of RGB or grey values."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    rows = b"".join(b"\x00" + data[n * stride : n * stride + width * channels] for n in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2 if channels == 3 else 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows, 6)) + chunk(b"IEND", b"")


def page(content: bytes, number: int, width: int) -> tuple[str, bytes]:
    """(text, PNG) of page `number`, from 1. Anything raised means: cannot be shown."""
    import pypdfium2

    document = pypdfium2.PdfDocument(content)
    shown = document[number - 1]
    wide, high = shown.get_size()
    scale = min(width / max(wide, 1), HEIGHT_MOST * width / max(high, 1))
    bitmap = shown.render(scale=scale, rev_byteorder=True, may_draw_forms=False, prefer_bgrx=False)
    channels = {"RGB": 3, "BGR": 3, "L": 1}[bitmap.mode]
    picture = png(bitmap.width, bitmap.height, bitmap.stride, channels, bytes(bitmap.buffer))
    text = shown.get_textpage().get_text_bounded()[:TEXT_MOST]
    return text, picture


if __name__ == "__main__":
    megabytes, seconds, number, width = (int(argument) for argument in sys.argv[1:5])
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (32, 32))
    resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
    try:
        text, picture = page(sys.stdin.buffer.read(), number, width)
        said = text.encode("utf-8", "replace")
        sys.stdout.buffer.write(struct.pack(">I", len(said)) + said + picture)
    except BaseException:
        sys.exit(1)
