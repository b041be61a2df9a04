"""Nothing leaves this machine: the tests themselves stop whoever tries."""

import socket

import pytest


@pytest.mark.parametrize("address", [("192.0.2.1", 80), ("203.0.113.9", 443), ("2001:db8::1", 443)])
def test_no_connection_goes_out(address: tuple[str, int]) -> None:
    family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
    with (
        socket.socket(family, socket.SOCK_STREAM) as out,
        pytest.raises(RuntimeError, match="leave this machine"),
    ):
        out.connect(address)


def test_no_name_is_looked_up() -> None:
    with pytest.raises(RuntimeError, match="leave this machine"):
        socket.getaddrinfo("example.nl", 80)


def test_this_machine_can_be_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as here, socket.socket() as there:
        there.connect(here.getsockname())
