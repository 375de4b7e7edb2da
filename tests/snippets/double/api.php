<?php
// A stand-in for php-ovh: it makes its requests the way that wrapper does, and keeps them instead of sending them.

namespace GuzzleHttp\Exception;

/** What the HTTP client throws for the statuses that are errors. */
class BadResponseException extends \RuntimeException
{
    public function getResponse(): object
    {
        return new class {
            public function getBody(): string
            {
                return '{"class":"Client::Forbidden","message":"This call has not been granted"}';
            }

            public function getHeaderLine(string $name): string
            {
                return $name === 'X-OVH-QUERYID' ? 'EU.ext-3.5f0a.1' : '';
            }
        };
    }
}

namespace Ovh;

class Api
{
    public static array $requests = [];
    public static array $answers = [];
    private string $endpoint;

    public function __construct(private $key, private $secret, $endpoint, private $consumer = null)
    {
        $roots = ['ovh-eu' => 'https://eu.api.ovh.com/1.0', 'ovh-ca' => 'https://ca.api.ovh.com/1.0'];
        if (!isset($roots[$endpoint])) {
            throw new \InvalidArgumentException('Unknown provided endpoint');
        }
        $this->endpoint = $roots[$endpoint];
    }

    /** What PSR-7 does to a URL: it escapes what may not be there and leaves the rest. */
    private static function normalised(string $part, string $more): string
    {
        $allowed = '/(?:[^a-zA-Z0-9_\-\.~!\$&\'\(\)\*\+,;=%:@\/' . $more . ']++|%(?![A-Fa-f0-9]{2}))/';
        return preg_replace_callback($allowed, fn ($found) => rawurlencode($found[0]), $part);
    }

    private static function query(array $values): string
    {
        $pairs = [];
        foreach ($values as $name => $value) {
            foreach (is_array($value) ? $value : [$value] as $one) {
                $one = is_bool($one) ? (int) $one : $one;
                $pairs[] = rawurlencode((string) $name) . ($one === null ? '' : '=' . rawurlencode((string) $one));
            }
        }
        return implode('&', $pairs);
    }

    protected function rawCall($method, $path, $content = null, $is_authenticated = true, $headers = null)
    {
        if (getenv('REFUSED')) {
            throw new \GuzzleHttp\Exception\BadResponseException();
        }
        $base = $this->endpoint;
        if (in_array(substr($path, 0, 3), ['/v1', '/v2'], true)) {
            $base = substr($base, 0, -4);
        }
        $url = $base . $path;
        $body = '';
        if (isset($content) && $method === 'GET') {
            [$plain, $query] = explode('?', $url, 2) + [1 => ''];
            $merged = [];
            foreach ($query === '' ? [] : explode('&', $query) as $pair) {
                [$name, $value] = explode('=', $pair, 2);
                $merged[$name] = $value;
            }
            $merged = array_merge($merged, (array) $content);
            $merged = array_map(fn ($value) => is_bool($value) ? ($value ? 'true' : 'false') : $value, $merged);
            $url = $plain . '?' . self::normalised(self::query($merged), '\?');
        } elseif (isset($content)) {
            $body = json_encode($content, JSON_THROW_ON_ERROR | JSON_UNESCAPED_SLASHES);
        }
        $parts = explode('?', $url, 2);
        $wire = self::normalised($parts[0], '') . (isset($parts[1]) ? '?' . self::normalised($parts[1], '\?') : '');
        self::$requests[] = [
            'method' => $method,
            'signed_url' => $url,
            'url' => $wire,
            'body' => base64_encode($body),
            'has_body' => isset($content) && $method !== 'GET',
            'headers' => (object) ($headers ?? []),
            'signed' => $is_authenticated && isset($this->consumer),
        ];
        if (getenv('LIVE_ROOT')) {
            return self::sent($method, $wire, $body, $headers ?? []);
        }
        return array_shift(self::$answers) ?? '{"answer":"it\'s é"}';
    }

    /** What the API at another place answers. */
    private static function sent(string $method, string $url, string $body, array $headers): string
    {
        $lines = array_map(fn ($name) => "$name: $headers[$name]", array_keys($headers));
        $url = str_replace('https://eu.api.ovh.com', getenv('LIVE_ROOT'), $url);
        $context = stream_context_create(['http' => [
            'method' => $method,
            'content' => $body,
            'header' => ['X-Ovh-Application: AK', 'Connection: close', ...$lines],
            'ignore_errors' => true,
        ]]);
        $answer = file_get_contents($url, false, $context);
        if (!str_contains($http_response_header[0], ' 2')) {
            throw new \GuzzleHttp\Exception\BadResponseException();
        }
        return $answer;
    }

    private function decodeResponse($response)
    {
        return json_decode($response, true, 512, JSON_THROW_ON_ERROR);
    }

    public function get($path, $content = null, $headers = null, $is_authenticated = true)
    {
        $is_authenticated = $is_authenticated && !preg_match('/^\/[^\/]+\.json$/', $path);
        return $this->decodeResponse($this->rawCall('GET', $path, $content, $is_authenticated, $headers));
    }

    public function post($path, $content = null, $headers = null, $is_authenticated = true)
    {
        return $this->decodeResponse($this->rawCall('POST', $path, $content, $is_authenticated, $headers));
    }

    public function put($path, $content, $headers = null, $is_authenticated = true)
    {
        return $this->decodeResponse($this->rawCall('PUT', $path, $content, $is_authenticated, $headers));
    }

    public function delete($path, $content = null, $headers = null, $is_authenticated = true)
    {
        return $this->decodeResponse($this->rawCall('DELETE', $path, $content, $is_authenticated, $headers));
    }
}
