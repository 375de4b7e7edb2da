"""Code that reads keys where the wrapper of its language doesn't: from the environment, else from
``ovh.conf``, else it ends and says where a key is to be set, before it sends anything.

The files are python-ovh's, the nearest first: ``ovh.conf`` in the current directory,
``~/.ovh.conf``, ``/etc/ovh.conf``. A profile's keys come from its section alone.
"""

# No words for people: code and its comments are the same in each language.

import re
from collections.abc import Callable
from dataclasses import dataclass

from ovh_explorer.snippets import perl_layout
from ovh_explorer.snippets.language import SnippetContext
from ovh_explorer.snippets.layout import Group, lay_out

__all__ = [
    "CSHARP",
    "GO",
    "NODE",
    "PERL",
    "PHP",
    "POWERSHELL",
    "PYTHON",
    "SHELL",
    "key_reader",
]

PHP = """// Keys come from @source@; without them nothing is sent.
function ovh_key(string $name): string
{
    $wanted = @section@;
    $value = @environment@;
    foreach (['ovh.conf', getenv('HOME') . '/.ovh.conf', '/etc/ovh.conf'] as $file) {
        $section = '';
        foreach (!$value && is_readable($file) ? file($file) : [] as $line) {
            $pair = preg_split('/[=:]/', $line, 2);
            if ($line[0] === '[') {
                $section = trim($line);
            } elseif ($section === $wanted && trim($pair[0]) === $name) {
                $value = trim($pair[1] ?? '');
            }
        }
    }
    if (!$value) {
@missing@        exit(1);
    }
    return $value;
}
"""

NODE = """// Keys come from @source@; without them nothing is sent.
function ovhKey(name) {
  const wanted = @section@;
  let value = @environment@;
  for (const file of ['ovh.conf', `${homedir()}/.ovh.conf`, '/etc/ovh.conf']) {
    let section = '';
    const text = !value && existsSync(file) ? readFileSync(file, 'utf8') : '';
    for (const line of text.split('\\n')) {
      const pair = line.match(/^([^=:]+)[=:](.*)/);
      if (line.startsWith('[')) {
        section = line.trim();
      } else if (section === wanted && pair?.[1].trim() === name) {
        value = pair[2].trim();
      }
    }
  }
  if (!value) {
    throw new Error(@missing@);
  }
  return value;
}
"""

PERL = """# Keys come from @source@; without them nothing is sent.
sub ovh_key {
@head@
    foreach my $file ( 'ovh.conf', "$ENV{HOME}/.ovh.conf", '/etc/ovh.conf' ) {
        last if $value;
        open( my $lines, '<', $file ) or next;
        my $here = 0;
        while ( my $line = <$lines> ) {
            $line =~ s/\\s+\\z//;
            $here = $line eq $section if $line =~ /^\\[/;
            if ( $here && $line =~ /^\\Q$name\\E\\s*[=:]\\s*(.*)/ ) {
                $value = $1;
            }
        }
        close $lines;
    }
    die "@missing@ if !$value;
    return $value;
}
"""

SHELL = """ovh_key() {
  value=@environment@
  section=@section@
  for file in ovh.conf "$HOME/.ovh.conf" /etc/ovh.conf; do
    [ -z "$value" ] && [ -r "$file" ] || continue
    value=$(SECTION=$section NAME=$1 awk '
      { sub(/[ \\t\\r]+$/, "") }
      /^\\[/ { here = $0 == ENVIRON["SECTION"] }
      here && match($0, "^" ENVIRON["NAME"] "[ \\t]*[=:][ \\t]*") {
        value = substr($0, RLENGTH + 1)
      }
      END { print value }' "$file")
  done
  [ -n "$value" ] || printf '%s\\n' "@missing@" >&2
  printf '%s' "$value"
}
"""

POWERSHELL = """# Keys come from @source@; without them nothing is sent.
function Get-OvhKey([string]$Name) {
    $variable = 'OVH_' + $Name.ToUpperInvariant()
    $wanted = @section@
    $value = @environment@
    foreach ($file in @('ovh.conf', "$HOME/.ovh.conf", '/etc/ovh.conf')) {
        $section = ''
        $isRead = -not $value -and (Test-Path -LiteralPath $file)
        foreach ($line in @(if ($isRead) { Get-Content -LiteralPath $file -Encoding UTF8 })) {
            $pair = $line -split '[=:]', 2
            if ($line.StartsWith('[')) {
                $section = $line.Trim()
            } elseif ($section -ceq $wanted -and $pair[0].Trim() -ceq $Name) {
                $value = "$($pair[1])".Trim()
            }
        }
    }
    if (-not $value) {
        Stop-Script "@missing@"
    }
    $value
}
"""

