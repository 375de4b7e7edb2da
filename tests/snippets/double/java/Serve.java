import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * Compiles and runs for as long as it is asked to, so that the compiler starts once. A line of words in base64 asks:
 * "compile" and the arguments of javac, or "run", a directory of classes and how many there are, or "main" and a
 * directory with a class OvhCall. A line of words answers: the compiler's code and what it said, or for each of
 * OvhCall0, OvhCall1… what it printed, and what it threw, or the code with which the program ended, and what it wrote
 * to its two streams.
 */
public class Serve {
  private static final PrintStream OURS = System.out;

  public static void main(String[] args) throws Exception {
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      List<String> words = new ArrayList<>();
      for (String word : line.split(" ")) {
        words.add(new String(Base64.getDecoder().decode(word.substring(1)), StandardCharsets.UTF_8));
      }
      List<String> others = words.subList(1, words.size());
      List<String> answer;
      switch (words.get(0)) {
        case "compile":
          answer = compiled(others);
          break;
        case "main":
          answer = ended(others.get(0));
          break;
        default:
          answer = ran(others.get(0), Integer.parseInt(others.get(1)));
      }
      OURS.println(String.join(" ", answer));
      OURS.flush();
    }
    System.exit(0);
  }

  private static List<String> compiled(List<String> arguments) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    ByteArrayInputStream nothing = new ByteArrayInputStream(new byte[0]);
    int code = compiler.run(nothing, said, said, arguments.toArray(new String[0]));
    return List.of(encoded(Integer.toString(code).getBytes(StandardCharsets.UTF_8)), encoded(said.toByteArray()));
  }

  private static List<String> ran(String directory, int count) throws Exception {
    List<String> answer = new ArrayList<>();
    URL place = Path.of(directory).toUri().toURL();
    try (URLClassLoader classes = new URLClassLoader(new URL[] {place})) {
      for (int number = 0; number < count; number++) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        String error = "";
        try {
          Method run = classes.loadClass("OvhCall" + number).getDeclaredMethod("run");
          run.setAccessible(true);
          run.invoke(null);
        } catch (InvocationTargetException thrown) {
          error = thrown.getCause().toString();
        }
        answer.add(encoded(printed.toByteArray()));
        answer.add(encoded(error.getBytes(StandardCharsets.UTF_8)));
        if (number % 100 == 99) {
          // Each has a client of its own, whose thread ends when it is collected.
          System.gc();
        }
      }
    } finally {
      System.setOut(OURS);
    }
    return answer;
  }

  private static final class Exit extends Error {
    private final int code;

    Exit(int code) {
      super("", null, false, false);
      this.code = code;
    }
  }

  /** Ends a program, not the process: code is compiled with it in place of System.exit. */
  public static void exit(int code) {
    throw new Exit(code);
  }

  private static List<String> ended(String directory) throws Exception {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream errors = System.err;
    int code = 0;
    // What a process of its own without a locale would write.
    System.setOut(new PrintStream(printed, true, StandardCharsets.US_ASCII));
    System.setErr(new PrintStream(said, true, StandardCharsets.US_ASCII));
    try (URLClassLoader classes = new URLClassLoader(new URL[] {Path.of(directory).toUri().toURL()})) {
      Method main = classes.loadClass("OvhCall").getDeclaredMethod("main", String[].class);
      main.setAccessible(true);
      main.invoke(null, (Object) new String[0]);
    } catch (InvocationTargetException thrown) {
      if (!(thrown.getCause() instanceof Exit)) {
        throw thrown;
      }
      code = ((Exit) thrown.getCause()).code;
    } finally {
      System.setOut(OURS);
      System.setErr(errors);
    }
    byte[] number = Integer.toString(code).getBytes(StandardCharsets.UTF_8);
    return List.of(encoded(number), encoded(printed.toByteArray()), encoded(said.toByteArray()));
  }

  private static String encoded(byte[] bytes) {
    return "." + Base64.getEncoder().encodeToString(bytes);
  }
}
