"""The real application on a real port, for what only happens between two servers and a browser."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import uvicorn

from tests.support.world import World, built, settings_for

# Addresses that nobody serves now. They stay ours: at the same address the same application can be used again.
_IDLE: list[socket.socket] = []


def _bound() -> socket.socket:
    made = socket.socket()
    made.bind(("127.0.0.1", 0))
    return made


@contextlib.asynccontextmanager
async def serving(app_url: str, owner_url: str, superuser_url: str, folder: Path) -> AsyncIterator[tuple[World, str]]:
    """(world, base address); stops when the block ends."""
    listening = _IDLE.pop() if _IDLE else _bound()
    base = f"http://127.0.0.1:{listening.getsockname()[1]}"
    settings = settings_for(app_url, owner_url, folder, base_url=base)
    async with built(settings, superuser_url) as world:
        server = uvicorn.Server(uvicorn.Config(world.app, lifespan="off", log_level="error", access_log=False))
        running = asyncio.create_task(server.serve(sockets=[listening.dup()]))
        try:
            while not server.started:  # noqa: ASYNC110 - uvicorn has no event to wait for
                await asyncio.sleep(0.01)
            yield world, base
        finally:
            server.should_exit = True
            await running
    _IDLE.append(listening)
