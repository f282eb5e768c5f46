"""A reader of iCalendar files that knows nothing but RFC 5545, to look at ours with other eyes than those that wrote them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_NAME = r"[A-Za-z0-9-]+"
_VALUE = r'"[^"\x00-\x08\x0a-\x1f\x7f]*"|[^";:,\x00-\x08\x0a-\x1f\x7f]*'
_LINE = re.compile(rf"({_NAME})((?:;{_NAME}=(?:{_VALUE})(?:,(?:{_VALUE}))*)*):(.*)", re.DOTALL)
_PARAMETER = re.compile(rf";({_NAME})=((?:{_VALUE})(?:,(?:{_VALUE}))*)")
_ESCAPED = re.compile(r"\\([\\;,nN])")


class NotCalendar(ValueError):
    """What is wrong, and in which line."""


@dataclass
class Property:
    name: str
    parameters: dict[str, str]
    value: str

    @property
    def text(self) -> str:
        """The value as TEXT (section 3.3.11)."""
        if re.search(r"(?<!\\)(?:\\\\)*[;,]", self.value):
            raise NotCalendar(f"{self.name}: a separator is not escaped")
        return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], self.value)


@dataclass
class Component:
    name: str
    properties: list[Property] = field(default_factory=list)
    parts: list["Component"] = field(default_factory=list)

    def one(self, name: str) -> Property:
        (found,) = (one for one in self.properties if one.name == name)
        return found

    def every(self, name: str) -> list[Property]:
        return [one for one in self.properties if one.name == name]

    def within(self, name: str) -> list["Component"]:
        return [part for part in self.parts if part.name == name]


def read(content: bytes, *, strict: bool = True) -> list[Component]:
    """The outermost components. `strict`: lines end with CRLF and hold at most 75 octets (section 3.1); files of others often do
    not. Raises NotCalendar.
    """
    outermost = Component("")
    open_ones = [outermost]
    for number, line in enumerate(_lines(content, strict=strict), start=1):
        found = _LINE.fullmatch(line)
        if found is None or re.search(r"[\x00-\x08\x0a-\x1f\x7f]", found[3]):
            raise NotCalendar(f"line {number} is no content line: {line[:60]!r}")
        name, value = found[1].upper(), found[3]
        if name == "BEGIN":
            open_ones.append(Component(value.upper()))
            open_ones[-2].parts.append(open_ones[-1])
        elif name == "END":
            if len(open_ones) < 2 or open_ones.pop().name != value.upper():
                raise NotCalendar(f"line {number} ends what is not open: {value}")
        else:
            parameters = {key.upper(): _plain(said) for key, said in _PARAMETER.findall(found[2])}
            open_ones[-1].properties.append(Property(name, parameters, value))
    if len(open_ones) > 1 or outermost.properties or not outermost.parts:
        raise NotCalendar("something is not ended, or stands outside")
    return outermost.parts


def _plain(said: str) -> str:
    """A parameter's value without its quotes and the escapes of RFC 6868."""
    return re.sub(r"\^(['n^])", lambda found: {"'": '"', "n": "\n", "^": "^"}[found[1]], said.strip('"'))


def _lines(content: bytes, *, strict: bool) -> Iterator[str]:
    if not strict:
        content = re.sub(rb"\r*\n", b"\r\n", content.removeprefix(b"\xef\xbb\xbf"))
        content = re.sub(rb"(\r\n)+", rb"\r\n", content.rstrip() + b"\r\n")
    elif not content.endswith(b"\r\n") or re.search(rb"(?<!\r)\n|\r(?!\n)", content):
        raise NotCalendar("a line does not end with CRLF")
    physical = content.removesuffix(b"\r\n").split(b"\r\n")
    if strict and (long := [line for line in physical if len(line) > 75]):
        raise NotCalendar(f"a line has {len(long[0])} octets")
    for line in re.split(rb"\r\n(?![ \t])", content.removesuffix(b"\r\n")):
        try:
            yield re.sub(rb"\r\n[ \t]", b"", line).decode()
        except UnicodeDecodeError as error:
            raise NotCalendar("not UTF-8") from error
