"""The HTTP application, assembled. No rules here."""

import contextlib
import gc
from collections.abc import AsyncIterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, FastAPI, Request
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import FileResponse, JSONResponse, RedirectResponse, Response
from starlette.staticfiles import StaticFiles

from polder import domains
from polder.funding.bank import jobs as _bank_jobs  # noqa: F401 - registers the job that locks what was settled
from polder.funding.imports import jobs as _import_jobs  # noqa: F401 - registers the job that reads in a large administration
from polder.funding.in_kind import jobs as _in_kind_jobs  # noqa: F401 - registers the job that lets work expire
from polder.funding.ledger import jobs as _ledger_jobs  # noqa: F401 - registers the nightly comparison
from polder.funding.matching import jobs as _matching_jobs  # noqa: F401 - registers the job that freezes quarters
from polder.grants import rooms as grants
from polder.grants.opportunities import jobs as _opportunity_jobs  # noqa: F401 - registers the jobs that remind and archive
from polder.hiring import jobs as _hiring_jobs  # noqa: F401 - registers the jobs of hiring
from polder.hiring import rooms as hiring
from polder.hiring.appointments import jobs as _appointment_jobs  # noqa: F401 - registers the job that starts and ends them
from polder.hiring.careers import jobs as _career_jobs  # noqa: F401 - registers the jobs of careers
from polder.hiring.diversity import jobs as _diversity_jobs  # noqa: F401 - registers the job that writes the figures of a quarter
from polder.hiring.interviews import jobs as _interview_jobs  # noqa: F401 - registers the jobs that tell and remind of interviews
from polder.hiring.meetings import jobs as _meeting_jobs  # noqa: F401 - registers the job that tells of meetings
from polder.hiring.orcid import jobs as _orcid_jobs  # noqa: F401 - registers the job that forgets proofs of those who did not go on
from polder.hiring.privacy import jobs as _privacy_jobs  # noqa: F401 - registers the jobs that erase and ask for consent
from polder.hiring.references import jobs as _reference_jobs  # noqa: F401 - registers the jobs that write to referees
from polder.hiring.reviewing import jobs as _reviewing_jobs  # noqa: F401 - registers the jobs that propose conflicts
from polder.hiring.stays import jobs as _stay_jobs  # noqa: F401 - registers the job that reminds of stays and milestones
from polder.identity.invitation_pages import router as invitation
from polder.identity.metadata import Metadata
from polder.identity.sign_in import leaving
from polder.identity.sign_in import router as sign_in
from polder.insights.api import calendar
from polder.insights.pages import router as contributions
from polder.kernel import audit, health, jobs, logs, openapi, problems, web
from polder.kernel.database import Database
from polder.kernel.documents import jobs as _document_jobs  # noqa: F401 - registers the jobs that clear away content
from polder.kernel.documents.api import files
from polder.kernel.documents.storage import FolderStorage, S3Storage, Storage
from polder.kernel.mail import jobs as _mail_jobs  # noqa: F401 - registers the job that sends mail
from polder.kernel.mail import templates
from polder.kernel.routing import Beginning
from polder.kernel.settings import Settings, load

API = "/api/v1"
STATIC = Path(__file__).parent / "static"


def storage_for(settings: Settings) -> Storage:
    """S3 or a folder, as POLDER_DOCUMENTS says."""
    if settings.documents_folder is None:
        return S3Storage(settings.documents, settings.s3_endpoint_url, settings.s3_region)
    return FolderStorage(settings.documents_folder, settings.secret_key.get_secret_value())


def house(settings: Settings) -> SimpleNamespace:
    """What jobs need of their process, where there is no HTTP application around them."""
    logs.configure(settings.log_level)
    templates.configure(settings.base_url, settings.ask_at)
    return SimpleNamespace(settings=settings, storage=storage_for(settings), seal_key=audit.signing_key(settings))


def from_environment() -> FastAPI:
    """The application of a process that `polder serve` starts."""
    made = create(load())
    gc.freeze()  # what was made until now lives as long as the process: collecting it again and again delays requests
    gc.enable()
    return made


