"""Serving the pages to this computer only, and opening the browser on them."""

import errno
import logging
import os
import signal
import socket
import sys
import threading
import webbrowser
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import FrameType
from typing import NoReturn

from flask import Flask
from waitress.server import create_server

# KAAR on the keys of a telephone; the demo has the next one, so that both can be open.
USUAL_PORT = 5227
PORTS_TO_TRY = 100
THREADS = 8
LARGEST_REQUEST = 64 * 1024 * 1024


def listen(first: int) -> tuple[list[socket.socket], int]:
    """Sockets on the first port that is free on every address `localhost` may mean, and that port.

    Taking it on one of them only would let another program answer to our name on the other.
    """
    for port in range(first, min(first + PORTS_TO_TRY, 65_536)):
        sockets: list[socket.socket] = []
        try:
            for family, address in _own_addresses():
                sockets.append(_bound(family, address, port))
        except OSError as error:
            for opened in sockets:
                opened.close()
            if error.errno not in {errno.EADDRINUSE, errno.EACCES}:
                raise
        else:
            return sockets, port
    raise OSError(errno.EADDRINUSE, f"no free port from {first} on")


def serve(app: Flask, sockets: list[socket.socket]) -> None:
    """Answer until the program is told to end; a request that runs is finished first."""
    server = create_server(
        app,
        sockets=sockets,
        threads=THREADS,
        ident=None,
        max_request_body_size=LARGEST_REQUEST,
    )
    server.run()


def end_when_told() -> None:
    """Let being told to end, or the window closing, be an orderly end."""
    for name in ("SIGTERM", "SIGHUP", "SIGBREAK"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), _end)


def open_browser(address: str) -> None:
    """Show the address, where there is a screen to show it on."""
    if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return
    threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()


def keep_log(path: Path) -> None:
    """Write warnings and errors to a file of bounded size; a full disk never stops the program over them."""
    logging.raiseExceptions = False
    handler = RotatingFileHandler(path, maxBytes=1_000_000, backupCount=2, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    handler.setLevel(logging.WARNING)
    logging.getLogger().addHandler(handler)


def _own_addresses() -> list[tuple[socket.AddressFamily, str]]:
    addresses = [(socket.AF_INET, "127.0.0.1")]
    try:
        _bound(socket.AF_INET6, "::1", 0).close()
    except OSError:
        return addresses  # this computer does without IPv6
    return [*addresses, (socket.AF_INET6, "::1")]


def _bound(family: socket.AddressFamily, address: str, port: int) -> socket.socket:
    opened = socket.socket(family, socket.SOCK_STREAM)
    try:
        if sys.platform == "win32":
            opened.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        opened.bind((address, port))
        opened.listen()
    except OSError:
        opened.close()
        raise
    return opened


def _end(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(0)
