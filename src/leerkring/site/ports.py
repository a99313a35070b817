"""Is there room on the network for our web server?"""

import errno
import socket

from leerkring.site.problem import Problem


def refuse_when_busy(address: str, port: int) -> None:
    """Raise Problem when nobody can listen on this address and port."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as error:
            raise _problem(error, address, port) from error


def _problem(error: OSError, address: str, port: int) -> Problem:
    if error.errno == errno.EADDRINUSE:
        return Problem(
            f"Port {port} is in use by another program.",
            f"Stop that program, or use another port: make run PORT={port + 1 if port < 65535 else 8000}",
        )
    if error.errno == errno.EACCES:
        return Problem(
            f"Port {port} is only for the system administrator.",
            "Use a port above 1023, for example: make run PORT=8000",
        )
    return Problem(
        f"The web server cannot listen on {address}: {error.strerror}.",
        "Give an address of this machine in LEERKRING_LISTEN, for example 127.0.0.1.",
    )
