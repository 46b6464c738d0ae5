"""Who may act. Residents have no account; the others are staff."""

from enum import StrEnum


class Role(StrEnum):
    """A member of staff's part in a project (an administrator's covers every project)."""

    ADMINISTRATOR = "administrator"
    LEAD = "lead"
    RESEARCHER = "researcher"
    READER = "reader"


ADMINISTRATORS = (Role.ADMINISTRATOR,)
LEADS = (Role.ADMINISTRATOR, Role.LEAD)
FIELD_STAFF = (Role.ADMINISTRATOR, Role.LEAD, Role.RESEARCHER)
ALL_STAFF = tuple(Role)
