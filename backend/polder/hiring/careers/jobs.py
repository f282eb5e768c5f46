"""New vacancies by mail, once a day; and what goes of alerts that nobody confirmed or that have ended."""

from typing import Any
from uuid import UUID

import orjson

from polder.hiring.careers import site
from polder.hiring.careers.rules import Wanted, alert_secret
from polder.kernel import jobs
from polder.kernel.mail.actions import queue
from polder.kernel.tx import Tx

MOST = 30  # vacancies in one mail; the list has the rest

# Who has not been written to today, with what was published since they last were and answers what they asked for.
NEWS = f"""
select a.id, a.email, a.language, a.wanted::text as wanted, o.name as employer, json_agg(json_build_object(
    'reference', n.reference, 'nl', n.title_nl, 'en', n.title_en, 'location', n.location) order by n.published_at, n.reference)::text as news
from vacancy_alert a left join organisation o on o.id::text = a.wanted ->> 'employer'
join lateral (select v.* from vacancy v
  where {site.OPEN} and v.published_at > a.told_until and {site.wanted("a.wanted")}) as n on true
where a.confirmed_at is not null and (a.told_on is null or a.told_on < polder.today()) and a.id > :after
group by a.id, o.name order by a.id limit 500
"""


@jobs.job("careers.alerts", every="7 5 * * *")
async def alerts(timestamp: int) -> None:
    """At most one mail a day. Each batch is a transaction of its own: after a crash nobody is written to twice."""
    after = UUID(int=0)
    while True:
        async with jobs.work_as_system("careers.alerts") as tx:
            rows = await tx.rows(NEWS, after=after)
            for row in rows:
                await _tell(tx, row)
        if not rows:
            break
        after = rows[-1].id
    async with jobs.work_as_system("careers.alerts") as tx:
        await _forget(tx)


async def _tell(tx: Tx, row: Any) -> None:
    """Once: who else does this work at the same moment waits for the row, and finds it told."""
    lang, wanted, news = row.language, Wanted.of(orjson.loads(row.wanted)), orjson.loads(row.news)
    secret = alert_secret(jobs.house().settings.secret_key.get_secret_value(), row.email, lang, wanted.json)
    told = await tx.run(
        """update vacancy_alert set told_until = now(), told_on = polder.today(), key_hash = sha256(cast(:secret as bytea))
           where id = :id and (told_on is null or told_on < polder.today())""",
        secret=secret.encode(), id=row.id,
    )  # fmt: skip
    if not told:
        return
    await queue(
        tx, "alert_news", lang, to=row.email, name="", record=("vacancy_alert", row.id),
        wanted=wanted.words(row.employer).in_(lang), count=len(news), more=max(0, len(news) - MOST),
        vacancies=[{"title": one[lang], "location": one["location"], "path": f"/careers/{one['reference']}?via=mail"} for one in news[:MOST]],
        path=f"/alerts/stop?key={secret}&language={lang}", unsubscribe=f"/alerts/stop?key={secret}",
    )  # fmt: skip


async def _forget(tx: Tx) -> None:
    """Unconfirmed alerts go after the days that the house has confirmed; until it has, they stay."""
    await tx.run(
        """delete from vacancy_alert where confirmed_at is null
           and created_at < polder.clock() - make_interval(days => polder.hiring_figure('alert_unconfirmed_days')::int)"""
    )
    await tx.run(
        """delete from mail m where m.record_kind = 'vacancy_alert' and m.state <> 'queued'
           and not exists (select from vacancy_alert a where a.id = m.record_id)"""
    )
