"""What stands around the statements of Java: the methods that they use, and the class."""

# No words for people: code and its comments are the same in each language.

import re
from collections.abc import Sequence

from ovh_explorer.snippets.java_values import WIDTH, assign, literal
from ovh_explorer.snippets.language import SnippetContext

__all__ = ["GRANT", "PARTS", "PRINT", "SEND", "SIGN", "STOP", "class_of", "key_method"]

_MAIN = """\
  public static void main(String[] args) {
    try {
      run();
    } catch (Exception error) {
      String message = error.getMessage() == null ? "Connection failed" : error.getMessage();
      String name = error.getClass().getSimpleName();
      System.err.println(name + ": " + message.replaceAll("[\\\\s\\\\p{Cc}]+", " "));
      System.exit(1);
    }
  }
"""

SEND = """\
  // Sends a request; an error has the status, the message of the API and the query id.
  static HttpResponse<String> send(HttpClient http, HttpRequest.Builder request) throws Exception {
    request.timeout(Duration.ofSeconds(180));
    HttpResponse<String> response =
        http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    int status = response.statusCode();
    if (status < 200 || status > 299) {
      String queryId = response.headers().firstValue("X-OVH-QUERYID").orElse("none");
      throw new IOException(status + " " + response.body() + " (query id: " + queryId + ")");
    }
    return response;
  }
"""

SIGN = """\
  // The time of the API, which is signed: digits, and nothing else.
  static String time(HttpClient http, String url) throws Exception {
    String time = send(http, HttpRequest.newBuilder(URI.create(url))).body().strip();
    if (!time.matches("[0-9]+")) {
      throw new IOException("The API gave no time: " + time);
    }
    return time;
  }

  static String signature(String... parts) throws Exception {
    MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
    byte[] hash = sha1.digest(String.join("+", parts).getBytes(StandardCharsets.UTF_8));
    return "$1$" + String.format("%040x", new BigInteger(1, hash));
  }
"""

PRINT = """\
  // What isn't JSON is no answer of the API; long numbers stay as they came.
  static void print(String text) throws Exception {
    String json = text.startsWith("\\uFEFF") ? text.substring(1) : text;
    if (!json.isBlank() && !isJson(json)) {
      throw new IOException("The answer isn't JSON: " + text);
    }
    new PrintStream(System.out, true, StandardCharsets.UTF_8).println(json);
  }

  // Java has no reader of JSON: texts become \\1, other values \\2, then each level of them does.
  static boolean isJson(String text) {
    String number = "-?(?:0|[1-9][0-9]*)(?:\\\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?";
    String list = "\\\\[(?:[\\1\\2](?:,[\\1\\2])*)?\\\\]";
    String object = "\\\\{(?:\\1:[\\1\\2](?:,\\1:[\\1\\2])*)?\\\\}";
    String shape =
        text.replaceAll("[\\1\\2]", "\\0")
            .replaceAll("\\\\\\\\(?:[\\"\\\\\\\\/bfnrt]|u[0-9a-fA-F]{4})", "_")
            .replaceAll("\\"[^\\"\\\\\\\\\\0-\\37]*\\"", "\\1")
            .replaceAll(number + "|true|false|null", "\\2")
            .replaceAll("[ \\t\\r\\n]+", "");
    for (int level = 0; level < 500 && !shape.matches("[\\1\\2]"); level++) {
      shape = shape.replaceAll(list + "|" + object, "\\2");
    }
    return shape.matches("[\\1\\2]");
  }
"""

GRANT = """\
  // The token of a service account.
  static String token(HttpClient http, String url, String id, String secret) throws Exception {
    String form =
        "grant_type=client_credentials&scope=all&client_id="
            + URLEncoder.encode(id, StandardCharsets.UTF_8)
            + "&client_secret="
            + URLEncoder.encode(secret, StandardCharsets.UTF_8);
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
    request.header("Content-Type", "application/x-www-form-urlencoded");
    request.method("POST", HttpRequest.BodyPublishers.ofString(form));
    String text = send(http, request).body();
    Matcher found = Pattern.compile("\\"access_token\\"\\\\s*:\\\\s*\\"([^\\"]+)\\"").matcher(text);
    if (!found.find()) {
      throw new IOException("The answer has no token: " + text);
    }
    return found.group(1).replace("\\\\/", "/");
  }
"""

PARTS = """\
  // The parts of a list or an object as they are written; those of an object by name.
  static Map<String, String> parts(String json) {
    Map<String, String> parts = new LinkedHashMap<>();
    String name = null;
    boolean isText = false;
    int depth = 0;
    int start = 0;
    for (int at = 0; at < json.length(); at++) {
      char here = json.charAt(at);
      if (isText && here == '\\\\') {
        at++;
      } else if (here == '"') {
        isText = !isText;
      } else if (!isText && (here == '[' || here == '{')) {
        depth++;
        start = depth == 1 ? at + 1 : start;
      } else if (!isText && depth == 1 && here == ':') {
        name = json.substring(start, at).strip();
        start = at + 1;
      } else if (!isText && depth == 1 && (here == ',' || here == ']' || here == '}')) {
        String part = json.substring(start, at).strip();
        if (!part.isEmpty()) {
          parts.put(name == null ? String.valueOf(parts.size()) : name, part);
        }
        start = at + 1;
        depth -= here == ',' ? 0 : 1;
      } else if (!isText && (here == ']' || here == '}')) {
        depth--;
      }
    }
    return parts;
  }

  // A part of a task, which has to be there: a text without escapes, or a number.
  static String taskPart(String task, String name) throws IOException {
    String part = parts(task).getOrDefault("\\"" + name + "\\"", "");
    if (!part.matches("\\"[^\\"\\\\\\\\]+\\"|-?[0-9]+")) {
      throw new IOException("The answer is no task: its " + name + " is missing, or has escapes.");
    }
    return part.replace("\\"", "");
  }
"""

