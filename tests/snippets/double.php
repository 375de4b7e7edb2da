<?php
// A double of php-ovh's class for tests: it takes what the wrapper takes, turns it into a request as the
// wrapper does (content of a GET becomes the query, of anything else the JSON body), and keeps it.
namespace Ovh;

class Api
{
    public static array $requests = [];

    public function __construct($key, $secret, $endpoint, $consumer = null)
    {
        if (!in_array($endpoint, ['ovh-eu', 'ovh-ca', 'ovh-us'], true)) {
            throw new \InvalidArgumentException("Unknown endpoint $endpoint");
        }
    }

    private function keep($method, $path, $content, $headers, $signed)
    {
        if (!is_string($path) || $path[0] !== '/') {
            throw new \InvalidArgumentException('bad path');
        }
        $body = '';
        if (isset($content) && $method === 'GET') {
            $path .= (str_contains($path, '?') ? '&' : '?') . http_build_query($content);
        } elseif (isset($content)) {
            $body = json_encode($content, JSON_UNESCAPED_SLASHES | JSON_THROW_ON_ERROR);
        }
        self::$requests[] = [
            'method' => $method,
            'path' => $path,
            'headers' => (object) ($headers ?? []),
            'body' => $body,
            'signed' => $signed,
        ];
        return ['done' => true];
    }

    public function get($path, $content = null, $headers = null, $signed = true)
    {
        return $this->keep('GET', $path, $content, $headers, $signed);
    }

    public function post($path, $content = null, $headers = null, $signed = true)
    {
        return $this->keep('POST', $path, $content, $headers, $signed);
    }

    public function put($path, $content, $headers = null, $signed = true)
    {
        return $this->keep('PUT', $path, $content, $headers, $signed);
    }

    public function delete($path, $content = null, $headers = null, $signed = true)
    {
        return $this->keep('DELETE', $path, $content, $headers, $signed);
    }
}

// Each line of the input is a script as JSON text; each line of the output what it sent, or its error.
while (($line = fgets(STDIN)) !== false) {
    $script = json_decode($line, false, 512, JSON_THROW_ON_ERROR);
    $script = str_replace(["require __DIR__ . '/vendor/autoload.php';", 'print_r($result);'], '', $script);
    Api::$requests = [];
    try {
        (static function () use ($script) { eval('?>' . $script); })();
        echo json_encode(Api::$requests, JSON_INVALID_UTF8_SUBSTITUTE | JSON_UNESCAPED_SLASHES), "\n";
    } catch (\Throwable $error) {
        echo json_encode(['error' => get_class($error) . ': ' . $error->getMessage()], JSON_INVALID_UTF8_SUBSTITUTE), "\n";
    }
    flush();
}
