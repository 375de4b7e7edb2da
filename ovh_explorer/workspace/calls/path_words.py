"""The words that paths of the API are made of: verbs, things, names of products."""

import re

from ovh_explorer.text import printable

# No words for people: English is made of these; question_french.py has its own.

__all__ = [
    "ACTIONS",
    "ROOTS",
    "VERBS",
    "is_creating",
    "preposition",
    "said_verb",
    "singular",
    "with_article",
    "words_of",
]

ROOTS = {
    "cloud/project": "project",
    "cloudDB/enterprise": "database cluster",
    "dbaas/logs": "log service",
    "dedicated/ceph": "Ceph cluster",
    "dedicated/cluster": "cluster",
    "dedicated/housing": "housing bay",
    "dedicated/nasha": "NAS-HA",
    "dedicated/server": "dedicated server",
    "cluster/hadoop": "Hadoop cluster",
    "dedicatedCloud": "Hosted Private Cloud",
    "domain/zone": "zone",
    "email/exchange": "Exchange organization",
    "email/mxplan": "MX Plan",
    "email/pro": "Email Pro",
    "hosting/privateDatabase": "database service",
    "hosting/web": "web hosting",
    "horizonView": "Horizon View",
    "ipLoadbalancing": "load balancer",
    "iam/policy": "IAM policy",
    "iam/permissionsGroup": "IAM permissions group",
    "iam/resourceGroup": "IAM resource group",
    "me/identity": "identity",
    "msServices": "Microsoft service",
    "order/cart": "cart",
    "order/cartServiceOption": "cart",
    "overTheBox": "OverTheBox",
    "ovhCloudConnect": "Cloud Connect",
    "pack/xdsl": "xDSL pack",
    "saas/csp2": "CSP2 service",
    "sms": "SMS account",
    "freefax": "fax",
    "ssl": "SSL certificate",
    "sslGateway": "SSL gateway",
    "storage/netapp": "NetApp service",
    "support/tickets": "ticket",
    "telephony": "billing account",
    "veeamCloudConnect": "Veeam Cloud Connect",
    "veeam/veeamEnterprise": "Veeam Enterprise",
    "xdsl": "xDSL line",
    "xdsl/spare": "xDSL spare",
    "telephony/spare": "telephony spare",
    "cdn/dedicated": "CDN",
    "vip/support": "VIP support",
    "vrackServices/resource": "vRack Services",
    "vmwareCloudDirector/organization": "VMware Cloud Director organization",
    "vmwareCloudDirector/backup": "VMware Cloud Director backup",
    "publicCloud/project": "project",
}
"""What stands for the first words of a path, where the words don't say it."""

