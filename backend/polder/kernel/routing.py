"""Routes found by how their address begins: a long list of routers is not asked one route after the other."""

from fastapi import APIRouter
from fastapi.routing import APIRoute
from starlette.routing import Match
from starlette.types import Scope


class Beginning(APIRouter):
    """The routes of a router, looked at only where what follows `prefix` in the address is how one of them begins."""

    def __init__(self, router: APIRouter, prefix: str) -> None:
        super().__init__()
        self.routes = router.routes
        self.after = len(prefix) + 1
        routes = [route for route in router.routes if isinstance(route, APIRoute)]
        self.begins = {route.path.split("/")[1] for route in routes}
        assert len(routes) == len(router.routes), "a router within a router begins with anything"
        assert not any("{" in part for part in self.begins), "so does a value"

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        if scope["path"][self.after :].partition("/")[0] not in self.begins:
            return Match.NONE, {}
        return super().matches(scope)
