"""What ffmpeg made of a file is kept for the run, so that the next test with the same file need not wait for it.

The same file and the same arguments are the same work; anything else, and whatever is refused, is really tried.
"""

import hashlib
import pickle
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from engage.media import ffmpeg
from tests.support import session as run


@contextmanager
def made_once() -> Iterator[None]:
    """Meanwhile the site's door to ffmpeg gives what it gave before, in this process or in another one."""
    probe, convert = ffmpeg.probe, ffmpeg.convert

    def probed(path: Path, demuxer: str, **options: Any) -> ffmpeg.Probe:
        def ask(target: Path) -> None:
            target.write_bytes(pickle.dumps(probe(path, demuxer, **options)))

        return pickle.loads(run.once(_name(path, demuxer, options), ask).read_bytes())

    def converted(source: Path, demuxer: str, arguments: Sequence[str], target: Path, *, seconds: int) -> None:
        def make(kept: Path) -> None:
            convert(source, demuxer, arguments, kept, seconds=seconds)

        target.write_bytes(run.once(_name(source, demuxer, arguments), make).read_bytes())

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ffmpeg, "probe", probed)
        patch.setattr(ffmpeg, "convert", converted)
        yield


def _name(source: Path, *asked: Any) -> str:
    return hashlib.sha256(source.read_bytes() + repr(asked).encode()).hexdigest()