_WRITTEN = {
    "acl": "ACL", "ai": "AI", "api": "API", "b": "B", "cdn": "CDN", "cors": "CORS",
    "cpanel": "cPanel", "cpu": "CPU", "dhcp": "DHCP", "dkim": "DKIM", "dns": "DNS",
    "dnssec": "DNSSEC", "ds": "DS", "eu": "EU", "fa": "FA", "rsva": "RSVA", "ddi": "DDI",
    "vip": "VIP", "pcidss": "PCI DSS", "hds": "HDS", "hipaa": "HIPAA", "kvm": "KVM", "sbr": "SBR",
    "veeam": "Veeam", "zimbra": "Zimbra", "seo": "SEO", "upnp": "UPnP", "lan": "LAN",
    "dect": "DECT", "ftp": "FTP", "hlr": "HLR", "iam": "IAM", "id": "ID", "ip": "IP", "ips": "IPs",
    "ipv6": "IPv6", "ipmi": "IPMI", "kms": "KMS", "kube": "Kubernetes", "l7": "L7", "loa": "LOA",
    "m3db": "M3DB", "mac": "MAC", "mfa": "MFA", "mongodb": "MongoDB", "mx": "MX", "mysql": "MySQL",
    "nsx": "NSX", "nsxt": "NSX-T", "nsxv": "NSX-V", "uk": "UK", "oauth2": "OAuth2", "okms": "OKMS",
    "ola": "OLA", "opensearch": "OpenSearch", "osd": "OpenSearch dashboard", "os": "OS",
    "otb": "OTB", "otp": "OTP", "ovh": "OVHcloud", "paypal": "PayPal", "php": "PHP", "pop": "PoP",
    "postgresql": "PostgreSQL", "ppp": "PPP", "rma": "RMA", "rtm": "RTM", "s3": "S3", "sap": "SAP",
    "sip": "SIP", "sla": "SLA", "smd": "SMD", "sms": "SMS", "spla": "SPLA", "sql": "SQL",
    "ssh": "SSH", "ssl": "SSL", "sslkey": "SSL key", "tcp": "TCP", "tls": "TLS", "totp": "TOTP",
    "tts": "TTS", "u2f": "U2F", "udp": "UDP", "upn": "UPN", "url": "URL", "vdi": "VDI", "vm": "VM",
    "vnc": "VNC", "voip": "VoIP", "vpn": "VPN", "vps": "VPS", "vra": "VRA", "vrack": "vRack",
    "vxlan": "VXLAN", "vxml": "VXML", "http": "HTTP", "https": "HTTPS", "sshkey": "SSH key",
    "xdsl": "xDSL", "adsl": "ADSL", "kafka": "Kafka", "redis": "Redis", "valkey": "Valkey",
    "cassandra": "Cassandra", "grafana": "Grafana", "clickhouse": "ClickHouse",
    "infos": "information", "osx": "macOS", "vrouter": "vRouter", "dyn": "Dyn", "zerto": "Zerto",
    "udpv2": "UDP", "nashas": "NAS-HA", "nasha": "NAS-HA", "rio": "RIO", "ics": "ICS",
}  # fmt: skip
# Written with a capital inside of names, and one word in paths.
_WHOLE = {
    "allDom": "AllDom", "allowedIPs": "allowed IPs", "backupFTP": "Backup FTP",
    "bandwidthvRack": "vRack bandwidth", "carrierSip": "carrier SIP",
    "click2Call": "click-to-call", "click2CallUser": "click-to-call user",
    "cloudDB": "cloud database", "dynHost": "DynHost", "easyHunting": "hunting line",
    "easyPabx": "PABX", "endpointPublicIp": "public endpoint IP", "envVar": "environment variable",
    "infos": "information", "ipLoadbalancing": "load balancer", "kafkaConnect": "Kafka Connect",
    "kafkaMirrorMaker": "Kafka MirrorMaker", "MACAddress": "MAC address", "me": "account",
    "openSearch": "OpenSearch", "overTheBox": "OverTheBox", "ovhAccount": "OVHcloud account",
    "ovhCloudConnect": "Cloud Connect", "ovhConfig": "hosting configuration", "ovhPabx": "PABX",
    "paymentMean": "payment method", "serviceInfos": "service information",
    "subAccount": "subaccount", "twoFAWhitelist": "2FA whitelist", "userLogs": "log user",
    "activeSyncMailNotification": "ActiveSync mail notification",
    "openIdConnect": "OpenID Connect", "loadbalancer": "load balancer",
    "loadbalancing": "load balancer",
    "vrops": "Aria Operations", "kube": "Kubernetes cluster", "sendAs": "send-as right",
    "sendOnBehalfTo": "send-on-behalf right", "redhat": "Red Hat", "directadmin": "DirectAdmin",
    "sqlserver": "SQL Server", "hycu": "HYCU", "plesk": "Plesk", "virtuozzo": "Virtuozzo",
    "office": "Office", "cloudLinux": "CloudLinux", "officePrepaid": "Office",
    "office365Prepaid": "Office 365", "microsoftExchange": "Microsoft Exchange",
    "vmwareCloudDirector": "VMware Cloud Director", "licensecPanel": "cPanel license",
    "licenseHycu": "HYCU license", "licensePlesk": "Plesk license",
    "licenseSqlServer": "SQL Server license", "licenseWindows": "Windows license",
    "privateDatabase": "database service",
}  # fmt: skip
_SAME_IN_PLURAL = frozenset(
    ("access", "alias", "analytics", "business", "cors", "dns", "https", "kubernetes", "logs",
     "sms", "status", "vps", "whois", "windows", "address", "process", "os", "tls", "rewards",
     "news", "loss", "consumption", "series", "dnss", "redis", "addons")
)  # fmt: skip


