"""Kaartenbak as it runs in a shop: a process of its own, and a browser that keeps cookies."""

import os
import re
import socket
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode, urljoin
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, ProxyHandler, Request, build_opener

from app.core.migrations import PROJECT

# How long a machine with much else to do may take; no promise to a shop.
STARTS_WITHIN = 90.0
ANSWERS_WITHIN = 30.0


class Process:
    """A running `./start`, with what it says in the terminal."""

    def __init__(self, popen: subprocess.Popen[str]) -> None:
        self.popen = popen
        self.said: list[str] = []
        self._read = 0
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def wait_for(self, pattern: str, *, within: float = STARTS_WITHIN) -> re.Match[str]:
        """Read on until it says this."""
        give_up_at = time.monotonic() + within
        while time.monotonic() < give_up_at:
            is_over = not self._listener.is_alive()
            while self._read < len(self.said):
                self._read += 1
                if found := re.search(pattern, self.said[self._read - 1]):
                    return found
            if is_over:
                break
            time.sleep(0.01)
        raise AssertionError(f"it did not say {pattern!r} but: {''.join(self.said)}")

    def kill(self) -> None:
        """End it as a power cut would; one that has ended already stays so."""
        self.popen.kill()
        self._end()

    def stop(self) -> int:
        """Ask it to end, as closing the window does."""
        self.popen.terminate()
        return self._end()

    def _end(self) -> int:
        code = self.popen.wait(timeout=10)
        self._listener.join(timeout=10)
        if self.popen.stdout is not None:
            self.popen.stdout.close()
        return code

    def _listen(self) -> None:
        assert self.popen.stdout is not None
        for line in self.popen.stdout:
            self.said.append(line)


def start(folder: Path, *options: str, language: str = "en", **environment: str) -> Process:
    """Run `./start` on this data folder, without a browser."""
    command = [sys.executable, "-P", "-m", "app.cli", "run", "--no-browser", *options]
    popen = subprocess.Popen(  # noqa: S603 - our own program
        command,
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(PROJECT),
            "KAARTENBAK_DATA": str(folder),
            "LANG": f"{language}.UTF-8",
            **environment,
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    return Process(popen)


def free_port() -> int:
    """A port that nobody listens on, and the one after it neither."""
    while True:
        with socket.socket() as first, socket.socket() as second:
            first.bind(("127.0.0.1", 0))
            port: int = first.getsockname()[1]
            try:
                second.bind(("127.0.0.1", port + 1))
            except OSError:
                continue
            return port


@dataclass
class Answer:
    """What came back: where from, how, and the page."""

    status: int
    url: str
    page: str


class Browser:
    """Follows no redirect by itself: where a post leads to is part of the answer."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._opener = build_opener(ProxyHandler({}), HTTPCookieProcessor(), _StayHere())

    def get(self, path: str) -> Answer:
        """Ask for a page."""
        return self._send(Request(urljoin(self.address, path)))  # noqa: S310 - our own address

    def post(self, path: str, *, form_on: str | None = None, **typed: str) -> Answer:
        """Open the page, fill in its form and send it; the form may stand on another page than it goes to."""
        fields = FormReader(self.get(form_on or path).page).fields | typed
        return self._send(Request(urljoin(self.address, path), data=urlencode(fields).encode()))  # noqa: S310

    def hand_in(self, path: str, field: str, content: bytes, **typed: str) -> Answer:
        """Send a form with a file in it."""
        fields = FormReader(self.get(path).page).fields | typed
        boundary = "a-line-that-is-in-no-file"
        parts = [
            f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
            for name, value in fields.items()
            if name != field
        ]
        head = (
            f'--{boundary}\r\nContent-Disposition: form-data; name="{field}"; filename="contacts.vcf"\r\n\r\n'
        )
        body = "".join(parts).encode() + head.encode() + content + f"\r\n--{boundary}--\r\n".encode()
        kind = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
        return self._send(Request(urljoin(self.address, path), data=body, headers=kind))  # noqa: S310

    def _send(self, request: Request) -> Answer:
        try:
            with self._opener.open(request, timeout=ANSWERS_WITHIN) as response:
                return Answer(response.status, response.url, response.read().decode())
        except HTTPError as error:
            where = urljoin(request.full_url, error.headers.get("Location") or "")
            return Answer(error.code, where, error.read().decode())


class FormReader(HTMLParser):
    """The fields of the main form on a page, as a browser would send them untouched."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self._inside = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take the hidden and filled-in fields inside <main>."""
        given = dict(attrs)
        self._inside = self._inside or tag == "main"
        if not self._inside or tag != "input" or not given.get("name"):
            return
        if given.get("type") in {"checkbox", "radio"} and "checked" not in given:
            return
        self.fields[str(given["name"])] = given.get("value") or ""


class _StayHere(HTTPRedirectHandler):
    def redirect_request(self, *_args: Any, **_options: Any) -> None:
        """Let the redirect itself be the answer."""
