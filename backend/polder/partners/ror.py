"""Read the records of a ROR dump one by one: a release holds 120,000 of them, more than should lie in memory at once."""

import codecs
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

CHUNK = 1 << 20  # bytes
SPACE = " \t\r\n"


def records(file: Path) -> Iterator[Any]:
    """The records of a JSON file, or of the last JSON file in a release's zip (the newest schema).

    Raises json.JSONDecodeError where the text is no JSON, LookupError where a zip holds no JSON file.
    """
    if not zipfile.is_zipfile(file):
        with file.open("rb") as content:
            yield from parsed(content)
        return
    with zipfile.ZipFile(file) as release:
        names = sorted(name for name in release.namelist() if name.endswith(".json"))
        if not names:
            raise LookupError(f"{file.name} holds no JSON file")
        with release.open(names[-1]) as content:
            yield from parsed(content)


def parsed(content: IO[bytes]) -> Iterator[Any]:
    """The items of a JSON array, or the one value that is no array. Memory: a chunk and the item at its end."""
    source = _Source(content)
    if source.peek() != "[":
        yield json.loads(source.rest())
        return
    source.at += 1
    first = True
    while source.peek() != "]":
        if not first:
            source.expect(",")
        yield source.value()
        first = False
    source.at += 1
    if source.peek():
        raise json.JSONDecodeError("something follows the list", source.text[source.at :][:80], 0)


class _Source:
    """Text that is read as it is needed; `at` is the next character."""

    def __init__(self, content: IO[bytes]) -> None:
        self.content, self.text, self.at, self.ended = content, "", 0, False
        self.utf8 = codecs.getincrementaldecoder("utf-8-sig")()
        self.decode = json.JSONDecoder().raw_decode

    def more(self) -> None:
        chunk = self.content.read(CHUNK)
        self.text, self.at = self.text[self.at :] + self.utf8.decode(chunk, final=not chunk), 0
        self.ended = not chunk

    def peek(self) -> str:
        """The next character that is no white space; empty at the end."""
        while True:
            while self.at < len(self.text) and self.text[self.at] in SPACE:
                self.at += 1
            if self.at < len(self.text) or self.ended:
                return self.text[self.at : self.at + 1]
            self.more()

    def expect(self, mark: str) -> None:
        if self.peek() != mark:
            raise json.JSONDecodeError(f"expected {mark}", self.text[self.at :][:80], 0)
        self.at += 1

    def value(self) -> Any:
        self.peek()
        while True:
            try:
                item, end = self.decode(self.text, self.at)
            except json.JSONDecodeError:
                if self.ended:
                    raise
                self.more()
                continue
            if end < len(self.text) or self.ended:  # a number at the very end of a chunk may go on
                self.at = end
                return item
            self.more()

    def rest(self) -> str:
        while not self.ended:
            at = self.at
            self.at = 0
            self.more()
            self.at = at
        return self.text[self.at :]