_AS_THEY_ARE = frozenset(
    ("abort", "accelerate", "accept", "activate", "add", "aggregate", "allow", "announce",
     "answer", "apply", "approve", "archive", "assign", "associate", "attach", "authorize",
     "block", "cancel", "change", "check", "choose", "clean", "clear", "close", "configure",
     "confirm", "connect", "convert", "copy", "create", "decommission", "deploy", "destroy",
     "detach", "detect", "disable", "disconnect", "dissociate", "duplicate", "edit", "enable",
     "end", "estimate", "execute", "export", "expose", "extend", "fetch", "finalize", "flush",
     "fork", "generate", "get", "grant", "group", "hold", "import", "install", "intercept",
     "kick", "link", "lock", "migrate", "move", "mute", "open", "optimize", "order", "park",
     "pause", "pay", "presign", "purge", "reboot", "rebuild", "recommission", "reconfigure",
     "refresh", "refuse", "regenerate", "register", "reinstall", "relaunch", "relocate", "remove",
     "rename", "renew", "reopen", "replace", "reply", "request", "reschedule", "resend", "reset",
     "resize", "restart", "restore", "resume", "retain", "retrieve", "revert", "revoke",
     "rollback", "run", "schedule", "search", "send", "set", "shelve", "shrink", "simulate",
     "skip", "start", "stop", "subscribe", "suspend", "switch", "sync", "terminate", "test",
     "transfer", "unblock", "unconfigure", "ungroup", "uninstall", "unleash", "unlock", "unmute",
     "unshelve", "update", "upgrade", "upsize", "validate", "waive")
)  # fmt: skip
VERBS = {
    **{word: word for word in _AS_THEY_ARE},
    "active": "activate",
    "deaf": "deafen",
    "eavesdrop": "listen in on",
    "hangup": "hang up",
    "checkout": "check out",
    "resiliate": "terminate",
    "undeaf": "undeafen",
    "whisper": "whisper into",
}
"""The words that begin what is done in a path, and how they are said."""

ACTIONS = {
    "autorenew": "change the automatic renewal",
    "bulkDeleteObjects": "delete objects",
    "click2Call": "make a phone call from {}",
    "bulkDeleteSnapshots": "delete snapshots",
    "cancelConvertToLine": "cancel the conversion to a line",
    "cancelConvertToNumber": "cancel the conversion to a number",
    "cancelResiliation": "cancel the termination",
    "canTransferSecurityDeposit": "check the transfer of the security deposit",
    "changeContact": "change the contacts",
    "changeDnsMXFilter": "change the MX filter",
    "changeOfBillingAccount": "change the billing account",
    "changePhoneConfiguration": "change the phone's configuration",
    "contactChange": "change the contacts",
    "convertToVoicefax": "convert {} to voice fax",
    "createMfaOnAllUsers": "create MFA for all users",
    "disableTwoFA": "disable 2FA",
    "enableTwoFA": "enable 2FA",
    "batchRestore": "restore backups",
    "ipBlockMerge": "merge IP blocks",
    "ipMove": "move an IP to {}",
    "emailChange": "change the email address",
    "announceUpload": "change the announcement",
    "copyRestore": "restore a copy into {}",
    "import": "import a file into {}",
    "importIcsCalendar": "import an ICS calendar into {}",
    "relocateEdge": "relocate {}",
    "soundUpload": "upload a sound to {}",
    "transferCredits": "transfer credits from {}",
    "endRule": "change the end rule",
    "allowDeletion": "change the deletion protection",
    "extraIpRangeMove": "move an extra IP range",
    "migrateDelegationV3toV6": "migrate the delegation",
    "offerChange": "change the offer",
    "ovhConfigRefresh": "refresh the hosting configuration",
    "passwordRecover": "recover the password",
    "quotaRefresh": "refresh the quota",
    "removeMfaOnAllUsers": "remove MFA from all users",
    "resumePendingEnabling": "resume the enabling",
    "retraction": "retract",
    "returnMerchandise": "return the merchandise",
    "score": "rate",
    "sendListByEmail": "send the list by email",
    "sendOrderToProvider": "send the order to the provider",
    "serviceInfosUpdate": "update the service information",
    "servicesToDeleteUnpackTerms": "list the services to delete",
    "setAsAdmin": "set the administrator",
    "deploy": "deploy {}",
    "unblockTCPOut": "unblock outgoing TCP",
    "updatePolicy": "change the update policy",
    "updateFlagsOnAllAccounts": "update the flags of all accounts",
    "updateInvalidOrMissingRio": "update the RIO",
}
"""What is done in a path, where its words don't make a sentence; braces stand for what it is done
to.
"""

