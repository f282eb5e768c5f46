"""A browser without a screen: cookies, redirects and forms over real HTTP, one step at a time."""

import html
import re
import ssl
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpx

# Between loopback addresses nobody speaks TLS, and to read in the authorities of the world takes longer than a request.
PLAIN = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


@dataclass
class Page:
    """What the browser shows, and how it came there."""

    url: str
    status: int
    text: str
    headers: httpx.Headers
    seen: list[str]  # every address on the way here, this one included

    @property
    def forms(self) -> list[tuple[str, dict[str, str]]]:
        """(action, fields as they stand) of every form."""
        found = []
        for tag, body in re.findall(r"<form\b([^>]*)>(.*?)</form>", self.text, re.S | re.I):
            action = re.search(r'action="([^"]*)"', tag)
            fields = {
                name.group(1): (value.group(1) if (value := re.search(r'value="([^"]*)"', field)) else "")
                for field in re.findall(r"<input\b[^>]*>", body)
                if (name := re.search(r'name="([^"]+)"', field))
            }
            found.append((html.unescape(action.group(1)) if action else self.url, {k: html.unescape(v) for k, v in fields.items()}))  # fmt: skip
        return found


@dataclass
class Browser:
    """Keeps cookies by host and port; sends `Secure` ones to loopback over HTTP too, as browsers do."""

    cookies: dict[tuple[str, str], str] = field(default_factory=dict)
    paths: dict[tuple[str, str], str] = field(default_factory=dict)

    async def go(self, url: str, data: dict[str, str] | None = None, *, hops: int = 12, until: str = "\0") -> Page:
        """Open `url` (POST with `data`), follow redirects; stop before an address that contains `until`."""
        seen: list[str] = []
        async with httpx.AsyncClient(verify=PLAIN, trust_env=False, timeout=20) as client:
            for _ in range(hops):
                seen.append(url)
                if until in url and len(seen) > 1:
                    return Page(url, 0, "", httpx.Headers(), seen)
                answer = await client.request(
                    "GET" if data is None else "POST", url, data=data, headers=self._headers(url)
                )
                self._keep(url, answer)
                if answer.status_code not in (302, 303):
                    return Page(url, answer.status_code, answer.text, answer.headers, seen)
                url, data = urljoin(url, answer.headers["location"]), None
        raise AssertionError(f"too many redirects: {seen}")

    async def submit(self, page: Page, until: str = "\0", **values: str) -> Page:
        """Send the page's first form, with these values filled in."""
        action, fields = page.forms[0]
        return await self.go(urljoin(page.url, action), {**fields, **values}, until=until)

    def cookie(self, name: str) -> str | None:
        return next((value for (_, found), value in self.cookies.items() if found == name), None)

    def _headers(self, url: str) -> dict[str, str]:
        parts = urlsplit(url)
        sent = "; ".join(
            f"{name}={value}"
            for (host, name), value in self.cookies.items()
            if host == parts.netloc and (parts.path or "/").startswith(self.paths[host, name])
        )
        headers: dict[str, Any] = {"Accept": "text/html", "Accept-Language": "en"}
        return {**headers, "Cookie": sent} if sent else headers

    def _keep(self, url: str, answer: httpx.Response) -> None:
        host = urlsplit(url).netloc
        for line in answer.headers.get_list("set-cookie"):
            for name, morsel in SimpleCookie(line).items():
                if morsel["max-age"] == "0" or (not morsel.value and "1970" in morsel["expires"]):
                    self.cookies.pop((host, name), None)
                else:
                    self.cookies[host, name], self.paths[host, name] = morsel.value, morsel["path"] or "/"
