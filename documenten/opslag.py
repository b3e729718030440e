"""Files on disk: whole or absent. First the bytes are safe, then the name, then the row that points to it."""

import hashlib
import os
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid4

from django.conf import settings

TEMPORARY = ".deel"


class Beschadigd(Exception):
    """The file was changed after it was stored."""


def root() -> Path:
    return Path(settings.MEDIA_ROOT)


def new_temporary(code: UUID) -> Path:
    """A path in the directory where the file will live, so that the rename stays within one disk."""
    folder = root() / code.hex[:2]
    if not folder.exists():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _sync_directory(root())
    return folder / f"{code}.{uuid4().hex}{TEMPORARY}"


def write_synced(path: Path, content: bytes) -> None:
    """Write and wait for the disk; a half file stays behind under its temporary name only."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def keep(temporary: Path, code: UUID, extension: str) -> tuple[str, str, int]:
    """
    Give a finished temporary file its name: (path below the root, sha256, bytes).

    The name holds the hash: a second run can never put other bytes under a name a row points to.
    """
    content = temporary.read_bytes()
    sha256 = hashlib.sha256(content).hexdigest()
    final = temporary.parent / f"{code}.{sha256[:16]}.{extension}"
    os.replace(temporary, final)
    _sync_directory(final.parent)
    return str(final.relative_to(root())), sha256, len(content)


def read(path: str, *, sha256: str) -> bytes:
    """:raises Beschadigd: the bytes are not those that were stored."""
    content = (root() / path).read_bytes()
    if hashlib.sha256(content).hexdigest() != sha256:
        raise Beschadigd(path)
    return content


def remove(path: str) -> None:
    file = root() / path
    file.unlink(missing_ok=True)
    if file.parent.exists():
        _sync_directory(file.parent)


def young_files(*, older_than: int, younger_than: int) -> Iterator[list[str]]:
    """Folder by folder, the paths of files written between so many seconds ago."""
    now = time.time()
    for folder in sorted(root().glob("??")):
        found = [path for path in folder.iterdir() if older_than < now - path.stat().st_mtime < younger_than]
        yield [str(path.relative_to(root())) for path in found]


def _sync_directory(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
