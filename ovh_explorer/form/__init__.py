"""From an operation to a call: fields, their states and values, what is wrong with them. No screen in here."""

from ovh_explorer.form.fields import Field, State
from ovh_explorer.form.form import Form, FormInvalid, Mistake

__all__ = ["Field", "Form", "FormInvalid", "Mistake", "State"]
