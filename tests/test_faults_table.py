"""The table of faults is that of the tests."""

from tests import faults


def test_the_table_is_up_to_date():
    assert faults.TABLE.read_text(encoding="utf-8") == faults.table(), "run: python -m tests.faults"
    names = [(row.group, row.what) for row in faults.ROWS]
    assert len(names) == len(set(names)), "two rows say the same"
