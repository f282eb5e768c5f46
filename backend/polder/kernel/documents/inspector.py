"""Read a PDF from standard input and say on standard output how many pages it has, within limits of memory and time.

A program of its own: what strangers send may make any parser run or swell without end, and a process can be ended.
It imports nothing of Polder. Usage: python inspector.py MEGABYTES SECONDS < file
"""

import io
import resource
import sys

PAGES_MOST = 2000


def pages(content: bytes) -> str:
    """The number of pages, or `encrypted`. Anything raised means: not readable."""
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(content), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        return "encrypted"
    number = len(reader.pages)
    if not 0 < number <= PAGES_MOST:
        raise ValueError("no pages, or too many")
    for index in {0, number - 1}:  # a page tree may promise pages that are not there
        _ = reader.pages[index].mediabox
    return str(number)


if __name__ == "__main__":
    megabytes, seconds = int(sys.argv[1]), int(sys.argv[2])
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (32, 32))
    resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
    try:
        sys.stdout.write(pages(sys.stdin.buffer.read()))
    except BaseException:
        sys.exit(1)
