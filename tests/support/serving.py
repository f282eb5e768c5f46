"""The real application on a real port, for what only happens between two servers and a browser."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import uvicorn

from tests.support.world import World, built, settings_for


@contextlib.asynccontextmanager
async def serving(app_url: str, owner_url: str, superuser_url: str, folder: Path) -> AsyncIterator[tuple[World, str]]:
    """(world, base address); stops when the block ends."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        base = f"http://127.0.0.1:{listening.getsockname()[1]}"
        settings = settings_for(app_url, owner_url, folder, base_url=base)
        async with built(settings, superuser_url) as world:
            server = uvicorn.Server(uvicorn.Config(world.app, lifespan="off", log_level="error", access_log=False))
            running = asyncio.create_task(server.serve(sockets=[listening]))
            try:
                while not server.started:  # noqa: ASYNC110 - uvicorn has no event to wait for
                    await asyncio.sleep(0.01)
                yield world, base
            finally:
                server.should_exit = True
                await running
