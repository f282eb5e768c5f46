"""The application with its development provider."""

from fastapi import FastAPI

from polder import app as production
from polder.demo.people import PEOPLE
from polder.demo.provider import PATH, Provider, router
from polder.kernel.settings import Settings

KEY = "demonstration"


def create(settings: Settings) -> FastAPI:
    """As in production, plus a provider to sign in with and the list of people on the sign-in page."""
    provider = Provider(settings.base_url + PATH, f"{settings.base_url}/sign-in/{KEY}/callback")
    made = production.create(settings, extra=router(provider))
    made.state.development_provider = provider
    made.state.demonstration_people = [
        {"provider": KEY, "subject": person.subject, "name": person.name, "title": person.title} for person in PEOPLE
    ]
    return made
