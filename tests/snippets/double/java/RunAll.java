import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Runs the classes OvhCall0, OvhCall1… one after the other; says of each what it printed, and what it threw. */
class RunAll {
  public static void main(String[] args) throws Exception {
    PrintStream ours = System.out;
    for (int number = 0; number < Integer.parseInt(args[0]); number++) {
      ByteArrayOutputStream printed = new ByteArrayOutputStream();
      System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
      String error = "";
      try {
        Method run = Class.forName("OvhCall" + number).getDeclaredMethod("run");
        run.setAccessible(true);
        run.invoke(null);
      } catch (InvocationTargetException thrown) {
        error = thrown.getCause().toString();
      }
      ours.println(encoded(printed.toByteArray()) + " " + encoded(error.getBytes(StandardCharsets.UTF_8)));
      if (number % 100 == 99) {
        // Each has a client of its own, whose thread ends when it is collected.
        System.gc();
      }
    }
    ours.flush();
    System.exit(0);
  }

  private static String encoded(byte[] bytes) {
    return "." + Base64.getEncoder().encodeToString(bytes);
  }
}
