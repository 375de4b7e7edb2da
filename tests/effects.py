"""Reviews the rules of what operations do, against a catalog: ``python -m tests.effects [DIRECTORY]
[--all]``.

Prints the operations that no rule knows, which ask as what destroys, and what the rules name that
isn't there. With ``--all`` prints every operation under its effects, to be read through. DIRECTORY
holds a catalog as the API serves it (``v1/index.json``, ``v1/vps.json``, …); without one it is the
real catalog that the tests use.
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from ovh_explorer.catalog.effects import EffectRules, EffectRulesError, packaged_rules
from ovh_explorer.catalog.schema import Operation
from tests import real_catalog


def operations_of(directory: Path) -> list[Operation]:
    """Every operation of a catalog that isn't a GET."""
    products = real_catalog.products(directory)
    return [
        operation
        for product in products
        for operation in product.operations
        if operation.method != "GET"
    ]


def unknown(rules: EffectRules, operations: Iterable[Operation]) -> list[Operation]:
    """The operations that no rule knows."""
    return [
        operation
        for operation in operations
        if rules.rule_of(operation.method, operation.path) is None
    ]


def dead(rules: EffectRules, operations: Iterable[Operation]) -> list[str]:
    """What the rules name that decides about no operation."""
    found = (rules.rule_of(operation.method, operation.path) for operation in operations)
    used = {rule.spelling for rule in found if rule is not None}
    return [spelling for spelling in rules.spellings if spelling not in used]


def main(arguments: list[str]) -> int:
    """Print the review; 1 where something is to be judged."""
    named = [argument for argument in arguments if not argument.startswith("-")]
    operations = operations_of(Path(named[0]) if named else real_catalog.wanted())
    try:
        rules = packaged_rules()
    except EffectRulesError as error:
        sys.exit(f"effects.toml: {error}")
    groups: dict[str, list[Operation]] = defaultdict(list)
    for operation in operations:
        rule = rules.rule_of(operation.method, operation.path)
        groups["no rule" if rule is None else ", ".join(rule.effects)].append(operation)
    for effects, group in sorted(groups.items()):
        print(f"{len(group):>5}  {effects}")
        if "--all" in arguments:
            for operation in group:
                print(f"       {operation.title}  {operation.description}")
    singly = Counter(
        effect for effects, group in groups.items() for _ in group for effect in effects.split(", ")
    )
    print(
        f"{len(operations):>5}  operations that aren't a GET; "
        + ", ".join(f"{k} {v}" for k, v in singly.most_common())
    )
    for operation in (left := unknown(rules, operations)):
        print(f"no rule: {operation.title}  {operation.description}")
    for spelling in (unused := dead(rules, operations)):
        print(f"names nothing: {spelling}")
    if not left and not unused:
        print("Every operation has a rule, and every rule an operation.")
    return 1 if left or unused else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
