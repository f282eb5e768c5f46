"""The public page of what private funders paid together. It works without JavaScript, and is the same for everybody."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from polder.kernel.http import PublicReading
from polder.kernel.pages import kept_page, page

router = APIRouter(include_in_schema=False)

# Read as the public, who sees nothing but published totals: how many quarters lie between two of them anybody can count.
# Whether a quarter before the first or after the last was withheld or is not closed yet is not told, nor by which test
# one was withheld, nor where the limits lie: each would narrow down what one funder paid.
PUBLISHED = """
with published as (
  select quarter_from, quarter_until, total_cents, created_at,
    (4 * extract(year from quarter_from) + extract(quarter from quarter_from))::int as number
  from published_aggregate
)
select quarter_from, quarter_until, total_cents, created_at as published_at,
  coalesce(number - lag(number) over (order by number) - 1, 0) as withheld_before
from published order by number desc limit 400
"""


@router.get("/contributions")
async def contributions(request: Request, view: PublicReading) -> Response:
    rows = await view.rows(PUBLISHED)
    if not rows:
        return page(request, "contributions.html", quarters=[], withheld=0)
    withheld = sum(row["withheld_before"] for row in rows)
    facts = tuple(tuple(row) for row in rows)
    return kept_page(request, "contributions.html", facts, lambda: {"quarters": rows, "withheld": withheld})
