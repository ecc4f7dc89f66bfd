"""The server of the preview (uvicorn): where it listens, and its start and end."""

import secrets
import socket
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path, PurePath
from typing import Any

from bookbuild.diagnostics import UsageError, diagnose
from bookbuild.pipeline.request import BuildRequest
from bookbuild.preview.security import FOLDER_POLICY, Access, App, Guard
from bookbuild.preview.state_file import RunningPreview

PORT = 8765
"""The port that is tried first, so that an address of the browser's history has a chance."""
_LIBRARIES = ("starlette", "uvicorn", "pypdfium2")
_ANY = "0.0.0.0"  # noqa: S104 - only with --share
_NOWHERE = ("192.0.2.1", 9)
"""An address for documentation (RFC 5737): nothing is sent to it, but it tells the address of this machine."""


@dataclass(frozen=True, slots=True)
class Listening:
    """How the preview is reached: a `port`, or 0 for the first that is free; `is_shared` for other machines too;
    `root` as a reverse proxy has it (`Access.of`).
    """

    port: int = 0
    is_shared: bool = False
    root: str = ""


@dataclass(frozen=True, slots=True)
class _Facts:
    """What is known of a preview without reading the book."""

    editor: str
    against: str
    is_shared: bool = False

    def told(self, project: Path) -> dict[str, object]:
        """Return the addresses for the browser."""
        root = "" if self.is_shared else str(project.resolve())
        return {"root": root, "editor": bool(self.editor), "against": PurePath(self.against).name}


def require_libraries() -> None:
    """Raise UsageError, with what to type, if the libraries of the extra `preview` are not installed."""
    missing = [name for name in _LIBRARIES if find_spec(name) is None]
    if missing:
        message = f"the preview needs {', '.join(missing)}, which {'are' if len(missing) > 1 else 'is'} not installed"
        raise UsageError(diagnose("wrong-argument", message, hint="type: pip install 'bookbuild[preview]'"))


def open_socket(listening: Listening) -> socket.socket:
    """Return a socket that listens.

    Raises:
        UsageError: when the requested port is taken.
    """
    host = _ANY if listening.is_shared else "127.0.0.1"
    for port in (listening.port,) if listening.port else (PORT, 0):
        opened = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            opened.bind((host, port))
        except OSError:
            opened.close()
            continue
        opened.listen(64)
        return opened
    hint = "name another one with --port, or none"
    raise UsageError(diagnose("wrong-argument", f"the port {listening.port} is taken", hint=hint))


def own_address() -> str:
    """Return the address of this machine in its network, or that of loopback if it is in none."""
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(_NOWHERE)
        return str(probe.getsockname()[0])
    return "127.0.0.1"


def serve(
    request: BuildRequest,
    listening: Listening,
    begun: Callable[[str, str], None],
    *,
    editor: str = "",
    against: str = "",
) -> None:
    """Serve the preview of a request until it is interrupted.

    `begun` is called with the address on this machine and the one for others, or an empty text, when it listens.
    `editor` and `against` are those of `PreviewApp` and `PreviewSession`; whoever looks on from elsewhere opens no
    editor and learns no path of this machine.

    Raises:
        KeyboardInterrupt: when it was interrupted.
    """
    with open_socket(listening) as opened:
        access, shared = _access(opened, listening)
        running = RunningPreview.here(_address(opened, access))
        running.write(request.project)
        try:
            begun(running.address, shared)
            facts = _Facts(editor, against) if not listening.is_shared else _Facts("", against, is_shared=True)
            _answer(request, opened, access, facts)
        finally:
            running.remove(request.project)


def _answer(request: BuildRequest, opened: socket.socket, access: Access, facts: "_Facts") -> None:
    """Answer what is asked of a book until it is interrupted. The browser starts meanwhile, and waits."""
    from bookbuild.preview.early_answers import EarlyAnswers  # noqa: PLC0415 - what was shown last comes first
    from bookbuild.preview.last_shown import LastShown  # noqa: PLC0415 - the server answers before it is there

    last = LastShown.load(request.project, request.editions[0])
    with ExitStack() as endings:

        def made() -> App:
            from bookbuild.preview.app import PreviewApp  # noqa: PLC0415 - of the extra `preview`, and slow to import
            from bookbuild.preview.session import PreviewSession  # noqa: PLC0415 - the server answers before it is there

            session = endings.enter_context(PreviewSession(request, facts.against))
            app = PreviewApp(session, last, facts.told(request.project), editor=facts.editor)
            closed.callback(app.close)
            return app.asgi

        closed = ExitStack()
        early = EarlyAnswers(last, made, facts.told(request.project))
        closed.callback(early.end)
        early.begin()
        _run(Guard(early, access), opened, closed.close)


def serve_folder(folder: Path, listening: Listening, begun: Callable[[str, str], None]) -> None:
    """Serve the files of a folder in the same way, until it is interrupted.

    Raises:
        KeyboardInterrupt: when it was interrupted.
    """
    from starlette.staticfiles import StaticFiles  # noqa: PLC0415 - of the extra `preview`

    with open_socket(listening) as opened:
        access, shared = _access(opened, listening)
        begun(_address(opened, access), shared)
        _run(Guard(StaticFiles(directory=folder, html=True), access, FOLDER_POLICY), opened, lambda: None)


def _access(opened: socket.socket, listening: Listening) -> tuple[Access, str]:
    """Return the access with a new token, and the address for other machines, or an empty text."""
    port, token = opened.getsockname()[1], secrets.token_urlsafe(24)
    others = (own_address(), socket.gethostname()) if listening.is_shared else ()
    access = Access.of(token, port, listening.root, others)
    return access, f"http://{others[0]}:{port}{access.root_path}/{token}/" if others else ""


def _address(opened: socket.socket, access: Access) -> str:
    return f"http://127.0.0.1:{opened.getsockname()[1]}{access.root_path}/{access.token}/"


def _run(app: App, opened: socket.socket, close: Callable[[], None]) -> None:
    """Answer until it is interrupted, and `close` then what waits for news."""
    import uvicorn  # noqa: PLC0415 - of the extra `preview`

    class Server(uvicorn.Server):
        async def shutdown(self, sockets: Any = None) -> None:
            close()
            await super().shutdown(sockets)

    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=False,
        lifespan="off",
        loop="asyncio",
        http="h11",
        timeout_graceful_shutdown=1,
        ws="none",
    )
    Server(config).run(sockets=[opened])