STOP = """\
  static void stop(String words) {
    throw new IllegalStateException(words);
  }
"""

_KEY = """\
  // Keys come from @source@; without them nothing is sent.
  static String ovhKey(String name) throws Exception {
@wanted@@value@@files@    for (String file : files) {
      Path path = Path.of(file);
      boolean isRead = value.isEmpty() && Files.isReadable(path);
      byte[] bytes = isRead ? Files.readAllBytes(path) : new byte[0];
      String section = "";
      for (String line : new String(bytes, StandardCharsets.UTF_8).split("\\\\R")) {
        String[] pair = line.split("[=:]", 2);
        if (line.startsWith("[")) {
          section = line.strip();
        } else if (section.equals(wanted) && pair.length == 2 && pair[0].strip().equals(name)) {
          value = pair[1].strip();
        }
      }
    }
    if (value.isEmpty()) {
      throw new IOException(@missing@);
    }
    return value;
  }
"""
_OF_ENVIRONMENT = '''\
"Set OVH_"
              + name.toUpperCase(Locale.ROOT)
              + ", or "
              + name
              + " in the section "
              + wanted
              + " of ovh.conf."'''
_OF_FILE = '"Set " + name + " in the section " + wanted + " of ovh.conf."'

_IMPORTS = {
    "ArrayList": "java.util",
    "BigInteger": "java.math",
    "Duration": "java.time",
    "Files": "java.nio.file",
    "HttpClient": "java.net.http",
    "HttpRequest": "java.net.http",
    "HttpResponse": "java.net.http",
    "IOException": "java.io",
    "LinkedHashMap": "java.util",
    "List": "java.util",
    "Locale": "java.util",
    "Map": "java.util",
    "Matcher": "java.util.regex",
    "MessageDigest": "java.security",
    "Path": "java.nio.file",
    "Pattern": "java.util.regex",
    "PrintStream": "java.io",
    "StandardCharsets": "java.nio.charset",
    "URI": "java.net",
    "URLEncoder": "java.net",
}
_NO_NAME = re.compile(r'"(?:[^"\\\n]|\\.)*"|//.*')


def key_method(context: SnippetContext) -> str:
    """The method that gives a key by its name in ``ovh.conf``; its files are python-ovh's, the
    nearest first.
    """
    section = literal(f"[{context.section or context.endpoint}]")
    source, value = "ovh.conf", '""'
    if not context.section:
        source = "the environment or ovh.conf"
        value = 'System.getenv().getOrDefault("OVH_" + name.toUpperCase(Locale.ROOT), "")'
    files = ['"ovh.conf"', 'home + "/.ovh.conf"', '"/etc/ovh.conf"']
    if context.config_file:
        files.insert(0, literal(context.config_file))
    home = 'System.getenv().getOrDefault("HOME", System.getProperty("user.home"))'
    texts = {
        "@source@": source,
        "@wanted@": "    " + assign("String wanted", section, 4),
        "@value@": "    " + assign("String value", value, 4),
        "@files@": "    " + assign("String home", home, 4) + _array(files),
        "@missing@": _OF_FILE if context.section else f"\n          {_OF_ENVIRONMENT}",
    }
    return re.sub("|".join(texts), lambda place: texts[place[0]], _KEY)


def _array(values: Sequence[str]) -> str:
    line = f"    String[] files = {{{', '.join(values)}}};\n"
    if len(line) - 1 <= WIDTH:
        return line
    inner = f"      {', '.join(values)}"
    if len(inner) > WIDTH:
        inner = "      " + ",\n      ".join(values)
    return f"    String[] files = {{\n{inner}\n    }};\n"


def class_of(head: Sequence[str], steps: Sequence[str], methods: Sequence[str]) -> str:
    """A file whose class runs the steps, each a statement that is indented from its second line
    on.
    """
    lines = "".join(f"    {step}" if step != "\n" else step for step in steps)
    run = f"  static void run() throws Exception {{\n{lines}  }}\n"
    body = "\n".join([_MAIN, run, *methods])
    names = set(re.findall(r"[A-Za-z]+", _NO_NAME.sub("", body)))
    imports = sorted(f"import {_IMPORTS[name]}.{name};\n" for name in names & _IMPORTS.keys())
    return "".join([*head, "\n" if head else "", *imports, f"\nclass OvhCall {{\n{body}}}\n"])
