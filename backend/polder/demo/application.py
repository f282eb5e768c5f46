"""The application with its development providers."""

from fastapi import APIRouter, FastAPI

from polder import app as production
from polder.demo.people import INSTITUTE, ORCID, PEOPLE, RESEARCHERS
from polder.demo.provider import PATHS, RETURNS, Provider, router
from polder.kernel.settings import Settings


def create(settings: Settings) -> FastAPI:
    """As in production, plus providers to sign in with and the list of people on the sign-in page."""
    routes, providers = APIRouter(), {}
    for key, path in PATHS.items():
        of_key = RESEARCHERS if key == ORCID else [person for person in PEOPLE if person.provider == key]
        people = {person.subject: person for person in of_key}
        returns = settings.base_url + RETURNS.get(key, f"/sign-in/{key}/callback")
        providers[key] = Provider(settings.base_url + path, returns, people, path)
        routes.include_router(router(providers[key]))
    made = production.create(settings, extra=routes)
    made.state.development_provider = providers[INSTITUTE]
    made.state.development_providers = list(providers.values())
    made.state.demonstration_people = [
        {"provider": person.provider, "subject": person.subject, "name": person.name, "title": person.title}
        for person in PEOPLE
    ]
    return made
