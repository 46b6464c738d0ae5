"""What every file format offers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from engage.results.tables import Table


@dataclass(frozen=True)
class Format:
    """One way to write tables into a file.

    `label` is a name that is the same in every language. `extension` has no dot. `write` takes at least one table:
    the first is the thing asked for, the others explain it (a codebook, say). It writes bytes as it reads rows, leaves
    the target open, and writes the same bytes for the same tables. A format that `holds_several` is false for writes
    the first table alone; the others are then files of their own. `about` tells leads in one line what it is for.
    """

    key: str
    label: str
    extension: str
    media_type: str
    holds_several: bool
    write: Callable[[Sequence[Table], BinaryIO], None]
    about: str
