"""A named, ordered list of interchangeable parts, checked when it is made."""

from collections.abc import Iterable, Iterator
from typing import Generic, Protocol, TypeVar


class Keyed(Protocol):
    """Anything with a stable, stored, never displayed key."""

    @property
    def key(self) -> str: ...


Item = TypeVar("Item", bound=Keyed)


class Registry(Generic[Item]):
    """Look parts up by key. Two parts with one key raise ValueError at start."""

    def __init__(self, kind: str, items: Iterable[Item]) -> None:
        self.kind = kind
        self._items: dict[str, Item] = {}
        for item in items:
            if item.key in self._items:
                raise ValueError(f"two {kind}s have the key {item.key!r}")
            self._items[item.key] = item

    def get(self, key: str) -> Item:
        """The part with this key; KeyError names the keys that exist."""
        try:
            return self._items[key]
        except KeyError:
            raise KeyError(f"no {self.kind} {key!r}; there are: {', '.join(self._items)}") from None

    def __contains__(self, key: object) -> bool:
        return key in self._items

    def __iter__(self) -> Iterator[Item]:
        return iter(self._items.values())

    def __len__(self) -> int:
        return len(self._items)

    def keys(self) -> tuple[str, ...]:
        """Every key, in the order of registration."""
        return tuple(self._items)
