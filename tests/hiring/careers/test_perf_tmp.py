import asyncio, time, statistics, tempfile, pathlib
import pytest
from tests.support.world import World
from tests.hiring.careers.test_site import MANY


async def test_perf(world: World) -> None:
    await world.vacancy()
    world.sql(
        MANY.replace("generate_series(1, 60)", "generate_series(1, 499)").replace(
            "'Tekst', 'Text'", "repeat('Tekst over dijken ', 300), repeat('Text on dikes ', 300)"
        )
    )
    world.sql("analyze vacancy")
    c = world.client()
    for path in (
        "/careers",
        "/careers?page=5",
        "/careers?q=dikes&place=Delft",
        "/careers?hours=part",
        "/feeds/vacancies.atom",
        "/feeds/euraxess.xml",
        "/sitemap.xml",
    ):
        t = []
        for n in range(15):
            world.app.state.kept_pages.clear()
            a = time.perf_counter()
            r = await c.get(path, headers={"accept": "text/html"})
            t.append((time.perf_counter() - a) * 1000)
        print(
            path,
            r.status_code,
            len(r.content),
            "first %.1f median %.1f min %.1f ms" % (t[0], statistics.median(t), min(t)),
        )
    static = 0
    print("static", static)
