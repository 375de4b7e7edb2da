"""curl's options: which take a value, which say what is sent, and which make a request that can't
be filled in.
"""

from ovh_explorer.translation import N_

__all__ = ["DATA", "LONG", "REFUSED", "TAKES_NONE", "TAKES_VALUE"]

# curl's options that say nothing about the request's content (`curl --help all` of 7.88, and what
# came until 8.15).
_WITH_VALUE = """
--abstract-unix-socket --alt-svc --aws-sigv4 --cacert --capath --cert --cert-type --ciphers
--connect-timeout --connect-to --continue-at --cookie --cookie-jar --create-file-mode --crlfile
--curves --delegation --dns-interface --dns-ipv4-addr --dns-ipv6-addr --dns-servers --doh-url
--dump-header --ech --egd-file --engine --etag-compare --etag-save --expect100-timeout --ftp-account
--ftp-alternative-to-user --ftp-method --ftp-port --ftp-ssl-ccc-mode --happy-eyeballs-timeout-ms
--haproxy-clientip --hostpubmd5 --hostpubsha256 --hsts --interface --ip-tos --ipfs-gateway
--keepalive-cnt --keepalive-time --key --key-type --krb --libcurl --limit-rate --local-port
--login-options --mail-auth --mail-from --mail-rcpt --max-filesize --max-redirs --max-time
--netrc-file --noproxy --oauth2-bearer --output --output-dir --parallel-max --parallel-max-host
--pass --pinnedpubkey --preproxy --proto --proto-default --proto-redir --proxy --proxy-cacert
--proxy-capath --proxy-cert --proxy-cert-type --proxy-ciphers --proxy-crlfile --proxy-header
--proxy-key --proxy-key-type --proxy-pass --proxy-pinnedpubkey --proxy-service-name
--proxy-tls13-ciphers --proxy-tlsauthtype --proxy-tlspassword --proxy-tlsuser --proxy-user
--proxy1.0 --pubkey --quote --random-file --range --rate --referer --resolve --retry --retry-delay
--retry-max-time --sasl-authzid --service-name --sigalgs --socks4 --socks4a --socks5
--socks5-gssapi-service --socks5-hostname --speed-limit --speed-time --stderr --telnet-option
--tftp-blksize --time-cond --tls-max --tls13-ciphers --tlsauthtype --tlspassword --tlsuser --trace
--trace-ascii --trace-config --unix-socket --upload-flags --user --user-agent --vlan-priority
--write-out
"""
_WITHOUT_VALUE = """
--anyauth --append --basic --ca-native --cert-status --compressed --compressed-ssh --create-dirs
--crlf --digest --disable --disable-eprt --disable-epsv --disallow-username-in-url --doh-cert-status
--doh-insecure --dump-ca-embed --fail --fail-early --fail-with-body --false-start --follow
--form-escape --ftp-create-dirs --ftp-pasv --ftp-pret --ftp-skip-pasv-ip --ftp-ssl-ccc
--ftp-ssl-control --globoff --haproxy-protocol --http0.9 --http1.0 --http1.1 --http2
--http2-prior-knowledge --http3 --http3-only --ignore-content-length --include --insecure --ipv4
--ipv6 --junk-session-cookies --list-only --location --location-trusted --mail-rcpt-allowfails
--manual --metalink --mptcp --negotiate --netrc --netrc-optional --ntlm --ntlm-wb --out-null
--parallel --parallel-immediate --path-as-is --post301 --post302 --post303 --progress-bar
--proxy-anyauth --proxy-basic --proxy-ca-native --proxy-digest --proxy-http2 --proxy-insecure
--proxy-negotiate --proxy-ntlm --proxy-ssl-allow-beast --proxy-ssl-auto-client-cert --proxy-tlsv1
--proxytunnel --raw --remote-header-name --remote-name --remote-name-all --remote-time
--remove-on-error --retry-all-errors --retry-connrefused --sasl-ir --show-error --show-headers
--silent --skip-existing --socks5-basic --socks5-gssapi --socks5-gssapi-nec --ssl --ssl-allow-beast
--ssl-auto-client-cert --ssl-no-revoke --ssl-reqd --ssl-revoke-best-effort --ssl-sessions --sslv2
--sslv3 --styled-output --suppress-connect-headers --tcp-fastopen --tcp-nodelay --tftp-no-options
--tls-earlydata --tlsv1 --tlsv1.0 --tlsv1.1 --tlsv1.2 --tlsv1.3 --tr-encoding --trace-ids
--trace-time --use-ascii --verbose --xattr --alpn --buffer --clobber --keepalive --npn
--progress-meter --sessionid
"""
# What a command writes as a letter.
LONG = {
    "-0": "--http1.0", "-1": "--tlsv1", "-2": "--sslv2", "-3": "--sslv3", "-4": "--ipv4",
    "-6": "--ipv6", "-#": "--progress-bar", "-:": "--next", "-a": "--append", "-A": "--user-agent",
    "-b": "--cookie", "-B": "--use-ascii", "-c": "--cookie-jar", "-C": "--continue-at",
    "-d": "--data", "-D": "--dump-header", "-e": "--referer", "-E": "--cert", "-f": "--fail",
    "-F": "--form", "-g": "--globoff", "-G": "--get", "-h": "--help", "-V": "--version",
    "-H": "--header", "-i": "--include", "-I": "--head", "-j": "--junk-session-cookies",
    "-J": "--remote-header-name", "-k": "--insecure", "-K": "--config", "-l": "--list-only",
    "-L": "--location", "-m": "--max-time", "-n": "--netrc", "-N": "--no-buffer", "-o": "--output",
    "-O": "--remote-name", "-p": "--proxytunnel", "-P": "--ftp-port", "-q": "--disable",
    "-Q": "--quote", "-r": "--range", "-R": "--remote-time", "-s": "--silent", "-S": "--show-error",
    "-t": "--telnet-option", "-T": "--upload-file", "-u": "--user", "-U": "--proxy-user",
    "-v": "--verbose", "-w": "--write-out", "-x": "--proxy", "-X": "--request",
    "-y": "--speed-time", "-Y": "--speed-limit", "-z": "--time-cond", "-Z": "--parallel",
}  # fmt: skip
DATA = frozenset(
    {"--data", "--data-ascii", "--data-binary", "--data-raw", "--data-urlencode", "--json"}
)
"""The options whose values make the body."""

# Why a command with such an option is refused.
REFUSED = {
    "--form": N_("This curl command sends a form (-F); the API takes JSON."),
    "--form-string": N_("This curl command sends a form (--form-string); the API takes JSON."),
    "--upload-file": N_("This curl command sends a file (-T): paste what is in it as the body."),
    "--config": N_("This curl command takes its options from a file (-K), which isn't read here."),
    "--next": N_("This curl command sends several requests (--next): paste one of them."),
    "--request-target": N_(
        "This curl command sends another path than its URL's (--request-target)."
    ),
    "--variable": N_(
        "This curl command sets variables (--variable), whose values aren't known here."
    ),
    "--help": N_("This curl command asks for help (-h): it sends no request."),
    "--version": N_("This curl command asks for curl's version (-V): it sends no request."),
}
TAKES_VALUE = (
    frozenset(_WITH_VALUE.split()) | DATA | {"--request", "--header", "--url", "--url-query"}
)
"""The options that take a value."""

TAKES_NONE = frozenset(_WITHOUT_VALUE.split()) | {"--get", "--head"}
"""The options that take none; each may be switched off too (``--no-compressed``)."""
