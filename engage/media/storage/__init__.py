"""Where files are kept. ENGAGE_MEDIA_URL chooses the storage; every storage has the same few methods."""

from flask import Flask, current_app

from engage.core.registry import Registry
from engage.media.storage.base import Storage, StorageKind
from engage.media.storage.folder import FolderStorage

STORAGES: Registry[StorageKind] = Registry("storage", (FolderStorage,))
"""Each storage under the scheme of its address. A new one is one file and one line here."""


class UnknownStorage(ValueError):
    """ENGAGE_MEDIA_URL names a storage that there is not; the message says which there are."""


def open_storage(url: str) -> Storage:
    """The storage at an address such as `instance/media`, `file:///srv/media`; UnknownStorage."""
    scheme, separator, _ = url.partition("://")
    key = scheme if separator else FolderStorage.key
    if key not in STORAGES:
        raise UnknownStorage(
            f"ENGAGE_MEDIA_URL begins with {key}://, and there is no such storage. "
            f"Use one of these: {', '.join(kind.example for kind in STORAGES)}."
        )
    return STORAGES.get(key).at(url)


def bind(app: Flask, url: str) -> None:
    """Give the application its storage; nothing is written until the first file comes."""
    app.extensions["engage.storage"] = open_storage(url)


def current_storage() -> Storage:
    """The storage of the running application."""
    storage: Storage = current_app.extensions["engage.storage"]
    return storage
