# Runs the scripts it is sent, one a line in base64, and answers each with what it asked the API and printed.
use strict;
use warnings;

use JSON::PP;
use MIME::Base64;

use OvhApi;

$| = 1;
my $number = 0;
while (my $line = <STDIN>) {
    my $code = decode_base64($line);
    my ($printed, $warned) = ('', '');
    @OvhApi::REQUESTS = ();
    {
        local $SIG{__WARN__} = sub { $warned .= $_[0] };
        open(my $out, '>', \$printed) or die $!;
        my $before = select $out;
        # Without what is seen here: a script is a file of its own.
        eval "package Script" . $number++ . ";\nno strict; no warnings;\n" . $code . "\n;1";
        select $before;
    }
    my $error = $@;
    print STDOUT JSON::PP->new->latin1->encode({
        error => $error, warned => $warned, output => encode_base64($printed, ''), requests => [@OvhApi::REQUESTS],
    }), "\n";
}
