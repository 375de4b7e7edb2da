<?php
// Runs the scripts it is sent, one a line in base64, and answers each with what it asked the API and printed.

error_reporting(E_ALL);
set_error_handler(function ($level, $message) {
    throw new ErrorException($message, 0, $level);
});

/** What a script ends with in place of `exit`, with what it said on standard error. */
class Ended extends Error
{
}

function say(string $words): void
{
    global $said;
    $said .= $words;
}

function run(string $code): array
{
    global $said;
    $said = '';
    \Ovh\Api::$requests = [];
    ob_start();
    $error = null;
    $code = str_replace(['fwrite(STDERR, ', 'exit(1);'], ['say(', 'throw new Ended();'], $code);
    try {
        eval('?>' . $code);
    } catch (Ended) {
        $error = $said;
    } catch (\Throwable $thrown) {
        $error = get_class($thrown) . ': ' . $thrown->getMessage();
    }
    return ['requests' => \Ovh\Api::$requests, 'output' => base64_encode(ob_get_clean()), 'error' => $error];
}

require __DIR__ . '/vendor/autoload.php';

while (($line = fgets(STDIN)) !== false) {
    echo json_encode(run(base64_decode(trim($line))), JSON_INVALID_UTF8_SUBSTITUTE), "\n";
}
