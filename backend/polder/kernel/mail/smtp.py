"""Hand one mail to a mail server."""

import smtplib
import ssl
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from urllib.parse import unquote, urlsplit

from polder.kernel.mail.tables import Mail


class TryLater(Exception):
    """The server is down or says "not now"; the mail waits."""


class Refused(Exception):
    """The server says never for this message; a person must look."""


def message(mail: Mail, sender: str) -> EmailMessage:
    """The message as it goes out: text and the same as HTML."""
    made = EmailMessage()
    made["From"] = sender
    user, _, domain = mail.to_address.rpartition("@")
    made["To"] = Address(mail.to_name.replace("\r", " ").replace("\n", " "), user, domain)
    made["Subject"] = mail.subject
    made["Date"] = format_datetime(mail.created_at)
    # The same id for every attempt: a mail that was sent twice after a crash is shown once.
    made["Message-ID"] = f"<{mail.id}@{sender.rpartition('@')[2].rstrip('>')}>"
    made["Content-Language"] = mail.language
    made.set_content(mail.text)
    made.add_alternative(mail.html, subtype="html")
    return made


def send(url: str, sender: str, mail: Mail) -> None:
    """Send by `smtp://user:password@host:port` (STARTTLS where offered) or `smtps://…`. Blocking; run in a thread."""
    parts = urlsplit(url)
    host, port = parts.hostname or "localhost", parts.port or (465 if parts.scheme == "smtps" else 587)
    try:
        context = ssl.create_default_context()
        if parts.scheme == "smtps":
            server: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=20, context=context)
        else:
            server = smtplib.SMTP(host, port, timeout=20)
        with server:
            server.ehlo()
            if parts.scheme != "smtps" and server.has_extn("starttls"):
                server.starttls(context=context)
                server.ehlo()
            if parts.username:
                server.login(unquote(parts.username), unquote(parts.password or ""))
            server.send_message(message(mail, sender))
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as error:
        codes = [c for c, _ in error.recipients.values()] if isinstance(error, smtplib.SMTPRecipientsRefused) else [error.smtp_code]  # fmt: skip
        if all(code >= 500 for code in codes):
            raise Refused(f"the mail server answered {codes[0]}") from error
        raise TryLater(f"the mail server answered {codes[0]}") from error
    except (OSError, smtplib.SMTPException) as error:
        raise TryLater(type(error).__name__) from error
    except UnicodeError as error:
        raise Refused("the address cannot be written in a mail header") from error