CSHARP = """
    // Keys come from @source@; without them nothing is sent.
    static string OvhKey(string name)
    {
        string wanted = @section@;
        string value = @environment@;
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        foreach (string file in new[] { "ovh.conf", home + "/.ovh.conf", "/etc/ovh.conf" })
        {
            string section = "";
            bool isRead = value == "" && System.IO.File.Exists(file);
            foreach (string line in isRead ? System.IO.File.ReadAllLines(file) : new string[0])
            {
                string[] pair = line.Split(new[] { '=', ':' }, 2);
                if (line.StartsWith("["))
                {
                    section = line.Trim();
                }
                else if (section == wanted && pair.Length == 2 && pair[0].Trim() == name)
                {
                    value = pair[1].Trim();
                }
            }
        }
        if (value == "")
        {
            throw new InvalidOperationException(
                $"@missing@");
        }
        return value;
    }
"""

GO = """
// ovhKey reads a key from ovh.conf; without it nothing is sent.
func ovhKey(name string) string {
	wanted := @section@
@environment@	home, _ := os.UserHomeDir()
	for _, file := range []string{"ovh.conf", home + "/.ovh.conf", "/etc/ovh.conf"} {
		text, _ := os.ReadFile(file)
		section := ""
		for _, line := range strings.Split(string(text), "\\n") {
			line = strings.TrimSpace(line)
			end := strings.IndexAny(line, "=:")
			if strings.HasPrefix(line, "[") {
				section = line
			} else if section == wanted && end > 0 && strings.TrimSpace(line[:end]) == name {
				return strings.TrimSpace(line[end+1:])
			}
		}
	}
	log.Fatalf(@missing@)
	return ""
}
"""

PYTHON = """config = configparser.RawConfigParser()
config.read(["/etc/ovh.conf", os.path.expanduser("~/.ovh.conf"), "ovh.conf"])


def ovh_key(name):
    section = @bare@
    value = @environment@config.get(section, name, fallback="")
    if not value:
        raise SystemExit(@missing@)
    return value


"""


@dataclass(frozen=True, slots=True)
class _Spelling:
    """How a language says what depends on whether keys may be in the environment.

    Attributes:
        environment: the variable of the environment for `name`, or no value.
        nothing: no value, where the environment isn't looked at.
        missing: what is said where there is no key.
        missing_of_profile: likewise, where only the file is looked at.
    """

    environment: str
    nothing: str
    missing: str
    missing_of_profile: str


_SPELLING = {
    PHP: _Spelling(
        "getenv('OVH_' . strtoupper($name))",
        "''",
        """        $variable = 'OVH_' . strtoupper($name);
        fwrite(STDERR, "Set $variable, or $name in the section $wanted of ovh.conf." . PHP_EOL);
""",
        """        fwrite(STDERR, "Set $name in the section $wanted of ovh.conf." . PHP_EOL);
""",
    ),
    NODE: _Spelling(
        "process.env[`OVH_${name.toUpperCase()}`]",
        "''",
        "\n      `Set OVH_${name.toUpperCase()}, or ${name} in the section ${wanted} of ovh.conf.`,"
        "\n    ",
        "`Set ${name} in the section ${wanted} of ovh.conf.`",
    ),
    PERL: _Spelling(
        "$ENV{ 'OVH_' . uc $name }",
        "''",
        'Set OVH_\\U$name\\E, or $name in the section $section of ovh.conf.\\n"\n     ',
        'Set $name in the section $section of ovh.conf.\\n"',
    ),
    SHELL: _Spelling(
        "$2",
        "",
        "Set $3, or $1 in the section $section of ovh.conf.",
        "Set $1 in the section $section of ovh.conf.",
    ),
    POWERSHELL: _Spelling(
        "[Environment]::GetEnvironmentVariable($variable)",
        "''",
        "Set $variable, or $Name in the section $wanted of ovh.conf.",
        "Set $Name in the section $wanted of ovh.conf.",
    ),
    CSHARP: _Spelling(
        'Environment.GetEnvironmentVariable("OVH_" + name.ToUpperInvariant()) ?? ""',
        '""',
        "Set OVH_{name.ToUpperInvariant()}, or {name} in the section {wanted} of ovh.conf.",
        "Set {name} in the section {wanted} of ovh.conf.",
    ),
    # Where a wrapper reads the environment by itself, only a profile or a file needs the function.
    GO: _Spelling(
        '\tvariable := "OVH_" + strings.ToUpper(name)\n'
        '\tif value := os.Getenv(variable); value != "" {\n\t\treturn value\n\t}\n',
        "",
        '"Set %s, or %s in the section %s of ovh.conf.", variable, name, wanted',
        '"Set %s in the section %s of ovh.conf.", name, wanted',
    ),
    PYTHON: _Spelling(
        'os.environ.get(f"OVH_{name.upper()}")\n    value = value or ',
        "",
        "\n"
        '            f"Set OVH_{name.upper()}, or {name} in the section [{section}] of ovh.conf."\n'
        "        ",
        'f"Set {name} in the section [{section}] of ovh.conf."',
    ),
}


