"""Configuration: endpoints, the keys that sign calls to them, and the program's directories.

What start doesn't need is imported from its own module: :mod:`.paste`, :mod:`.save`.
"""

from ovh_explorer.config.credentials import LoadedKeys, load
from ovh_explorer.config.endpoints import DEFAULT_ENDPOINT, ENDPOINTS, Endpoint, find_endpoint
from ovh_explorer.config.errors import ConfigError, EndpointUnknown
from ovh_explorer.config.keys import AccessToken, Credentials, Keys, OAuth2Client
from ovh_explorer.config.paths import cache_dir, data_dir, ensure_dir, state_dir

__all__ = [
    "DEFAULT_ENDPOINT",
    "ENDPOINTS",
    "AccessToken",
    "ConfigError",
    "Credentials",
    "Endpoint",
    "EndpointUnknown",
    "Keys",
    "LoadedKeys",
    "OAuth2Client",
    "cache_dir",
    "data_dir",
    "ensure_dir",
    "find_endpoint",
    "load",
    "state_dir",
]
