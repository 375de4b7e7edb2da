"""Values from the account for the fields of a form, from the operations that list them."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ovh_explorer.call import Call, CallError
from ovh_explorer.catalog.choice_lists import choice_source, is_listed_by_kind
from ovh_explorer.catalog.identity_lists import identity_source
from ovh_explorer.catalog.labelled_values import Value, label_of, labels_of, values_of
from ovh_explorer.catalog.links import Source, detail_of, field_source, source_of
from ovh_explorer.catalog.named_lists import named_source
from ovh_explorer.catalog.own_addresses import address_source
from ovh_explorer.catalog.reference_lists import reference_source
from ovh_explorer.catalog.resolve import Core, Listed, Object
from ovh_explorer.catalog.sibling_lists import sibling_source
from ovh_explorer.client.body import BodyError
from ovh_explorer.form import Field, Form
from ovh_explorer.translation import _, labelled
from ovh_explorer.workspace.calls.source_values import read_source, source_call
from ovh_explorer.workspace.calls.used_values import UsedValues, sent_names

if TYPE_CHECKING:
    from ovh_explorer.catalog.schema import Operation
    from ovh_explorer.catalog.store import Store
    from ovh_explorer.client.response import Response

__all__ = ["ValueList", "ValueLookup"]

Send = Callable[[Call], Awaitable["Response"]]

# What names a list beside such a field is about something else.
_TIMES = (Core("date"), Core("datetime"), Core("time"))

# Details at once, for labels.
_AT_ONCE = 4


@dataclass(frozen=True, slots=True)
class ValueList:
    """The values that a field can take; `problem` says in words why there are none.

    `shows` is the operation that a label for one of them can be had from; None where there is none,
    or the values have their labels.
    """

    values: tuple[Value, ...] = ()
    problem: str = ""
    listing: str = ""
    shows: "Operation | None" = None
    parameter: str = ""


class ValueLookup:
    """Looks values up, with GET alone and each list once a run.

    Args:
        store: the catalog.
        send: sends a call.

    Attributes:
        asked: the user has asked for values in this run: from then on they are offered unasked
            too.
    """

    def __init__(self, store: "Store", send: Send) -> None:
        self._store = store
        self._send = send
        # By what is asked, and what of its response is wanted.
        self._lists: dict[tuple[str, str, Source], ValueList] = {}
        self._labels: dict[tuple[str, str, str], str] = {}
        self._sources: dict[tuple[str, str, str, str, str], Source | None] = {}
        self._used = UsedValues()
        self.asked = False

    def source(self, form: Form, field: Field) -> Source | None:
        """The operation that lists the values of a field; None where there is none."""
        operation = form.operation
        if (
            field.schema.choices
            or field.is_structured
            or field.is_secret
            or field.kind in ("boolean", "json", "lines")
            or field.schema.shape in _TIMES
        ):
            return None
        name = _name(field)
        key = (*operation.key, field.place, name)
        if key not in self._sources:
            found = named_source(self._store, operation, name, field.schema.description)
            if found is None and field.place == "body":
                found = choice_source(self._store, operation, name)
            if found is None and field.place != "path":
                found = (
                    address_source(self._store, operation, name)
                    or identity_source(self._store, name)
                    or reference_source(self._store, operation, name)
                )
            if found is None:
                by_name = source_of if field.place == "path" else field_source
                other = by_name(self._store, operation, name)
                found = other if isinstance(other, Source) else None
            if found is None and field.place == "body":
                found = sibling_source(self._store, operation, name)
            self._sources[key] = found
        return self._sources[key]

    def note(self, call: Call) -> None:
        """A call went well: its path values, and what it made, are offered first from now on. What
        it deleted is offered no more, as in :meth:`note_missing`.
        """
        self._used.note(call, sent_names(self._store, call))

    def note_missing(self, call: Call) -> None:
        """The API said that what the path of a call names doesn't exist: it is offered no more, and
        no other form says it.
        """
        self._used.note_missing(call)

    def is_missing(self, form: Form, field: Field) -> bool:
        """Whether what a path field names doesn't exist: it was deleted in this run, or the API
        said so.
        """
        operation = form.operation
        given = {item.name: item.text for item in form.placed("path") if item.is_given}
        return self._used.is_missing(operation.branch, operation.path, field.name, given)

    def used(self, form: Form, field: Field) -> list[str]:
        """The values of a field that were used with these keys in this run, the last first."""
        if field.is_secret or field.schema.choices:
            return []
        found = self._used.of(*self._list_of(form, field))
        source = self.source(form, field)
        if source is None or not (source.query or source.by_kind):
            return found
        # A path names any item of the list, this field takes some of them.
        fitting = {value.text: value for value in self._known(source)}
        if source.by_kind:
            branch = source.operation.branch
            found += [
                text
                for listing in self._used.listings(branch)
                for text in self._used.of(branch, listing, {})
                if text in fitting
                and is_listed_by_kind(listing, fitting[text].kind or source.inside)
            ]
        return [text for text in dict.fromkeys(found) if text in fitting]

    def _known(self, source: Source) -> "Iterator[Value]":
        """The values of a list, as far as it was read."""
        for (*_where, known), listed in self._lists.items():
            if known == source:
                yield from listed.values

    def names_one_of(self, form: Form, field: Field, wanted: Source) -> bool:
        """Whether a field whose values are listed by what they are names an item of the `wanted`
        list: it is of that kind, or, where that isn't known, one that is known of that list.
        """
        source, text = self.source(form, field), field.text
        if source is None or not source.by_kind or wanted.needs:
            return False
        kinds = {value.kind for value in self._known(source) if value.text == text} | (
            {source.inside} if source.inside else set()
        )
        listing = wanted.operation
        if kinds:
            return any(is_listed_by_kind(listing.path, kind) for kind in kinds)
        return text in self._used.of(listing.branch, listing.path, {}) or any(
            value.text == text for value in self._known(wanted)
        )

    def missing(self, form: Form, field: Field) -> set[str]:
        """The values of a field that name what doesn't exist; see :meth:`is_missing`."""
        return self._used.missing(*self._list_of(form, field))

    def _list_of(self, form: Form, field: Field) -> tuple[str, str, dict[str, str]]:
        """The list that the values of a field are in: branch, path, and the other path values."""
        operation = form.operation
        branch, listing = operation.branch, ""
        if field.place == "path":
            listing = operation.path.partition(f"/{{{field.name}}}")[0]
        elif (source := self.source(form, field)) is not None:
            branch, listing = source.operation.branch, source.operation.path
        given = {item.name: item.text for item in form.placed("path") if item.is_given}
        given.pop(field.name, None)
        return branch, listing, given

    def forget(self) -> None:
        """Ask again the next time: the keys are others, or something was changed."""
        self._lists.clear()
        self._labels.clear()

    async def values(self, form: Form, field: Field) -> ValueList:
        """What a field can take now, as the user asks for it."""
        self.asked = True
        return await self.read(form, field)

    async def read(self, form: Form, field: Field) -> ValueList:
        """The same, unasked: one call, or none where the list is known."""
        source = self.source(form, field)
        if source is None:
            return ValueList(problem=_("no list of its values is available"))
        given = {item.name: item.text for item in form.placed("path")}
        parts = (source, *source.others)
        found = await asyncio.gather(*(self._read(part, given) for part in parts))
        if len(parts) == 1 or all(part.problem for part in found):
            return found[0]
        # The keys in use may be allowed to read some of the lists alone.
        values: dict[str, Value] = {}
        for value in (value for part in found for value in part.values):
            known = values.get(value.text)
            if known is None or not known.label:
                values[value.text] = value
        return ValueList(tuple(values.values()), listing=found[0].listing)

    async def _read(self, source: Source, given: dict[str, str]) -> ValueList:
        """The values of one list."""
        missing = [name for name in source.needs if not given.get(name)]
        if missing:
            return ValueList(problem=_("fill in {name} first").format(name=missing[0]))
        try:
            call = source_call(source, given)
        except CallError as error:
            return ValueList(problem=str(error))
        where = (call.branch, call.target, source)
        if where not in self._lists:
            picked = await self._ask(call, source)
            if picked.problem:
                return picked
            self._lists[where] = picked
        return self._lists[where]

    async def _ask(self, call: Call, source: Source) -> ValueList:
        from ovh_explorer.client.errors import ClientError

        path = f"GET {source.target}"
        try:
            values = await read_source(self._send, call, source)
        except (ClientError, BodyError, ValueError) as error:
            return ValueList(problem=labelled(path, error))
        if not values:
            return ValueList(problem=_("{path}: the list is empty").format(path=path))
        if source.key:
            return ValueList(tuple(values), listing=path)
        return self._with_details(source.operation, values, path)

    async def listed(self, listing: "Operation", response: "Response") -> ValueList:
        """The values of a list that was read; what its items are known by is in it, or can be asked
        for.

        Raises:
            ValueError: the response is no JSON.
        """
        detail = detail_of(self._store, listing)
        key = detail.key if detail is not None else ""
        labels: tuple[str, ...] = ()
        shape = self._store.models(listing.branch, listing.product).shape(listing.response)
        if key and isinstance(shape, Listed):
            item = self._store.models(listing.branch, listing.product).shape(shape.item)
            labels = labels_of(item.model, key) if isinstance(item, Object) else ()
        values = await asyncio.to_thread(lambda: values_of(response.json(), key, labels))
        if key:
            return ValueList(tuple(values))
        return self._with_details(listing, values, f"GET {listing.path}")

    def _with_details(self, listing: "Operation", values: "list[Value]", path: str) -> ValueList:
        """Values, and the operation that says what they are known by, where there is one.

        Args:
            path: the list as users read it.
        """
        detail = detail_of(self._store, listing)
        if detail is None or not self._has_labels(detail.operation):
            return ValueList(tuple(values), listing=path)
        return ValueList(
            tuple(values), listing=path, shows=detail.operation, parameter=detail.parameter
        )

    def _has_labels(self, operation: "Operation") -> bool:
        shape = self._store.models(operation.branch, operation.product).shape(operation.response)
        return isinstance(shape, Object) and bool(labels_of(shape.model, ""))

    async def label(
        self, form: Form, picked: ValueList, texts: Sequence[str], told: Callable[[str, str], None]
    ) -> None:
        """Ask what people know these values by, a few at once; `told` of each value and its label.

        A label that can't be had is left out: the value is one all the same.
        """
        given = {item.name: item.text for item in form.placed("path")}
        await self.label_each(picked, texts, told, given)

    async def label_each(
        self,
        picked: ValueList,
        texts: Sequence[str],
        told: Callable[[str, str], None],
        given: Mapping[str, str] | None = None,
    ) -> None:
        """The same without a form.

        Args:
            given: the other values of the path, where there are any.
        """
        shows, others = picked.shows, dict(given or {})
        if shows is None:
            return
        slots = asyncio.Semaphore(_AT_ONCE)

        async def one(text: str) -> None:
            async with slots:
                told(text, await self._label(shows, others | {picked.parameter: text}, text))

        await asyncio.gather(*(one(text) for text in texts))

    async def _label(self, shows: "Operation", given: dict[str, str], text: str) -> str:
        from ovh_explorer.client.errors import ClientError

        names = [item.name for item in shows.placed("path")]
        try:
            values = {name: given.get(name, "") for name in names}
            call = Call.make(shows.branch, "GET", shows.path, path_values=values)
            key = (call.branch, call.target, text)
            if key not in self._labels:
                response = await self._send(call)
                models = self._store.models(shows.branch, shows.product)
                self._labels[key] = (
                    label_of(response.json(), models, shows.response, text) if response.ok else ""
                )
            return self._labels[key]
        except (CallError, ClientError, ValueError):
            return ""


def _name(field: Field) -> str:
    """What the values of a field are looked up by: its name, for an entry that of its list; for the
    ``urn`` of an entry of ``resources`` that of a resource.
    """
    whole = field.parent
    name = field.name or (whole.name if whole is not None else "")
    if name.lower() == "urn" and whole is not None:
        owner = whole.name or (whole.parent.name if whole.parent is not None else "")
        return f"{owner.removesuffix('s')}URN"
    return name
