"""From an operation to a call: fields, their states and values, what is wrong with them. No screen
in here.
"""

from ovh_explorer.form.fields import Field
from ovh_explorer.form.form import SCHEMAS_VERSION, SCHEMAS_VERSIONS, Form, FormInvalid, Mistake
from ovh_explorer.form.kinds import FieldError, State
from ovh_explorer.form.mistakes import mistakes

__all__ = [
    "SCHEMAS_VERSION",
    "SCHEMAS_VERSIONS",
    "Field",
    "FieldError",
    "Form",
    "FormInvalid",
    "Mistake",
    "State",
    "mistakes",
]
