"""Configuration: endpoints, the keys that sign calls to them, and the program's directories.

What start doesn't need is imported from its own module: :mod:`.paste`, :mod:`.save`.
"""

from ovh_explorer.config.credentials import Credentials, LoadedKeys, OAuth2Client, load
from ovh_explorer.config.endpoints import DEFAULT_ENDPOINT, ENDPOINTS, Endpoint, find_endpoint
from ovh_explorer.config.errors import ConfigError, EndpointUnknown
from ovh_explorer.config.paths import cache_dir, ensure_dir, state_dir

__all__ = [
    "DEFAULT_ENDPOINT",
    "ENDPOINTS",
    "ConfigError",
    "Credentials",
    "Endpoint",
    "EndpointUnknown",
    "LoadedKeys",
    "OAuth2Client",
    "cache_dir",
    "ensure_dir",
    "find_endpoint",
    "load",
    "state_dir",
]