# Things of which there is one, or any number.
_NO_ARTICLE = frozenset(("MFA", "2FA", "access", "money", "information", "energy"))
_CREATING = frozenset(
    ("add", "append", "create", "generate", "import", "order", "register", "request", "send",
     "schedule", "launch", "upload", "start", "attach", "install", "open", "grant", "subscribe",
     "declare", "fork", "link", "allow", "announce")
)  # fmt: skip
_PREPOSITIONS = {
    "add": "to", "append": "to", "attach": "to", "link": "to", "assign": "to", "subscribe": "to",
    "grant": "on", "remove": "from", "dissociate": "from", "detach": "from", "unlink": "from",
    "disconnect": "from", "create": "for", "generate": "for", "order": "for", "register": "for",
    "request": "for", "import": "for", "schedule": "for", "launch": "for", "enable": "for",
    "disable": "for", "activate": "for", "associate": "with", "send": "for", "upload": "to",
    "start": "for", "open": "for", "allow": "for", "configure": "for", "declare": "for",
    "install": "on", "search": "for", "announce": "for", "optimize": "for", "retrieve": "from",
}  # fmt: skip
# First words of descriptions, and the verb that they stand for.
_SAID = {
    "active": "activate", "ask": "request", "asks": "request", "buy": "order",
    "do": "check", "initiate": "start", "new": "create", "post": "add", "purchase": "order",
    "put": "change", "alter": "change", "modify": "change", "save": "change", "store": "add",
    "launch": "start", "perform": "start", "deactivate": "disable", "recover": "restore",
    "execute": "run", "trigger": "start", "toggle": "change", "unlink": "unlink",
    "delete": "delete", "terminate": "terminate", "release": "release", "declare": "declare",
    "upload": "upload", "append": "append", "obtain": "get", "retrieve": "get", "return": "get",
    "list": "get", "compute": "get", "force": "start", "give": "grant", "provide": "send",
    "submit": "send", "publish": "send", "unsubscribe": "unsubscribe", "leave": "leave",
    "unregister": "unregister", "toogle": "change", "regenerate": "regenerate",
    "unassign": "unassign", "reject": "reject", "report": "send", "deploy": "deploy",
    "claim": "claim", "receive": "get",
}  # fmt: skip

_PARTS = re.compile(
    r"[A-Z]{2,}(?=s?(?:[A-Z][a-z]|$|[0-9]))|[A-Z]?[a-z]+[0-9]*[a-z0-9]*|[A-Z]+|[0-9]+"
)
_WORD = re.compile(r"[A-Za-z]+")


def words_of(segment: str) -> list[str]:
    """The words of a part of a path, as they are written: ``ipRestriction`` is IP restriction."""
    if segment in _WHOLE:
        return _WHOLE[segment].split()
    parts = _PARTS.findall(segment.replace("_", " ").replace("-", " "))
    words = [_WRITTEN.get(part.lower(), part if part.isupper() else part.lower()) for part in parts]
    return words or [printable(segment)]


def singular(words: str) -> str:
    """Words for one thing, of words that may be for several: "cache rule" of "cache rules"."""
    before, _, last = words.rpartition(" ")
    if last.lower() not in _SAME_IN_PLURAL and not last.endswith(("ss", "us", "is")):
        if last.endswith("ies"):
            last = f"{last[:-3]}y"
        elif last.endswith(("sses", "ches", "xes")):
            last = last[:-2]
        elif last.endswith("s") and len(last) > 2:
            last = last[:-1]
    return f"{before} {last}".strip()


def with_article(words: str, verb: str) -> str:
    """A thing as the object of a verb: "a record" is created, "the password" is reset."""
    last = words.rpartition(" ")[2]
    if last in _NO_ARTICLE:
        return words
    if not is_creating(verb):
        return f"the {words}"
    if singular(words) != words:
        return words
    # As they are spoken: an S3 key, a URL, a user.
    first = words.partition(" ")[0]
    vowels = "AEFHILMNORSX" if first.isupper() else "aeioAEIO"
    is_an = first[:1] in vowels or (first[:1] == "u" and not first.startswith(("us", "uk", "uni")))
    return f"{'an' if is_an else 'a'} {words}"


def is_creating(verb: str) -> bool:
    """Whether what the verb is about is not there before."""
    return verb in _CREATING


def preposition(verb: str) -> str:
    """What stands between the object of a verb and what it belongs to."""
    return _PREPOSITIONS.get(verb, "of")


def said_verb(description: str) -> str:
    """The verb that a description begins with, as an imperative; "" where it begins with none that
    is known.
    """
    found = _WORD.search(description)
    word = found[0].lower() if found is not None else ""
    for form in (word, word.removesuffix("s"), word.removesuffix("es"), word.removesuffix("ing")):
        if form in _SAID:
            return _SAID[form]
        if form in VERBS:
            return VERBS[form]
    return ""
