"""Pure rules of reviewing: an even share of the work, and what an applicant's CV says of ties to others."""

import heapq
import itertools
import re
from collections import deque
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any, Generic, TypeVar

from polder.kernel.texts import in_order
from polder.partners.conflicts.rules import Facts, Place, Supervisor, Work, keys, organisation_key

A = TypeVar("A", bound=Hashable)
R = TypeVar("R", bound=Hashable)


@dataclass(frozen=True)
class Reviewer(Generic[R]):
    """Who takes how much: `weight` is their share beside others' (0: nothing), `most` the number they never go over."""

    id: R
    weight: int = 100
    most: int | None = None


@dataclass
class Share(Generic[A, R]):
    """The outcome: new pairs, how many each reviewer has then, and how many reviews an application lacks."""

    pairs: list[tuple[A, R]] = field(default_factory=list)
    loads: dict[R, int] = field(default_factory=dict)
    lacking: dict[A, int] = field(default_factory=dict)


def share_out(
    applications: Sequence[A],
    reviewers: Sequence[Reviewer[R]],
    each: int,
    apart: Set[tuple[A, R]],
    existing: Mapping[A, Set[R]],
) -> Share[A, R]:
    """Give every application `each` reviewers, nobody who is kept `apart` from it, so that the work is spread as evenly as the
    weights and limits allow. What exists stays and counts. The same question has the same answer.

    First as many reviews as can be given, then as even as can be: as long as a chain of swaps passes a review from somebody
    to another who has fewer for their weight, it is done. That none is left is what makes the spread the least possible
    (Harvey, Ladner, Lovász, Tamir: Semi-matchings for bipartite graphs, 2006).
    """
    return _Sharing(applications, [r for r in reviewers if r.weight > 0], each, apart, existing).done()


class _Sharing(Generic[A, R]):
    """Reviewers and applications by their places in the two sequences; a set of reviewers is an integer, a bit for each."""

    def __init__(
        self,
        applications: Sequence[A],
        reviewers: Sequence[Reviewer[R]],
        each: int,
        apart: Set[tuple[A, R]],
        existing: Mapping[A, Set[R]],
    ) -> None:
        self.applications, self.reviewers, self.each = applications, reviewers, each
        place = {one.id: n for n, one in enumerate(reviewers)}
        everybody = (1 << len(reviewers)) - 1
        self.may = dict.fromkeys(applications, everybody)  # who may still be asked
        for application, reviewer in apart:
            if application in self.may and reviewer in place:
                self.may[application] &= ~(1 << place[reviewer])
        self.lack = dict.fromkeys(applications, each)
        self.load = [0] * len(reviewers)
        self.given: list[dict[A, None]] = [{} for _ in reviewers]  # what may still go to somebody else
        for application in applications:
            for reviewer in existing.get(application, ()):
                self.lack[application] -= 1  # also of somebody who is no longer among the reviewers
                if reviewer in place:
                    self.may[application] &= ~(1 << place[reviewer])
                    self.load[place[reviewer]] += 1

    def done(self) -> Share[A, R]:
        # Those with the fewest to choose from first.
        heap = [(self._cost(n), n) for n in range(len(self.reviewers)) if self._has_room(n)]
        heapq.heapify(heap)
        for application in sorted(self.applications, key=lambda a: self.may[a].bit_count()):
            self._give(application, heap)
        for application in self.applications:
            while self.lack[application] > 0 and self._make_room(application):
                pass
        while self._even_out():
            pass
        who: dict[A, list[R]] = {a: [] for a in self.applications}
        for n, one in enumerate(self.reviewers):
            for application in self.given[n]:
                who[application].append(one.id)
        return Share(
            [(a, id) for a in self.applications for id in who[a]],
            {one.id: self.load[n] for n, one in enumerate(self.reviewers)},
            {a: lack for a, lack in self.lack.items() if lack > 0},
        )

    def _cost(self, n: int) -> float:
        """What one more review costs: the growth of the sum of load² / weight, which is least when all is even."""
        return (2 * self.load[n] + 1) / self.reviewers[n].weight

    def _costs_less_than(self, most: float, n: int) -> bool:
        return self._has_room(n) and self._cost(n) < most

    def _saving(self, n: int) -> float:
        return (2 * self.load[n] - 1) / self.reviewers[n].weight

    def _has_room(self, n: int) -> bool:
        most = self.reviewers[n].most
        return most is None or self.load[n] < most

    def _add(self, application: A, n: int) -> None:
        self.may[application] &= ~(1 << n)
        self.given[n][application] = None
        self.load[n] += 1

    def _give(self, application: A, heap: list[tuple[float, int]]) -> None:
        """The least burdened who may, one by one."""
        passed: list[tuple[float, int]] = []
        while self.lack[application] > 0 and heap:
            cost, n = heapq.heappop(heap)
            if self.may[application] >> n & 1:
                self._add(application, n)
                self.lack[application] -= 1
                if self._has_room(n):
                    passed.append((self._cost(n), n))
            else:
                passed.append((cost, n))
        for one in passed:
            heapq.heappush(heap, one)

    def _make_room(self, application: A) -> bool:
        """One more reviewer for an application: whoever may is full, and passes something on to somebody with room."""
        path, _ = self._chain(self.may[application], self._has_room)
        if path is None:
            return False
        first = path[0][0]
        self._pass_on(path)
        self._add(application, first)
        self.lack[application] -= 1
        return True

    def _even_out(self) -> bool:
        """From the most burdened on, pass reviews on to those whose burden grows by less than the giver's shrinks."""
        changed, stuck = False, 0
        for start in sorted(range(len(self.reviewers)), key=lambda n: (-self._saving(n), n)):
            while not stuck >> start & 1:
                path, reached = self._chain(1 << start, partial(self._costs_less_than, self._saving(start)))
                if path is None:
                    stuck |= reached  # none of these finds anybody either, as they are burdened less
                else:
                    self._pass_on(path)
                    changed, stuck = True, 0
        return changed

    def _chain(self, starts: int, ends: Callable[[int], bool]) -> tuple[list[tuple[int, A | None]] | None, int]:
        """The shortest chain of reviewers from one of `starts` to one where it `ends`, each with what they pass on; and who
        was reached."""
        came: dict[int, tuple[int, A] | None] = dict.fromkeys(_places(starts))
        left = ~starts & (1 << len(self.reviewers)) - 1
        queue = deque(came)
        while queue:
            here = queue.popleft()
            if ends(here):
                path: list[tuple[int, A | None]] = [(here, None)]
                step = came[here]
                while step is not None:
                    path.append(step)
                    step = came[step[0]]
                return path[::-1], ~left
            for application in self.given[here] if left else ():
                if reached := left & self.may[application]:
                    left &= ~reached
                    for n in _places(reached):
                        came[n] = (here, application)
                        queue.append(n)
                    if not left:
                        break
        return None, ~left

    def _pass_on(self, path: Sequence[tuple[int, A | None]]) -> None:
        # From the end, so that nobody ever goes over their limit.
        for (giver, application), (taker, _) in reversed(list(itertools.pairwise(path))):
            assert application is not None
            del self.given[giver][application]
            self.load[giver] -= 1
            self.may[application] |= 1 << giver
            self._add(application, taker)


