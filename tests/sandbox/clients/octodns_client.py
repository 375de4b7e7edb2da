"""octoDNS: a zone becomes what a file says, and a second run finds nothing to do."""

import os
import tempfile
from pathlib import Path

import ovh
from octodns.manager import Manager

ovh.client.ENDPOINTS["ovh-eu"] = os.environ["SANDBOX"] + "/1.0"
HERE = Path(tempfile.mkdtemp())
(HERE / "octodns.yaml").write_text(
    f"""\
providers:
  files: {{class: octodns.provider.yaml.YamlProvider, directory: {HERE}, default_ttl: 600}}
  ovh:
    class: octodns_ovh.OvhProvider
    endpoint: ovh-eu
    application_key: {os.environ["OVH_APPLICATION_KEY"]}
    application_secret: {os.environ["OVH_APPLICATION_SECRET"]}
    consumer_key: {os.environ["OVH_CONSUMER_KEY"]}
zones:
  example.com.: {{sources: [files], targets: [ovh]}}
"""
)
(HERE / "example.com.yaml").write_text(
    """\
? ''
: - {type: A, values: [192.0.2.7, 192.0.2.8]}
  - {type: CAA, value: {flags: 0, tag: issue, value: ca.example.net}}
  - {type: MX, value: {exchange: mail.example.net., preference: 10}}
  - {type: NS, values: [dns1.example.net., dns2.example.net.]}
  - {type: TXT, value: v=spf1 include:example.net -all}
_sip._tcp: {type: SRV, value: {port: 5060, priority: 1, target: sip.example.net., weight: 10}}
ipv6: {type: AAAA, value: '2001:db8::1'}
www: {type: CNAME, value: example.net.}
"""
)
manager = Manager(str(HERE / "octodns.yaml"))
assert manager.sync(dry_run=False, force=True) >= 6
assert manager.sync(dry_run=False, force=True) == 0
