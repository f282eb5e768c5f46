"""Content without a document goes; a document without its content never comes about.

Content is stored before the row that names it commits, and removed after the row that named it is gone. So a crash at
any moment leaves content that nothing names, which the sweep finds, and never a row whose content is missing.
"""

import asyncio
from itertools import islice

from polder.kernel import jobs

ABANDONED_SECONDS = 24 * 3600  # far longer than a link to upload, or a transaction, can live


@jobs.job("documents.discard", tries=jobs.TRIES)
async def discard(key: str) -> None:
    """Remove one content, unless a document names it."""
    async with jobs.work_as_system("documents.discard") as tx:
        if await tx.scalar("select exists (select from document where storage_key = :key)", key=key):
            return
    await asyncio.to_thread(jobs.house().storage.delete, key)


@jobs.job("documents.sweep", every="23 * * * *")
async def sweep(timestamp: int) -> None:
    """Remove uploads that were never completed, and contents that no document names."""
    async with jobs.work_as_system("documents.sweep") as tx:
        await tx.run(
            "delete from document where state = 'awaiting' and created_at < now() - make_interval(secs => :age)",
            age=ABANDONED_SECONDS,
        )
    storage = jobs.house().storage
    keys = storage.older_than(ABANDONED_SECONDS)
    while some := await asyncio.to_thread(lambda: list(islice(keys, 500))):
        async with jobs.work_as_system("documents.sweep") as tx:
            named = await tx.rows("select storage_key from document where storage_key = any(:keys)", keys=some)
        for key in set(some) - {row.storage_key for row in named}:
            await asyncio.to_thread(storage.delete, key)
