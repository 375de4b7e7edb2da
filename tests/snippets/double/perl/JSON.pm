# The part of the module JSON that snippets use, from what comes with Perl.
package JSON;
use strict;
use warnings;
use parent 'JSON::PP';

our @EXPORT = @JSON::PP::EXPORT;
# What is exported must be here.
BEGIN { no strict 'refs'; *$_ = \&{"JSON::PP::$_"} for @JSON::PP::EXPORT }

sub true  { $JSON::PP::true }
sub false { $JSON::PP::false }

1;
