"""What replaces a deprecated operation."""

from collections.abc import Awaitable, Callable

from ovh_explorer.workspace.navigation.target import OperationTarget, TargetError

__all__ = ["find_replacement"]


async def find_replacement(
    find: Callable[[str], Awaitable[OperationTarget]], branch: str, method: str, replacement: str
) -> OperationTarget:
    """The operation that a document names in place of one of that branch and method.

    Documents write a path, most without branch, 59 with the old ``/1.0`` in front, 3 with a method;
    the method of the old operation is looked for first, then any.

    Args:
        find: finds the operation that words mean, as
            :meth:`~ovh_explorer.workspace.workspace.Workspace.find`.

    Raises:
        TargetError: when there is none, with the nearest ones.
    """
    words = replacement.strip()
    if branch == "v2" and words.startswith("/") and not words.startswith(("/v1/", "/v2/", "/1.0/")):
        words = f"/v2{words}"
    if " " in words:
        return await find(words)
    try:
        return await find(f"{method} {words}")
    except TargetError:
        return await find(words)
