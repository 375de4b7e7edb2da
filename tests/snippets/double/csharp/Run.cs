// Runs the scripts it was compiled with, one after the other, and says of each, in a line of JSON, what it printed,
// what it said on standard error, and what it asked of the wrapper.
using System;
using System.IO;
using System.Reflection;
using System.Threading.Tasks;
using Newtonsoft.Json;

static class Run
{
    static async Task Main(string[] arguments)
    {
        TextWriter terminal = Console.Out;
        for (int number = 0; number < int.Parse(arguments[0]); number++)
        {
            var program = Assembly.GetExecutingAssembly().GetType($"Script{number}.Program");
            var main = program.GetMethod("Main", BindingFlags.NonPublic | BindingFlags.Static);
            var printed = new StringWriter();
            var failed = new StringWriter();
            Console.SetOut(printed);
            Console.SetError(failed);
            Ovh.Api.Client.Requests.Clear();
            Environment.ExitCode = 0;
            await (Task)main.Invoke(null, null);
            string error = failed.ToString();
            terminal.WriteLine(JsonConvert.SerializeObject(
                new { error, output = printed.ToString(), requests = Ovh.Api.Client.Requests, code = Environment.ExitCode }));
        }
        Environment.ExitCode = 0;
    }
}
