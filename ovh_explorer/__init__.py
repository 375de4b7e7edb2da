"""An interactive terminal explorer of the OVHcloud API."""

__version__ = "0.1.0"
