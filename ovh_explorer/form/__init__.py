"""From an operation to a call: fields, their states and values, what is wrong with them. No screen
in here.
"""

from ovh_explorer.form.current import current_body, current_of, current_text, present_of
from ovh_explorer.form.entries import texts_of_others
from ovh_explorer.form.examples import clear_own_names, example_of, given_texts
from ovh_explorer.form.field import Field
from ovh_explorer.form.form import SCHEMAS_VERSION, SCHEMAS_VERSIONS, Form, FormInvalid, Mistake
from ovh_explorer.form.kinds import FieldError, State
from ovh_explorer.form.mistakes import error_of, mistakes
from ovh_explorer.form.present import PresentObject
from ovh_explorer.form.values import loose_value, value_of

__all__ = [
    "SCHEMAS_VERSION",
    "SCHEMAS_VERSIONS",
    "Field",
    "FieldError",
    "Form",
    "FormInvalid",
    "Mistake",
    "PresentObject",
    "State",
    "clear_own_names",
    "current_body",
    "current_of",
    "current_text",
    "error_of",
    "example_of",
    "given_texts",
    "loose_value",
    "mistakes",
    "present_of",
    "texts_of_others",
    "value_of",
]
