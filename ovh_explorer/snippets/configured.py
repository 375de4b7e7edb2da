"""Code that reads keys where the wrapper of its language doesn't: from the environment, else from
``ovh.conf``, else it ends and says where a key is to be set, before it sends anything.

The files are python-ovh's, the nearest first: ``ovh.conf`` in the current directory,
``~/.ovh.conf``, ``/etc/ovh.conf``. A profile's keys come from its section alone.
"""

from collections.abc import Callable

from ovh_explorer.snippets.language import SnippetContext

__all__ = ["CSHARP", "GO", "NODE", "PERL", "PHP", "PYTHON", "SHELL", "key_reader"]

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
        fwrite(STDERR, @missing@ in the section $wanted of ovh.conf." . PHP_EOL);
        exit(1);
    }
    return $value;
}
"""

NODE = """const { existsSync, readFileSync } = require('node:fs');
const { homedir } = require('node:os');

// Keys come from @source@; without them nothing is sent.
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
    const what = @missing@;
    throw new Error(`Set ${what} in the section ${wanted} of ovh.conf.`);
  }
  return value;
}
"""

PERL = """# Keys come from @source@; without them nothing is sent.
sub ovh_key {
    my ($name)  = @_;
    my $section = @section@;
    my $value   = @environment@;
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
    die "Set @missing@ in the section $section of ovh.conf.\\n"@broken@if !$value;
    return $value;
}
"""

SHELL = """ovh_key() {
  value=@environment@
  for file in ovh.conf "$HOME/.ovh.conf" /etc/ovh.conf; do
    [ -z "$value" ] && [ -r "$file" ] || continue
    value=$(SECTION=@section@ NAME=$1 awk '
      { sub(/[ \\t\\r]+$/, "") }
      /^\\[/ { here = $0 == ENVIRON["SECTION"] }
      here && match($0, "^" ENVIRON["NAME"] "[ \\t]*[=:][ \\t]*") {
        value = substr($0, RLENGTH + 1)
      }
      END { print value }' "$file")
  done
  [ -n "$value" ] || echo @missing@ >&2
  printf '%s' "$value"
}
"""

CSHARP = """
    // Keys come from @source@; without them nothing is sent.
    static string OvhKey(string name)
    {
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
                else if (section == @section@ && pair.Length == 2 && pair[0].Trim() == name)
                {
                    value = pair[1].Trim();
                }
            }
        }
        if (value == "")
        {
            throw new InvalidOperationException(@missing@);
        }
        return value;
    }
"""

GO = """
// ovhKey reads a key from ovh.conf; without it nothing is sent.
func ovhKey(name string) string {
	home, _ := os.UserHomeDir()
	for _, file := range []string{"ovh.conf", home + "/.ovh.conf", "/etc/ovh.conf"} {
		text, _ := os.ReadFile(file)
		section := ""
		for _, line := range strings.Split(string(text), "\\n") {
			line = strings.TrimSpace(line)
			end := strings.IndexAny(line, "=:")
			if strings.HasPrefix(line, "[") {
				section = line
			} else if section == @section@ && end > 0 && strings.TrimSpace(line[:end]) == name {
				return strings.TrimSpace(line[end+1:])
			}
		}
	}
	log.Fatal(@missing@)
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

# How each spells: the variable of the environment for `name`, an empty value, `name`, that in
# capitals or the variable's whole name, and what joins texts.
_SPELLING = {
    PHP: ("getenv('OVH_' . strtoupper($name))", "''", "$name", "'OVH_' . strtoupper($name)", " . "),
    NODE: (
        "process.env[`OVH_${name.toUpperCase()}`]",
        "''",
        "name",
        "",
        " + ",
    ),
    PERL: ("$ENV{ 'OVH_' . uc $name }", "''", "$name", "OVH_\\U$name\\E", ""),
    SHELL: ("$2", "", '"$1"', '"$3"', ""),
    CSHARP: (
        'Environment.GetEnvironmentVariable("OVH_" + name.ToUpperInvariant()) ?? ""',
        '""',
        "name",
        '"OVH_" + name.ToUpperInvariant()',
        " + ",
    ),
    GO: ("", "", "name", "", " + "),
    PYTHON: (
        'os.environ.get(f"OVH_{name.upper()}")\n    value = value or ',
        "",
        "name",
        "",
        " + ",
    ),
}


def key_reader(code: str, context: SnippetContext, literal: Callable[[str], str]) -> str:
    """A function of a language that gives a key by its name in ``ovh.conf``.

    Args:
        code: the function, one of this module's.
        literal: a text as the language writes it.
    """
    environment, nothing, name, variable, joint = _SPELLING[code]
    section = f"[{context.section or context.endpoint}]"
    end = f" in the section {section} of ovh.conf."
    if context.section:
        source, value = "ovh.conf", nothing
        missing = joint.join([literal("Set "), name, literal(end)])
    else:
        source, value = "the environment or ovh.conf", environment
        missing = joint.join([literal("Set "), variable, literal(", or "), name, literal(end)])
    if code == PERL:  # in a text that holds variables, on as many lines as perltidy gives it
        missing = name if context.section else f"{variable}, or {name}"
    elif code == NODE:
        missing = name if context.section else "`OVH_${name.toUpperCase()}, or ${name}`"
    elif code == PYTHON:
        named = "in the section [{section}] of ovh.conf."
        missing = f'f"Set {{name}} {named}"'
        if not context.section:  # on a line of its own, as formatters have it
            text = f'f"Set OVH_{{name.upper()}}, or {{name}} {named}"'
            missing = f"\n            {text}\n        "
    elif code == PHP:  # on a line of the length that PSR-12 has
        missing = '"Set $name'
        if not context.section:
            missing = "'Set OVH_' . strtoupper($name) . \", or $name"
    for place, text in (
        ("@broken@", " " if context.section else "\n      "),
        ("@source@", source),
        ("@environment@", value),
        ("@section@", literal(section)),
        ("@bare@", literal(context.section or context.endpoint)),
        ("@missing@", missing),
    ):
        code = code.replace(place, text)
    return code
