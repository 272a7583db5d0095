"""A page on this machine to paste text into: what each step makes of it, in the view of the report.

It answers on the loopback interface only, to requests that name it as their host (so no other name can be made to
lead here), and takes text only from its own page: each form holds a secret of the run.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

from cjkclean.pipeline import Pipeline
from cjkclean.report.html import html_report
from cjkclean.report.steps import by_step, figures

__all__ = ["LARGEST", "PageServer"]

LOOPBACK = "127.0.0.1"

LARGEST = 4 << 20
"""Bytes of a request at most. A Chinese character takes nine in a form, so that is over 400,000 of them."""

PATIENCE = 20
"""Seconds after which a client that says nothing is let go of."""


class PageServer(ThreadingHTTPServer):
    """The server; `serve_forever` runs it.

    Args:
        port: where to listen; 0 for any that is free.
        pipelines: names of pipelines, the first one chosen to begin with, and what makes the pipeline of a name.

    Raises:
        OSError: the port is taken.
    """

    daemon_threads = True

    def __init__(self, port: int, pipelines: tuple[Sequence[str], Callable[[str], Pipeline]]) -> None:
        self.names, self.pipeline = pipelines
        self.secret = secrets.token_urlsafe(32)
        super().__init__((LOOPBACK, port), _Handler)
        self.hosts = {f"{host}:{self.server_port}" for host in (LOOPBACK, "localhost")}

    @property
    def address(self) -> str:
        """What to open in a browser."""
        return f"http://{LOOPBACK}:{self.server_port}/"

    def page(self, text: str = "", chosen: str = "") -> str:
        """The form, and below it what became of `text`."""
        chosen = chosen if chosen in self.names else self.names[0]
        form = _form(self.names, chosen, text, self.secret)
        if not text:
            return html_report("cjkclean", {}, {}, [], form=form)
        result = self.pipeline(chosen).explain(text)
        steps = [(f"{at}. {name}", step) for at, (name, step) in enumerate(by_step(result), 1)]
        note = f"All changes together, then the work of each step ({len(steps)})." if steps else "Nothing changes."
        return html_report("cjkclean", figures(result), {}, [("All steps", result), *steps], note, form)


def _form(names: Sequence[str], chosen: str, text: str, secret: str) -> str:
    options = "".join(f"<option{' selected' if name == chosen else ''}>{escape(name)}</option>" for name in names)
    return (
        "<form method='post' action='/' accept-charset='utf-8'>"
        f"<textarea name='text' aria-label='text' placeholder='Text to clean'>\n{escape(text)}</textarea>"
        f"<select name='preset' aria-label='preset'>{options}</select><button>Clean</button>"
        f"<input type='hidden' name='secret' value='{secret}'></form>"
    )


class _Handler(BaseHTTPRequestHandler):
    server: PageServer
    server_version = "cjkclean"
    sys_version = ""
    timeout = PATIENCE

    def do_GET(self) -> None:
        if self._is_ours():
            if self.path == "/":
                self._answer(self.server.page())
            else:
                self._refuse(HTTPStatus.NOT_FOUND)

    def do_POST(self) -> None:
        if not self._is_ours():
            return
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal():
            self._refuse(HTTPStatus.LENGTH_REQUIRED)
        elif int(length) > LARGEST:
            self._refuse(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        else:
            self._clean(self.rfile.read(int(length)))

    def _clean(self, body: bytes) -> None:
        try:
            fields = parse_qs(body.decode("ascii"), encoding="utf-8", errors="replace", max_num_fields=10)
        except ValueError:
            self._refuse(HTTPStatus.BAD_REQUEST)
            return
        secret, text, chosen = (fields.get(name, [""])[0] for name in ("secret", "text", "preset"))
        if not secrets.compare_digest(secret.encode(), self.server.secret.encode()):
            self._refuse(HTTPStatus.FORBIDDEN)
            return
        self._answer(self.server.page(text.replace("\r\n", "\n"), chosen))

    def _is_ours(self) -> bool:
        """Whether the request is meant for this server, and not sent by the page of another; else it is refused."""
        origin = self.headers.get("Origin")
        hosts = self.server.hosts
        if self.headers.get("Host") not in hosts:
            self._refuse(HTTPStatus.MISDIRECTED_REQUEST)
        elif self.command == "POST" and origin is not None and origin.removeprefix("http://") not in hosts:
            self._refuse(HTTPStatus.FORBIDDEN)
        else:
            return True
        return False

    def _answer(self, page: str) -> None:
        self._send(HTTPStatus.OK, "text/html; charset=utf-8", page.encode("utf-8", "backslashreplace"))

    def _refuse(self, status: HTTPStatus) -> None:
        self.close_connection = True
        self._send(status, "text/plain; charset=utf-8", f"{status.phrase}\n".encode())

    def _send(self, status: HTTPStatus, content_type: str, body: bytes) -> None:
        self.send_response(status)
        for name, value in (
            ("Content-Type", content_type),
            ("Content-Length", str(len(body))),
            ("X-Content-Type-Options", "nosniff"),
            ("X-Frame-Options", "DENY"),
            ("Referrer-Policy", "same-origin"),
            ("Cache-Control", "no-store"),
        ):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing of what is pasted or asked for is written down."""
