"""Hand one mail to a mail server."""

import re
import smtplib
import ssl
from collections.abc import Sequence
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from email.utils import format_datetime
from typing import Any
from urllib.parse import unquote, urlsplit

from polder.kernel.mail.tables import Mail

# One mailbox, in any script, unquoted; nothing that could end it or begin another.
_ADDRESS = re.compile(r"""([^\s@<>()\[\]\\,;:"\x00-\x20\x7f]{1,64})@([^\s@<>()\[\]\\,;:"\x00-\x20\x7f]{1,255})""")


class TryLater(Exception):
    """The server is down or says "not now"; the mail waits."""


class Refused(Exception):
    """The server says never for this message; a person must look."""


def message(mail: Mail, sender: str, files: Sequence[Any] = ()) -> EmailMessage:
    """The message as it goes out: text, the same as HTML, and `files` (file_name, media_type, content). Raises Refused
    for what no header can hold."""
    if not (parts := _ADDRESS.fullmatch(mail.to_address)):
        raise Refused("the address is no mail address")
    user, domain = parts.groups()
    made = EmailMessage(policy=SMTP if user.isascii() else SMTPUTF8)
    try:
        made["From"] = sender
        made["To"] = Address(_one_line(mail.to_name), user, domain.encode("idna").decode())
        made["Subject"] = _one_line(mail.subject)
    except (ValueError, MessageError, IndexError) as error:
        raise Refused("the address cannot be written in a mail header") from error
    made["Date"] = format_datetime(mail.created_at)
    # The same id for every attempt: a mail that was sent twice after a crash is shown once.
    made["Message-ID"] = f"<{mail.id}@{sender.rpartition('@')[2].rstrip('>')}>"
    if mail.unsubscribe:  # RFC 2369 and 8058: mail programs show a button
        made["List-Unsubscribe"] = f"<{mail.unsubscribe}>"
        made["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    made.set_content(mail.text)
    made.add_alternative(mail.html, subtype="html")
    made["Content-Language"] = mail.language
    for file in files:
        major, _, minor = file.media_type.partition("/")
        made.add_attachment(file.content, maintype=major, subtype=minor, filename=_one_line(file.file_name))
    return made


def _one_line(text: str) -> str:
    """No line break, no control character in any script, no encoded word: nothing starts a header or a name of its own."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).replace("=?", "= ?").split())


def send(url: str, sender: str, mail: Mail, files: Sequence[Any] = ()) -> None:
    """Send by `smtp://user:password@host:port` (STARTTLS where offered) or `smtps://…`. Blocking; run in a thread."""
    parts, made = urlsplit(url), message(mail, sender, files)
    host, port = parts.hostname or "localhost", parts.port or (465 if parts.scheme == "smtps" else 587)
    try:
        context = ssl.create_default_context()
        if parts.scheme == "smtps":
            server: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=10, context=context)
        else:
            server = smtplib.SMTP(host, port, timeout=10)
        with server:
            server.ehlo()
            if parts.scheme != "smtps" and server.has_extn("starttls"):
                server.starttls(context=context)
                server.ehlo()
            if parts.username:
                server.login(unquote(parts.username), unquote(parts.password or ""))
            address: str = made["To"].addresses[0].addr_spec
            if not address.isascii() and not server.has_extn("smtputf8"):
                raise Refused("the mail server does not carry addresses beyond ASCII")
            server.send_message(made, to_addrs=[address])
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as error:
        codes = [c for c, _ in error.recipients.values()] if isinstance(error, smtplib.SMTPRecipientsRefused) else [error.smtp_code]  # fmt: skip
        if all(code >= 500 for code in codes):
            raise Refused(f"the mail server answered {codes[0]}") from error
        raise TryLater(f"the mail server answered {codes[0]}") from error
    except (OSError, smtplib.SMTPException) as error:
        raise TryLater(type(error).__name__) from error
