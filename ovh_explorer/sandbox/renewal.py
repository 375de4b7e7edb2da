"""What follows from how a service is to be renewed."""

from ovh_explorer.sandbox.request import Request

__all__ = ["settle_renewal"]


def settle_renewal(request: Request) -> None:
    """A service that is deleted when it expires is no longer renewed by itself: let a change of its
    ``serviceInfos`` say so.
    """
    operation, body = request.operation, request.body
    if operation.method != "PUT" or not operation.path.endswith("/serviceInfos"):
        return
    renew = body.get("renew") if isinstance(body, dict) else None
    if isinstance(renew, dict) and renew.get("deleteAtExpiration"):
        place = request.object_path
        changed = {"renew": {**renew, "automatic": False}, "renewalType": "manual"}
        request.state.objects.write(place, changed)
