"""The page of `cjkclean serve`: what it shows, and all that it refuses."""

from __future__ import annotations

import http.client
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest

import cjkclean
from cjkclean import Pipeline
from cjkclean.report import server as server_module
from cjkclean.report.notebook import framed
from cjkclean.report.server import PageServer
from cjkclean.report.steps import by_step
from tests.clitools import SOURCES, Mark, interrupt

ATTACK = "</textarea><script>alert(1)</script>[[<img src=x onerror=alert(1)>]]"


@pytest.fixture
def server() -> Iterator[PageServer]:
    with PageServer(0, (["mark", "none"], lambda name: Pipeline([Mark()] if name == "mark" else []))) as found:
        thread = threading.Thread(target=found.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield found
        found.shutdown()
        thread.join()


def ask(
    server: PageServer, method: str = "GET", path: str = "/", body: str | bytes | None = None, **headers: str
) -> tuple[int, str, dict[str, str]]:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    found = answer.status, answer.read().decode(), {name.lower(): value for name, value in answer.getheaders()}
    connection.close()
    return found


def form(server: PageServer, text: str, **fields: str) -> str:
    return urlencode({"text": text, "preset": "mark", "secret": server.secret, **fields})


def test_the_work_of_each_step_is_shown(server: PageServer) -> None:
    status, page, headers = ask(server)
    assert status == 200
    assert headers["x-frame-options"] == "DENY"
    assert headers["x-content-type-options"] == "nosniff"
    secret = re.search("name='secret' value='([^']+)'", page)
    assert secret
    assert secret[1] == server.secret
    status, page, _ = ask(server, "POST", body=form(server, "[[首頁]]\r\n昨天甲>規模"))
    assert status == 200
    assert re.findall("<article><h2>([^<]*)</h2>", page) == ["All steps", "1. mark"]
    assert (
        "<textarea name='text' aria-label='text' placeholder='Text to clean'>\n[[首頁]]\n昨天甲&gt;規模</textarea>"
        in page
    )
    assert "<option selected>mark</option>" in page
    assert "Nothing changes." in ask(server, "POST", body=form(server, "甲>規", preset="none"))[1]


def test_what_is_pasted_is_text(server: PageServer) -> None:
    page = ask(server, "POST", body=form(server, ATTACK))[1]
    assert page.count("<script>") == 1
    assert "<img" not in page
    policy = re.search('content="([^"]*)"', page)
    assert policy
    assert policy[1].startswith("default-src 'none'; ")
    assert policy[1].endswith("form-action 'self'")


def test_other_hosts_and_origins_are_refused(server: PageServer) -> None:
    port = server.server_port
    assert ask(server, Host="evil.example")[0] == 421
    assert ask(server, Host=f"evil.example:{port}")[0] == 421
    assert ask(server, Host=f"localhost:{port}")[0] == 200
    body = form(server, "甲")
    assert ask(server, "POST", body=body, Origin="http://evil.example")[0] == 403
    assert ask(server, "POST", body=body, Origin="null")[0] == 403
    assert ask(server, "POST", body=body, Origin=f"http://localhost:{port}")[0] == 200
    assert ask(server, "POST", body=form(server, "甲", secret="guessed"))[0] == 403
    assert ask(server, "POST", body="text=x")[0] == 403


def test_wrong_requests(server: PageServer, monkeypatch: pytest.MonkeyPatch) -> None:
    assert ask(server, path="/etc/passwd")[0] == 404
    assert ask(server, "POST", body=b"\xff\xfe")[0] == 400
    assert ask(server, "POST", body="&".join(["a=b"] * 50))[0] == 400
    assert ask(server, "PUT", body="x")[0] == 501
    assert ask(server, "POST", Content_Length="-1")[0] == 411
    monkeypatch.setattr(server_module, "LARGEST", 1000)
    assert ask(server, "POST", body=form(server, "甲" * 1000))[0] == 413


def test_it_listens_on_the_loopback_interface_only(server: PageServer) -> None:
    assert server.server_address[0] == "127.0.0.1"
    assert server.address == f"http://127.0.0.1:{server.server_port}/"


@pytest.mark.skipif(os.name == "nt", reason="signals differ")
def test_the_command() -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", "import signal; signal.signal(2, signal.default_int_handler);"
         "import sys; from cjkclean.cli import main; sys.exit(main(['serve', '--port', '0']))"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(SOURCES)},
    )  # fmt: skip
    assert process.stdout
    found = re.match(rb"http://127\.0\.0\.1:(\d+)/ \(Ctrl-C ends it\)", process.stdout.readline())
    assert found
    connection = http.client.HTTPConnection("127.0.0.1", int(found[1]), timeout=30)
    connection.request("GET", "/")
    page = connection.getresponse().read().decode()
    assert "<option selected>web</option>" in page
    assert b"interrupted" in interrupt(process)
    assert process.returncode == 130


def test_the_steps_lead_from_source_to_text() -> None:
    result = cjkclean.explain("&#38632;&#19979;了。" + "今天天气很好，我们去公园散步。".encode().decode("latin-1"))
    steps = list(by_step(result))
    assert len(steps) > 1
    assert steps[0][1].source == result.source
    assert steps[-1][1].text == result.text
    assert all(step.undo() == step.source for _, step in steps)


def test_a_notebook_shows_the_page_in_a_frame_of_its_own() -> None:
    result = Pipeline([Mark()]).explain(f"{ATTACK}甲>乙'\"")
    shown = result._repr_html_()
    assert shown == framed(result)
    assert shown.startswith("<iframe sandbox='allow-scripts' srcdoc='&lt;!DOCTYPE html&gt;")
    assert shown.count("<") == 2
    assert shown.count("'") == 8
