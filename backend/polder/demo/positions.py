"""Positions of the demonstration, each as far as another: one filled, some on their way, one with a hole in its money."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from polder.demo import stories
from polder.demo.partners import IJSSELMONDE, NOORDWIJK
from polder.hiring import actions as hiring
from polder.hiring.positions import actions, rules
from polder.hiring.positions.lifecycle import COST_RULE, POSITION
from polder.kernel.lifecycle import perform
from polder.kernel.tx import Tx

if TYPE_CHECKING:
    from polder.demo.fill import Cast

STATE = "state"
ROBOTS, CHAIR, MODELS, BEDSIDE = (
    "Betrouwbare robots voor de zorg", "Leerstoel veilige autonomie", "Energy-efficient foundation models", "AI aan het bed",
)  # fmt: skip


@dataclass(frozen=True)
class Post:
    """`lines`: (agreement or the State, tranche, first month, last month, part in per cent), months counted from the start.
    `reached`: how far it is."""

    nl: str
    en: str
    scale: str
    salary: tuple[int, int]
    starts: int  # months from now
    months: int
    lines: tuple[tuple[str, int, int, int, int], ...]
    reached: str
    employers: tuple[tuple[str, int], ...] = ()
    gap: str | None = None  # why a director accepts one


PHD, POSTDOC, ENGINEER = (305_900, 388_100), (402_000, 530_000), (437_000, 574_000)
POSTS = (
    Post("Promovendus veilige autonomie", "PhD candidate safe autonomy", "P", PHD, 4, 48,
         ((ROBOTS, 4, 0, 47, 60), (STATE, 1, 0, 23, 40), (CHAIR, 3, 24, 47, 40)), "approved",
         ((NOORDWIJK, 60), (IJSSELMONDE, 40))),
    Post("Postdoc zuinig leren", "Postdoc frugal learning", "10", POSTDOC, 6, 24, ((MODELS, 4, 0, 23, 100),), "funded"),
    Post("Onderzoeksingenieur zorgrobots", "Research engineer care robots", "11", ENGINEER, 5, 24,
         ((STATE, 1, 0, 11, 100), (ROBOTS, 3, 13, 23, 100)), "draft"),
    Post("Promovendus luisteren aan het bed", "PhD candidate listening at the bedside", "P", PHD, 5, 48,
         ((BEDSIDE, 3, 0, 7, 100), (STATE, 1, 8, 29, 100)), "approved",
         gap="Zonneveld heeft de tweede helft mondeling toegezegd; tekent in het voorjaar."),
    Post("Postdoc uitlegbare planning", "Postdoc explainable planning", "10", POSTDOC, -3, 24, ((CHAIR, 2, 0, 11, 100), (STATE, 1, 12, 23, 100)),
         "filled"),
)  # fmt: skip


async def play(cast: "Cast") -> None:
    async with cast.as_("dirk") as tx:
        for row in await tx.rows("select id from employer_cost_rule where state = 'proposed'"):
            await perform(tx, COST_RULE, row.id, "confirm", reason=None, version=None)
    for post in POSTS:
        id = await _written(cast, post)
        if post.gap:
            async with cast.as_("dirk") as tx:
                await actions.accept_gap(tx, id, post.gap)
        await _moved(cast, id, post)
    await _advertised(cast)


async def _written(cast: "Cast", post: Post) -> UUID:
    async with cast.as_("hanna") as tx:
        begins = rules.plus((await tx.scalar("select polder.today()")).replace(day=1), post.starts)
        employers = [
            {"organisation_id": await tx.scalar("select id from organisation where name = :name", name=name), "part_bp": part * 100}
            for name, part in post.employers
        ]  # fmt: skip
        made = await actions.create(tx, {
            "title_nl": post.nl, "title_en": post.en, "cost_key": "cao_nu", "salary_scale": post.scale, "salary_min_cents": post.salary[0],
            "salary_max_cents": post.salary[1], "budget_salary_cents": sum(post.salary) // 2, "fte_percent": 100, "starts_on": begins,
            "months": post.months,
        }, employers)  # fmt: skip
    async with cast.as_("olga") as tx:
        version = await tx.scalar("select version from position where id = :id", id=made.id)
        await actions.set_lines(tx, made.id, version, [await _line(tx, begins, line) for line in post.lines])
    return made.id


async def _line(tx: Tx, begins: date, line: tuple[str, int, int, int, int]) -> dict[str, Any]:
    title, tranche, first, last, part = line
    lot = await tx.scalar(
        """select l.id from lot l left join agreement a on a.id = l.agreement_id
           where case when :title = 'state' then l.decision_id is not null else a.title = :title and l.position = :tranche end""",
        title=title, tranche=tranche,
    )  # fmt: skip
    return {"lot_id": lot, "from_month": rules.plus(begins, first), "until_month": rules.plus(begins, last), "part_bp": part * 100}  # fmt: skip


async def _moved(cast: "Cast", id: UUID, post: Post) -> None:
    steps = {"draft": 0, "funded": 1, "approved": 2, "filled": 3}[post.reached]
    for who, move in (("olga", "fund"), ("dirk", "approve"))[:steps]:
        async with cast.as_(who) as tx:
            await perform(tx, POSITION, id, move, reason=None, version=None)
            if move in actions.EFFECTS:
                await actions.EFFECTS[move](tx, id)
    if steps == 3:
        async with cast.as_("hanna") as tx:
            await actions.opened(tx, id)
            starts = await tx.scalar("select starts_on from position where id = :id", id=id)
            await actions.fill(tx, id, starts.replace(day=15), None, 80)


async def _advertised(cast: "Cast") -> None:
    """The first approved position has a vacancy that is being written."""
    async with cast.as_("hanna") as tx:
        post = POSTS[0]
        (row,) = await tx.rows("select id, starts_on from position where title_nl = :title", title=post.nl)
        employer = await tx.scalar("select id from organisation where name = :name", name=NOORDWIJK)
        values = {
            "title_nl": post.nl, "title_en": post.en, **stories.texts(0), "employer_id": employer, "location": "Amsterdam",
            "salary_min_cents": post.salary[0], "salary_max_cents": post.salary[1], "salary_scale": post.scale,
            "contract_months": post.months, "grace_minutes": 15, "position_id": row.id, "starts_on": row.starts_on,
            "deadline": tx.now + timedelta(days=42), "documents_asked": [{"kind": "cv", "required": True}],
        }  # fmt: skip
        await hiring.create_vacancy(tx, values, stories.CRITERIA)
