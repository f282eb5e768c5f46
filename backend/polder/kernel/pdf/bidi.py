"""Which way text runs: the implicit part of the Unicode Bidirectional Algorithm (UAX #9).

Explicit controls do not act here: `text.visible` has made them visible, so nobody can turn a text around unseen.
"""

from collections.abc import Sequence
from typing import TypeVar
from unicodedata import bidirectional

T = TypeVar("T")
_NEUTRAL = frozenset(("B", "S", "WS", "ON", "BN", "LRE", "LRO", "RLE", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"))


def base_level(text: str) -> int:
    """1 when the first strong character runs from right to left, else 0 (rules P2, P3)."""
    return next((int(c != "L") for c in map(bidirectional, text) if c in ("L", "R", "AL")), 0)


def levels(text: str) -> list[int]:
    """The embedding level of each character of one paragraph; odd runs from right to left."""
    base = base_level(text)
    around = "R" if base else "L"
    classes = _neutral(_weak([bidirectional(c) or "L" for c in text], around), around)
    raised = {0: {"L": 0, "R": 1, "AN": 2, "EN": 2}, 1: {"L": 2, "R": 1, "AN": 2, "EN": 2}}[base]
    return [raised[c] for c in classes]


def _weak(classes: list[str], around: str) -> list[str]:
    """Rules W1 to W7: marks and numbers take their direction from what stands before them."""
    strong = before = around
    for i, c in enumerate(classes):
        if c == "NSM":
            c = before
        if c in ("L", "R", "AL"):
            strong = c
        elif c == "EN" and strong == "AL":
            c = "AN"
        classes[i] = before = c
    for i in range(1, len(classes) - 1):
        left, right = classes[i - 1], classes[i + 1]
        if left == right and ((classes[i] == "ES" and left == "EN") or (classes[i] == "CS" and left in ("EN", "AN"))):
            classes[i] = left
    for i, c in enumerate(classes):
        if c == "ET":
            end = next((j for j in range(i, len(classes)) if classes[j] != "ET"), len(classes))
            beside = (i > 0 and classes[i - 1] == "EN") or (end < len(classes) and classes[end] == "EN")
            classes[i:end] = ["EN" if beside else "ON"] * (end - i)
    strong = around
    for i, c in enumerate(classes):
        if c in ("L", "R", "AL"):
            strong = c
        classes[i] = {"AL": "R", "ES": "ON", "CS": "ON"}.get(c, "L" if c == "EN" and strong == "L" else c)
    return classes


def _neutral(classes: list[str], around: str) -> list[str]:
    """Rules N1 and N2: what has no direction takes that of both sides, or else the paragraph's."""
    i = 0
    while i < len(classes):
        if classes[i] not in _NEUTRAL:
            i += 1
            continue
        end = next((j for j in range(i, len(classes)) if classes[j] not in _NEUTRAL), len(classes))
        left = around if i == 0 else ("L" if classes[i - 1] == "L" else "R")
        right = around if end == len(classes) else ("L" if classes[end] == "L" else "R")
        classes[i:end] = [left if left == right else around] * (end - i)
        i = end
    return classes


def reordered(items: Sequence[tuple[int, T]]) -> list[T]:
    """(level, item) in reading order → items from left to right (rule L2)."""
    line = list(items)
    for level in range(max((found for found, _ in line), default=0), 0, -1):
        i = 0
        while i < len(line):
            end = next((j for j in range(i, len(line)) if line[j][0] < level), len(line))
            line[i:end] = reversed(line[i:end])
            i = end + 1
    return [item for _, item in line]
