"""A small SMTP server for the tests, on the loopback interface: keeps what it is given."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any


@dataclass
class Sink:
    """What arrived, and which addresses it refuses with which answer.

    ``hangs_up_after`` mails are taken and then not answered: as when the house is cut off
    between the server's taking a mail and saying so.
    """

    port: int
    refuses: dict[str, str] = field(default_factory=dict)
    hangs_up_after: set[int] = field(default_factory=set)
    mails: list[EmailMessage] = field(default_factory=list)

    @property
    def url(self) -> str:
        """Where it listens, as the settings write it."""
        return f"smtp://127.0.0.1:{self.port}"

    @property
    def ids(self) -> list[str]:
        """The Message-ID of each mail in its order."""
        return [str(mail["Message-ID"]) for mail in self.mails]

    def serve(self, client: socket.socket) -> None:
        """One connection, from the greeting to its end."""
        with client, client.makefile("rwb") as stream:
            _say(stream, "220 sink")
            while line := stream.readline():
                word, _, rest = line.decode().strip().partition(" ")
                if not self._answer(stream, word.upper(), rest):
                    return

    def _answer(self, stream: Any, word: str, rest: str) -> bool:
        if word == "DATA":
            _say(stream, "354 go on")
            return self._taken(stream)
        refused = next((said for to, said in self.refuses.items() if to in rest), "")
        _say(
            stream,
            refused if word == "RCPT" and refused else "221 bye" if word == "QUIT" else "250 ok",
        )
        return word != "QUIT"

    def _taken(self, stream: Any) -> bool:
        lines = []
        while (line := stream.readline()) != b".\r\n":
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        self.mails.append(message_from_bytes(b"".join(lines), policy=policy.default))
        if len(self.mails) in self.hangs_up_after:
            return False
        _say(stream, "250 taken")
        return True


def _say(stream: Any, words: str) -> None:
    stream.write(f"{words}\r\n".encode())
    stream.flush()


@contextmanager
def listening(port: int = 0) -> Iterator[Sink]:
    """A sink that listens until the block ends, on any free port or on this one."""
    with socket.create_server(("127.0.0.1", port)) as server:
        sink = Sink(server.getsockname()[1])

        def serve() -> None:
            while True:
                try:
                    client, _ = server.accept()
                except OSError:
                    return
                sink.serve(client)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        try:
            yield sink
        finally:
            server.shutdown(socket.SHUT_RDWR)
    thread.join(5)


def free_port() -> int:
    """A port on which nothing listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])