def _places(bits: int) -> Iterator[int]:
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


# ---- what an applicant tells ------------------------------------------------------------------------------------------

_DAY = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
_DOI = re.compile(r"(?:doi\.org/|doi:\s*)(10\.\d{4,9}/\S+)", re.IGNORECASE)


def day_of(text: Any, *, last: bool = False) -> date | None:
    """The first (or last) day that `2019`, `2019-05` or `2019-05-03` may mean; anything else is not known."""
    found = _DAY.fullmatch(text.strip()) if isinstance(text, str) else None
    if found is None or int(found[1]) < 1000:
        return None
    month = int(found[2] or (12 if last else 1))
    try:
        return date(int(found[1]), month, int(found[3] or (_last_day(int(found[1]), month) if last else 1)))
    except ValueError:
        return None


def _last_day(year: int, month: int) -> int:
    return 31 if month == 12 else (date(year, month + 1, 1) - date(year, month, 1)).days


def _texts(cv: Any, section: str, *names: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """(name, item) of each item of a section of a JSON Resume that has a name; its schema allows anything."""
    items = cv.get(section) if isinstance(cv, Mapping) else None
    for item in items if isinstance(items, list) else ():
        if isinstance(item, Mapping):
            name = next((item[n] for n in names if isinstance(item.get(n), str) and item[n].strip()), None)
            if name is not None:
                yield in_order(name).strip()[:500], item


def facts_of_applicant(
    name: str, orcid: str | None, cv: Any, background: Mapping[str, Any], organisations: Mapping[str, Set[str]]
) -> Facts:
    """What an applicant told, for the rules of conflicts: of their JSON Resume where they work and studied and what they
    published, and what they named in the form. `organisations`: name as it is compared → the keys of whoever is called so.
    """

    def place(label: str, since: Any, until: Any) -> Place:
        known = organisations.get(organisation_key(label), frozenset())
        return Place(label, keys([label]) | frozenset(known), day_of(since), day_of(until, last=True))

    places = [place(n, i.get("startDate"), i.get("endDate")) for n, i in _texts(cv, "work", "name", "company")]
    places += [place(n, i.get("startDate"), i.get("endDate")) for n, i in _texts(cv, "education", "institution")]
    places += [place(e["name"], e.get("from"), e.get("until")) for e in background.get("employers") or ()]
    works = [
        Work(f"doi:{found[1].lower()}", title, day_of(item.get("releaseDate"), last=True))
        for title, item in _texts(cv, "publications", "name")
        if isinstance(item.get("url"), str) and (found := _DOI.search(item["url"]))
    ]
    works += [
        Work(w["identifier"], w.get("title") or "", day_of(w.get("on"), last=True))
        for w in background.get("works") or ()
    ]
    supervisors = [
        Supervisor(
            s["name"], orcid=s.get("orcid") or "", since=day_of(s.get("from")), until=day_of(s.get("until"), last=True)
        )
        for s in background.get("supervisors") or ()
    ]
    return Facts(name, orcid=orcid or "", places=tuple(places), works=tuple(works), supervisors=tuple(supervisors))
