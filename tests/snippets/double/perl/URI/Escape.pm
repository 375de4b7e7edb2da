# The part of URI::Escape that snippets use: bytes but the unreserved ones in hexadecimal.
package URI::Escape;
use strict;
use warnings;
use parent 'Exporter';

our @EXPORT_OK = qw(uri_escape);

sub uri_escape {
    my ($text) = @_;
    $text =~ s/([^A-Za-z0-9._~-])/sprintf '%%%02X', ord $1/ge;
    return $text;
}

1;
