"""The difference that a PUT makes, of every PUT of the real catalog, against the sandbox."""

import json
from collections import Counter

import pytest

from ovh_explorer.catalog.examples import example
from ovh_explorer.catalog.resolve import Core, Enum, Listed, Mapped, Models, Object
from ovh_explorer.catalog.secrets import is_secret
from ovh_explorer.form import Form
from ovh_explorer.sandbox.documents import Documents
from ovh_explorer.workspace.calls.put_comparison import ComparisonError, comparison_with
from tests import real_catalog
from tests.sandbox.asked import Asked

# Texts of types that take no other text.
_OTHER = {
    "date": "2031-02-03",
    "datetime": "2031-02-03T04:05:06+00:00",
    "time": "04:05:06",
    "duration": "P3D",
    "uuid": "0a1b2c3d-0000-4000-8000-00000000abcd",
    "ip": "192.0.2.77",
    "ipv4": "192.0.2.77",
    "ipv6": "2001:db8::77",
    "ipBlock": "192.0.2.64/28",
    "ipv4Block": "192.0.2.64/28",
    "ipv6Block": "2001:db8:77::/48",
    "macAddress": "02:00:5e:00:53:77",
    "phoneNumber": "0033123456777",
    "internationalPhoneNumber": "+33123456777",
}


def puts(directory, whole):
    """Every PUT with a body of one model, list or map, with the GET of its path or None."""
    for product in real_catalog.sample(directory, whole):
        models = Models(product.models)
        gets = {item.path: item for item in product.operations if item.method == "GET"}
        for operation in product.operations:
            if operation.method == "PUT" and operation.body is not None:
                yield operation, gets.get(operation.path), models


def other(models, kind, value):
    """Another value of a type that differs in one place; None where there is none."""
    shape = models.shape(kind)
    match shape:
        case Enum(_, values):
            return next((item for item in values if item != value), None)
        case Core(name):
            return other_scalar(name, value)
        case Listed(item):
            entry = example(models, str(item), method="PUT")
            text = other(models, item, entry)
            return [*(value or []), text if text is not None else entry]
        case Mapped(_, item):
            return {**(value or {}), "another": example(models, str(item), method="PUT")}
        case Object(model):
            return other_object(models, kind, model, value if isinstance(value, dict) else {})
    return None


def other_scalar(name, value):
    match name:
        case "boolean":
            return not value
        case "long" | "double":
            return (value or 0) + 1
        case "string" | "text" | "password":
            return f"{value or ''}x"
        case "any":
            return {"other": value}
    return _OTHER.get(name)


def other_object(models, kind, model, there):
    for part in model.properties:
        if part.name in there:
            new = other(models, part.type, there[part.name])
            if new is not None:
                return {**there, part.name: new}
    more = example(models, str(kind), method="PUT")
    name = next((name for name in more if name not in there), None)
    return {**there, name: more[name]} if name is not None else None


def changed(comparison, values):
    """A body that says one thing otherwise, and which property that is."""
    shape, models = comparison.shape, comparison.models
    if isinstance(shape, Listed | Mapped):
        return other(models, comparison.kind, values), ""
    for item in shape.model.properties:
        if item.read_only and not all(it.read_only for it in shape.model.properties):
            continue
        if comparison.has_checksum and item.name == "checksum":
            continue
        if is_secret(item.name, models.shape(item.type)) and item.name not in values:
            return {item.name: "another"}, item.name
        there = values.get(item.name)
        if there is None and isinstance(models.shape(item.type), Object | Listed | Mapped):
            there = example(models, item.type, method="PUT")
            if not there:
                continue
            return {item.name: there}, item.name
        new = other(models, item.type, there)
        if new is not None:
            return {item.name: new}, item.name
    return None, ""


@pytest.mark.long
def test_of_each_put_with_a_get_one_changed_field_is_one_line(real_schemas, whole):
    ask = Asked(Documents(real_schemas))
    counts, lines = Counter(), Counter()
    for operation, reads, models in puts(real_schemas, whole):
        counts["puts"] += 1
        form = Form(operation, models)
        form.fill_example()
        call = form.call()
        try:
            comparison = comparison_with(operation, reads, models, call)
        except ComparisonError:
            counts["without a GET" if reads is None else "of another kind"] += 1
            continue
        ask.app.reset()
        target = f"/{operation.branch}{call.target.partition('?')[0]}"
        status, value = ask("GET", target)
        assert status == 200, (operation.title, value)
        values = comparison.values(value)
        # What is there, sent as it is, changes nothing that is shown, and leaves nothing out.
        same = comparison.difference(values, value)
        assert {change.kind for change in same.changes} <= {"hidden"}, (operation.title, same)
        assert same.left_out == (), (operation.title, same)
        counts["with what isn't shown"] += bool(same.changes)
        body, name = changed(comparison, values)
        assert body is not None, (operation.title, values)
        found = comparison.difference(body, value)
        assert len(found.changes) == 1, (operation.title, body, value, found.changes)
        assert found.changes[0].path.startswith(name), (operation.title, found)
        lines[found.changes[0].kind] += 1
        counts["compared"] += 1
        # What was sent is there then, however the sandbox spells it.
        status, said = ask("PUT", target, json.dumps(body).encode())
        assert status < 300, (operation.title, said)
        status, after = ask("GET", target)
        if found.changes[0].kind != "hidden" and status == 200:
            left = comparison.difference(body, after).changes
            counts["changed in the sandbox"] += not left
    print(dict(counts), dict(lines))
    counted = real_catalog.figures(real_schemas)
    if whole and counted is not None:
        assert counts["puts"] == counted.puts
        assert counts["without a GET"] == counted.puts_without_get
        assert counts["of another kind"] <= 4
        assert counts["with what isn't shown"] <= 5
    assert counts["compared"] > 0.95 * (counts["puts"] - counts["without a GET"]) - 1
    assert lines["changed"] > 0.8 * counts["compared"]
    assert counts["changed in the sandbox"] > 0.9 * counts["compared"]
