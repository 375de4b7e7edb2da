// Stands in for csharp-ovh, which no registry of the tests has: what its Client offers in public, as far as code calls
// it. A call is kept as it would be sent, its object as JSON.
using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Newtonsoft.Json;

namespace Ovh.Api
{
    public class QueryStringParams : List<(string, string)>
    {
        public void Add(string key, string value) => Add((key, value));

        public override string ToString()
        {
            var pairs = new List<string>();
            foreach (var (key, value) in this)
            {
                pairs.Add(System.Web.HttpUtility.UrlEncode(key) + "=" + System.Web.HttpUtility.UrlEncode(value));
            }
            return "?" + string.Join("&", pairs);
        }
    }

    public class Client
    {
        public static readonly List<object> Requests = new List<object>();
        public static readonly Queue<string> Answers = new Queue<string>();

        public Client(string endpoint = null, string applicationKey = null, string applicationSecret = null,
            string consumerKey = null, TimeSpan? defaultTimeout = null, char parameterSeparator = ',')
        {
        }

        public Task<string> GetAsync(string target, QueryStringParams kwargs = null, bool needAuth = true,
            TimeSpan? timeout = null) => Keep("GET", target + kwargs?.ToString(), null, needAuth);

        public Task<T> GetAsync<T>(string target, QueryStringParams kwargs = null, bool needAuth = true,
            TimeSpan? timeout = null) => Keep<T>("GET", target + kwargs?.ToString(), null, needAuth);

        public Task<string> PostAsync(string target, object data = null, bool needAuth = true,
            TimeSpan? timeout = null) => Keep("POST", target, Json(data), needAuth);

        public Task<T> PostAsync<T>(string target, object data = null, bool needAuth = true,
            TimeSpan? timeout = null) => Keep<T>("POST", target, Json(data), needAuth);

        public Task<string> PostStringAsync(string target, string json, bool needAuth = true,
            TimeSpan? timeout = null) => Keep("POST", target, json, needAuth);

        public Task<T> PostStringAsync<T>(string target, string json, bool needAuth = true,
            TimeSpan? timeout = null) => Keep<T>("POST", target, json, needAuth);

        public Task<string> PutAsync(string target, object data = null, bool needAuth = true,
            TimeSpan? timeout = null) => Keep("PUT", target, Json(data), needAuth);

        public Task<T> PutAsync<T>(string target, object data = null, bool needAuth = true,
            TimeSpan? timeout = null) => Keep<T>("PUT", target, Json(data), needAuth);

        public Task<string> PutStringAsync(string target, string json, bool needAuth = true,
            TimeSpan? timeout = null) => Keep("PUT", target, json, needAuth);

        public Task<T> PutStringAsync<T>(string target, string json, bool needAuth = true,
            TimeSpan? timeout = null) => Keep<T>("PUT", target, json, needAuth);

        public Task<string> DeleteAsync(string target, bool needAuth = true, TimeSpan? timeout = null) =>
            Keep("DELETE", target, null, needAuth);

        public Task<T> DeleteAsync<T>(string target, bool needAuth = true, TimeSpan? timeout = null) =>
            Keep<T>("DELETE", target, null, needAuth);

        private static string Json(object data) => data == null ? null : JsonConvert.SerializeObject(data);

        private static Task<string> Keep(string method, string target, string body, bool signed)
        {
            Requests.Add(new { method, target, body, signed });
            return Task.FromResult(Answers.Count > 0 ? Answers.Dequeue() : "{\"answer\":1}");
        }

        private static async Task<T> Keep<T>(string method, string target, string body, bool signed) =>
            JsonConvert.DeserializeObject<T>(await Keep(method, target, body, signed));
    }
}