# Where each function looks, and where it looks when a file is named, whose keys win.
_FILES = {
    PHP: (
        "    foreach (['ovh.conf', getenv('HOME') . '/.ovh.conf', '/etc/ovh.conf'] as $file) {\n",
        """    $files = [
        @file@,
        'ovh.conf',
        getenv('HOME') . '/.ovh.conf',
        '/etc/ovh.conf',
    ];
    foreach ($files as $file) {
""",
    ),
    NODE: (
        "  for (const file of ['ovh.conf', `${homedir()}/.ovh.conf`, '/etc/ovh.conf']) {\n",
        """  const files = [
    @file@,
    'ovh.conf',
    `${homedir()}/.ovh.conf`,
    '/etc/ovh.conf',
  ];
  for (const file of files) {
""",
    ),
    PERL: (
        """    foreach my $file ( 'ovh.conf', "$ENV{HOME}/.ovh.conf", '/etc/ovh.conf' ) {\n""",
        "    foreach my $file (@files) {\n",
    ),
    SHELL: ("for file in ", "for file in @file@ "),
    POWERSHELL: ("@('ovh.conf'", "@(@file@, 'ovh.conf'"),
    CSHARP: ('new[] { "ovh.conf"', 'new[] { @file@, "ovh.conf"'),
    GO: ('[]string{"ovh.conf"', '[]string{@file@, "ovh.conf"'),
    PYTHON: ('"ovh.conf"])\n', '"ovh.conf"])\n@read@\n'),
}


def key_reader(code: str, context: SnippetContext, literal: Callable[[str], str]) -> str:
    """A function of a language that gives a key by its name in ``ovh.conf``.

    Args:
        code: the function, one of this module's.
        literal: a text as the language writes it.
    """
    spelling = _SPELLING[code]
    where, where_named = _FILES[code]
    if context.config_file:
        code = code.replace(where, where_named)
    source, value, missing = "ovh.conf", spelling.nothing, spelling.missing_of_profile
    if not context.section:
        source, value = "the environment or ovh.conf", spelling.environment
        missing = spelling.missing
    file = literal(context.config_file)
    section = literal(f"[{context.section or context.endpoint}]")
    texts = {
        "@head@": _perl_head(section, value, file if context.config_file else ""),
        "@read@": lay_out(Group("config.read(", (("", file),), ")", last="")),
        "@source@": source,
        "@file@": file,
        "@environment@": value,
        "@section@": section,
        "@bare@": literal(context.section or context.endpoint),
        "@missing@": missing,
    }
    # At once: a text may hold what stands for another.
    return re.sub("|".join(texts), lambda place: texts[place[0]], code)


def _perl_head(section: str, value: str, file: str) -> str:
    """The variables of Perl's function; among them where it looks, where a file is named."""
    steps: list[perl_layout.Step] = [
        ("my ($name)", "@_"),
        ("my $section", section),
        ("my $value", value),
    ]
    if file:
        steps += [
            ("my $named", file),
            ("my $home", '"$ENV{HOME}/.ovh.conf"'),
            ("my @files", "( $named, 'ovh.conf', $home, '/etc/ovh.conf' )"),
        ]
    lines = perl_layout.statements(steps, 4)
    return "".join(f"    {line}" for line in lines).rstrip("\n")
