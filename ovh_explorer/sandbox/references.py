"""What v2 IAM knows: the actions of all operations of the catalog, and the types of resources."""

# No words for people: responses of the API are the same in each language.

from typing import Any

from ovh_explorer.sandbox.request import Request, handles

__all__: list[str] = []

_CATEGORIES = {"GET": "READ", "POST": "CREATE", "PUT": "EDIT", "DELETE": "DELETE"}


@handles("v2", "GET", "/iam/reference/action")
def _list_actions(request: Request) -> Any:
    types = request.query.get("resourceType")
    return [
        {
            "action": name,
            "description": description,
            "resourceType": _type_of(name),
            "categories": [_CATEGORIES.get(method, "OPERATE")],
        }
        for name, (method, description) in request.documents.iam_actions().items()
        if not types or _type_of(name) in types
    ]


@handles("v2", "GET", "/iam/reference/resource/type")
def _list_types(request: Request) -> Any:
    return sorted({_type_of(name) for name in request.documents.iam_actions()})


def _type_of(action: str) -> str:
    return action.partition(":")[0]