def create(settings: Settings, *, extra: APIRouter | None = None) -> FastAPI:
    """The whole application. `extra` adds routes of the demonstration."""
    logs.configure(settings.log_level)

    @contextlib.asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        settings: Settings = app.state.settings
        logs.configure(settings.log_level)  # again: the server that runs us has set up logs of its own meanwhile
        database = await Database.open(
            settings.database_url.get_secret_value(),
            readers=settings.readers,
            writers=settings.writers,
            statement_cache=settings.statement_cache,
        )
        app.state.database = database
        jobs.context_of(database, app.state)
        async with contextlib.AsyncExitStack() as stack:
            stack.push_async_callback(database.close)
            if settings.worker_in_process:
                from polder.kernel import worker  # what runs jobs is not imported by a process that only serves

                await stack.enter_async_context(
                    worker.worker(settings.database_url.get_secret_value(), name="in-process")
                )
            yield

    app = web.House(
        secure=settings.base_url.startswith("https://"), uploads=storage_for(settings).origins,
        title="Polder", version="1", lifespan=lifespan, openapi_url="/api/openapi.json", docs_url=None, redoc_url=None,
        description="Research operations of a public-private AI institute. Errors are RFC 9457 problem details.",
        separate_input_output_schemas=False, redirect_slashes=False,
        generate_unique_id_function=lambda route: route.name,
    )  # fmt: skip
    furnish(app, settings)
    web.install(app)
    for router in (
        *hiring.PAGES,
        *grants.PAGES,
        contributions,
        leaving,
        files,
        sign_in,
        invitation,
        calendar,
        *([extra] if extra else []),
        _own(),
    ):
        app.include_router(router)  # first, as they are few: routes are searched in this order
    for router in domains.ROUTERS:
        app.include_router(Beginning(router, API), prefix=API)
    _serve_admin(app)
    openapi.describe(app)
    return app


def furnish(app: FastAPI, settings: Settings) -> None:
    """What requests and jobs find in the application's state, anew."""
    templates.configure(settings.base_url, settings.ask_at)
    app.state.settings = settings
    app.state.storage = storage_for(settings)
    app.state.kept_pages = {}
    app.state.seal_key = audit.signing_key(settings)
    app.state.oidc = Metadata()


def _own() -> APIRouter:
    router = APIRouter(include_in_schema=False)

    @router.get("/")
    async def start() -> Response:
        return RedirectResponse("/careers", 303)

    @router.get("/healthz")
    async def healthy() -> Response:
        """The process answers."""
        return JSONResponse({"status": "ok"})

    @router.get("/readyz")
    async def ready(request: Request) -> Response:
        """The process can serve: the database answers, at the revision that this code expects."""
        return JSONResponse({"status": "ok", "revision": await health.revision(request.app.state.database)})

    @router.get("/metrics")
    async def metrics(request: Request) -> Response:
        """For a scraper on this machine; through a proxy it does not exist."""
        client = request.client.host if request.client else ""
        if "x-forwarded-for" in request.headers or client not in ("127.0.0.1", "::1", "testclient"):
            raise problems.not_found()
        await health.measure(request.app.state.database)
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)

    return router


class Immutable(StaticFiles):
    """Files whose names carry their digest never change."""

    def file_response(self, *arguments: Any, **named: Any) -> Response:
        response = super().file_response(*arguments, **named)
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response


def _serve_admin(app: FastAPI) -> None:
    """The built front end, one page whose addresses follow a #; who leaves that out is sent on."""
    admin = STATIC / "admin"
    if (admin / "assets").is_dir():
        app.mount("/admin/assets", Immutable(directory=admin / "assets"))
    app.mount("/static", GZipMiddleware(StaticFiles(directory=STATIC, check_dir=False)), name="static")

    async def page(request: Request, path: str = "") -> Response:
        if path:
            query = request.url.query
            return RedirectResponse(f"/admin/#/{quote(path)}{query and f'?{query}'}", 307)
        index = admin / "index.html"
        if not index.is_file():
            return JSONResponse({"detail": "The front end has not been built. Run: make setup"}, 503)
        return FileResponse(index, headers={"Cache-Control": "no-cache"})

    app.add_api_route("/admin", page, include_in_schema=False)
    app.add_api_route("/admin/{path:path}", page, include_in_schema=False)
